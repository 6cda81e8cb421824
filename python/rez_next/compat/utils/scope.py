"""rez.utils.scope: nested attributes made by assignment."""

from __future__ import annotations

from rez_next.objects.formatting import StringFormatMixin, StringFormatType
from rez_next.objects.scope import (
    RecursiveAttribute,
    ScopeContext,
    _Scope,
    scoped_format,
    scoped_formatter,
)

__all__ = [
    "RecursiveAttribute",
    "ScopeContext",
    "StringFormatMixin",
    "StringFormatType",
    "_Scope",
    "scoped_format",
    "scoped_formatter",
]
