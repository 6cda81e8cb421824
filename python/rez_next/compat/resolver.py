"""rez.resolver: a resolve by itself, and its outcomes."""

from __future__ import annotations

from rez_next.objects.resolver import Resolver
from rez_next.objects.status import ResolverStatus

__all__ = ["Resolver", "ResolverStatus"]
