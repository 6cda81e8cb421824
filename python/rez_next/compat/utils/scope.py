"""rez.utils.scope: nested attributes made by assignment."""

from __future__ import annotations

from rez_next.objects.data.scope import (
    RecursiveAttribute,
    ScopeContext,
    _Scope,
    scoped_format,
    scoped_formatter,
)
from rez_next.objects.text.fields import StringFormatMixin, StringFormatType

__all__ = [
    "RecursiveAttribute",
    "ScopeContext",
    "StringFormatMixin",
    "StringFormatType",
    "_Scope",
    "scoped_format",
    "scoped_formatter",
]
