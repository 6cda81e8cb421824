from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")

class cached_class_property(Generic[_T]):  # noqa: N801
    func: Callable[..., _T]
    def __init__(self, func: Callable[..., _T], name: str | None = None) -> None: ...
    def __get__(self, instance: object, owner: type | None = None) -> _T: ...
