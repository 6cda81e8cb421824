"""Contexts as files and as data, and the one that this process runs in."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.context.context import ResolvedContext


class ContextStorage:
    """Its written form. A part of `ResolvedContext`: `self` is one."""

    load_path: str | None
    parent_suite_path: str | None
    suite_context_name: str | None

    def set_load_path(self: Any, path: str) -> None:
        """Say where this context is saved, for those who ask it."""
        self.load_path = path

    def _set_parent_suite(self, suite_path: str, context_name: str) -> None:
        self.parent_suite_path = suite_path
        self.suite_context_name = context_name

    def to_dict(self: Any, fields: list[str] | None = None) -> dict[str, Any]:
        """The context as data that `from_dict` and rez read.

        Args:
            fields: Only these keys; None gives all.
        """
        from rez_next.objects.context.rxt import to_dict

        return to_dict(self, fields)

    @classmethod
    def from_dict(
        cls: Any, d: dict[str, Any], identifier_str: str | None = None
    ) -> ResolvedContext:
        """The context that `to_dict`, of rez too, gave as `d`."""
        from rez_next.objects.context.rxt import from_dict

        context: ResolvedContext = from_dict(cls, d, identifier_str)
        return context

    def save(self: Any, path: str) -> None:
        """Write the context to a file that `load` and rez read."""
        from rez_next.objects.context.rxt import save

        save(self, path)

    @classmethod
    def load(cls: Any, path: str) -> ResolvedContext:
        """Read a context that was saved, by rez too.

        Raises:
            ResolvedContextError: The file is missing or is not a context.
        """
        from rez_next.objects.context.rxt import load

        context: ResolvedContext = load(cls, path)
        return context

    def write_to_buffer(self: Any, buf: Any) -> None:
        """Write what `save` writes to an open file."""
        from rez_next.objects.context.rxt import to_text

        buf.write(to_text(self))

    @classmethod
    def read_from_buffer(cls: Any, buf: Any, identifier_str: str | None = None) -> ResolvedContext:
        """Read what `write_to_buffer` wrote from an open file.

        Args:
            buf: The file.
            identifier_str: What messages call it.

        Raises:
            ResolvedContextError: It is not a context.
        """
        from rez_next.objects.context.rxt import read

        context: ResolvedContext = read(cls, buf, identifier_str)
        return context

    def is_current(self: Any) -> bool | None:
        """True if this process runs in this context; None if it runs in none."""
        if not self.load_path:
            return False
        path = os.environ.get("REZ_RXT_FILE")
        return self.load_path == path if path and os.path.exists(path) else None

    @classmethod
    def get_current(cls: Any) -> ResolvedContext | None:
        """The context whose environment this process runs in, or None."""
        path = os.environ.get("REZ_RXT_FILE")
        return cls.load(path) if path and os.path.exists(path) else None
