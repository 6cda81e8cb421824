"""A list setting that adds to the list configured so far, for configuration files."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class ModifyList:
    """A list value in a configuration file that adds to the list configured so far.

    Args:
        append: Items to put after the inherited ones.
        prepend: Items to put before them.
    """

    def __init__(
        self, append: Iterable[Any] | None = None, prepend: Iterable[Any] | None = None
    ) -> None:
        for items in (prepend, append):
            if items is not None and not isinstance(items, list):
                raise ValueError("Expected list in ModifyList, not %r" % (items,))
        self.prepend = list(prepend or [])
        self.append = list(append or [])

    def apply(self, v: object) -> list[Any]:
        """The list that results on top of `v`, a list or None.

        Raises:
            ValueError: `v` is something else.
        """
        if v is not None and not isinstance(v, list):
            raise ValueError("Attempted to apply ModifyList to non-list: %r" % (v,))
        return self.prepend + (v or []) + self.append
