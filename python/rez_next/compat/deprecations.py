"""rez.deprecations: warnings about what will go."""

from __future__ import annotations

from rez_next.objects.config.deprecations import RezDeprecationWarning, warn

__all__ = [
    "RezDeprecationWarning",
    "warn",
]
