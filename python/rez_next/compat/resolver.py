"""rez.resolver: the outcomes of a resolve."""

from __future__ import annotations

from rez_next.objects.status import ResolverStatus

__all__ = ["ResolverStatus"]
