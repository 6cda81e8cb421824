from collections.abc import Callable, Iterable
from re import Pattern

def shlex_join(
    value: object,
    unsafe_regex: Callable[[str], object] | None = None,
    replacements: Iterable[tuple[Pattern[str] | str, str]] | None = None,
    enclose_with: str = '"',
) -> str: ...
