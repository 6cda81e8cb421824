"""rez.bundle_context: a context and its packages in a folder that may be moved."""

from __future__ import annotations

from rez_next.exceptions import ContextBundleError
from rez_next.objects.bundle import bundle_context

__all__ = ["ContextBundleError", "bundle_context"]
