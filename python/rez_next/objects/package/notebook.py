"""What a package or a variant looks like in a notebook."""

from __future__ import annotations

from rez_next.objects.page import element, fragment, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Of a longer list the beginning is shown.
_ITEMS = 30


def html_of_package(package: Any) -> str:
    """The attributes that are asked for most, as far as they are set.

    Args:
        package: A package or a variant.
    """
    rows = [(name, _shown(getattr(package, name, None))) for name in _ATTRIBUTES]
    variants = None if package.is_variant else package.variants
    if variants:
        listed = ["%d: %s" % (at, _shown(requires)) for at, requires in enumerate(variants)]
        rows.append(("variants", element("div", *_lines(listed))))
    rows.append(("from", package.uri))
    return fragment(
        element("strong", package.qualified_name),
        table([], [row for row in rows if row[1]]),
    )


_ATTRIBUTES = ("description", "authors", "tools", "requires")


def _shown(value: Any) -> str:
    if not isinstance(value, (list, tuple)):
        return "" if value is None else str(value)
    shown = [str(item) for item in value[:_ITEMS]]
    return ", ".join(shown) + (" …" if len(value) > _ITEMS else "")


def _lines(texts: list[str]) -> list[str]:
    return [element("div", text) for text in texts[:_ITEMS]] + ["…"] * (len(texts) > _ITEMS)
