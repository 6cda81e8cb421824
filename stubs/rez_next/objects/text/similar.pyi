from collections.abc import Callable, Iterable
from typing import TypeVar, overload

_T = TypeVar("_T")

@overload
def get_close_matches(
    term: str, fields: Iterable[str], fuzziness: float = ..., key: None = None
) -> list[tuple[str, float]]: ...
@overload
def get_close_matches(
    term: str, fields: Iterable[_T], fuzziness: float = ..., *, key: Callable[[_T], str]
) -> list[tuple[_T, float]]: ...
def get_close_pkgs(
    pkg: str, pkgs: Iterable[str], fuzziness: float = ...
) -> list[tuple[str, float]]: ...
