"""Nested attributes that come into being by assignment, and text that is filled in from them."""

from __future__ import annotations

import sys
from collections import UserDict

from rez_next.objects.text.fields import StringFormatMixin, StringFormatType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    _UserDict = UserDict[str, Any]
else:
    _UserDict = UserDict


class RecursiveAttribute(_UserDict, StringFormatMixin):
    """An object that gets attributes at any depth by assignment: `a.b.c = 1`.

    Args:
        data: What it begins with.
        read_only: True if nothing may be set.
    """

    format_expand = StringFormatType.unchanged

    def __init__(self, data: Any = None, read_only: bool = False) -> None:
        self.__dict__.update(data={}, read_only=read_only)
        self._update(data or {})

    def __getattr__(self, attr: str) -> Any:
        own = self.__dict__
        values = own if attr.startswith("__") and attr.endswith("__") else own["data"]
        if attr in values:
            return values[attr]
        if values is own or own["read_only"]:
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, attr))
        child = self._create_child_attribute(attr)
        # It joins with its first attribute, so that reading alone leaves no trace.
        child.__dict__["pending"] = (attr, self)
        return child

    def __setattr__(self, attr: str, value: Any) -> None:
        own = self.__dict__
        if own["read_only"]:
            problem = (
                "object attribute '%s' is read-only"
                if attr in own["data"]
                else "object has no attribute '%s'"
            )
            raise AttributeError("'%s' " % type(self).__name__ + problem % attr)
        if attr.startswith("__") and attr.endswith("__"):
            own[attr] = value
        else:
            own["data"][attr] = value
            self._reparent()

    def __getitem__(self, attr: str) -> Any:
        return getattr(self, attr)

    def __str__(self) -> str:
        return str(self.to_dict())

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """The attributes as nested dicts."""
        return {
            name: value.to_dict() if isinstance(value, RecursiveAttribute) else value
            for name, value in self.__dict__["data"].items()
        }

    def copy(self) -> Any:
        """An object with the same attributes."""
        return type(self)(self.__dict__["data"].copy())

    def update(self, data: dict[str, Any]) -> None:  # type: ignore[override]
        """Set attributes from a dict."""
        if self.__dict__["read_only"]:
            raise AttributeError("read-only, cannot be updated")
        self._update(data)

    def _create_child_attribute(self, attr: str) -> RecursiveAttribute:
        return type(self)()

    def _update(self, data: dict[str, Any]) -> None:
        for name, value in data.items():
            nested = RecursiveAttribute(value) if isinstance(value, dict) else value
            self.__dict__["data"][name] = nested

    def _reparent(self) -> None:
        pending = self.__dict__.pop("pending", None)
        if pending:
            name, parent = pending
            parent._reparent()
            parent.__dict__["data"][name] = self


class _Scope(RecursiveAttribute):
    """The block of a `with`; names assigned in it become its attributes."""

    def __init__(self, name: str | None = None, context: ScopeContext | None = None) -> None:
        super().__init__()
        self.__dict__.update(name=name, context=context, locals=None)

    def __enter__(self) -> _Scope:
        self.__dict__["locals"] = sys._getframe(1).f_locals.copy()
        return self

    def __exit__(self, *_: object) -> None:
        names, before = sys._getframe(1).f_locals, self.__dict__["locals"]
        self.update(
            {
                name: value
                for name, value in names.items()
                if not (name.startswith("__") and name.endswith("__"))
                and (name not in before or value != before[name])
                and not isinstance(value, _Scope)
            }
        )
        names.clear()
        names.update(before)
        if self.__dict__["context"] is not None:
            self.__dict__["context"]._scope_exit(self.__dict__["name"])

    def _create_child_attribute(self, attr: str) -> RecursiveAttribute:
        return RecursiveAttribute()


class ScopeContext:
    """Makes nested dicts of `with scope("name"):` blocks; blocks of one name are merged."""

    def __init__(self) -> None:
        self.scopes: dict[tuple[str, ...], _Scope] = {}
        self.scope_stack = [_Scope()]

    def __call__(self, name: str) -> _Scope:
        """The block `name` inside the one that is open."""
        path = (*(scope.__dict__["name"] for scope in self.scope_stack[1:]), name)
        if path not in self.scopes:
            self.scopes[path] = _Scope(name, self)
        self.scope_stack.append(self.scopes[path])
        return self.scopes[path]

    def to_dict(self) -> dict[str, Any]:
        """What the blocks came to."""
        return self.scope_stack[-1].to_dict()

    def __str__(self) -> str:
        return repr(tuple(".".join(path) for path in self.scopes))

    def _scope_exit(self, name: str) -> None:
        scope = self.scope_stack.pop()
        self.scope_stack[-1].update({name: scope.to_dict()})


def scoped_formatter(**objects: Any) -> RecursiveAttribute:
    """What fills fields such as `{foo.name}` in from the objects, by their names."""
    return RecursiveAttribute(objects, read_only=True)


def scoped_format(txt: str, **objects: Any) -> str:
    """A text with fields such as `{foo.name}` filled in from the objects, by their names.

    Args:
        txt: The text.
        objects: The objects; `pretty` and `expand` are as for `ObjectStringFormatter`.
    """
    pretty = objects.pop("pretty", RecursiveAttribute.format_pretty)
    expand = objects.pop("expand", RecursiveAttribute.format_expand)
    return scoped_formatter(**objects).format(txt, pretty=pretty, expand=expand)
