"""Names that are nearly another: what somebody may have meant."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Callable


def get_close_matches(
    term: str,
    fields: Iterable[Any],
    fuzziness: float = 0.4,
    key: Callable[[Any], str] | None = None,
) -> list[tuple[Any, float]]:
    """What is like a word, without regard to case.

    Args:
        term: The word.
        fields: What to look through.
        fuzziness: From 0, the same, to 1, anything.
        key: Gives the text of an item; items are texts without it.

    Returns:
        Items with how alike they are, up to 1, the most alike first.
    """
    from difflib import SequenceMatcher

    term = term.lower()
    matches = []
    for field in fields:
        text = field if key is None else key(field)
        if text == term:
            matches.append((field, 1.0))
            continue
        name = text.lower()
        ratio = SequenceMatcher(None, term, name).ratio()
        # A word's beginning says more than a word inside of it.
        if name.startswith(term):
            ratio **= 0.3
        elif term in name:
            ratio **= 0.5
        if ratio >= 1.0 - fuzziness:
            matches.append((field, min(ratio, 0.99)))
    return sorted(matches, key=lambda match: -match[1])


def get_close_pkgs(
    pkg: str, pkgs: Iterable[str], fuzziness: float = 0.4
) -> list[tuple[str, float]]:
    """Packages such as `numpy-3.4` whose name, with and without its version, is like another."""
    names = list(pkgs)
    found: dict[str, float] = {}
    whole = get_close_matches(pkg, names, fuzziness)
    family = get_close_matches(_family(pkg), names, fuzziness, _family)
    for name, ratio in [*whole, *family]:
        found[name] = found.get(name, 0.0) + ratio
    halved = [(name, ratio * 0.5) for name, ratio in found.items()]
    return sorted(halved, key=lambda match: -match[1])


def _family(name: str) -> str:
    return name.split("-")[0]
