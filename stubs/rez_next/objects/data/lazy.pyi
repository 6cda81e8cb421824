from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar, overload

from typing_extensions import ParamSpec, Self

_P = ParamSpec("_P")
_T = TypeVar("_T")

class cached_property(Generic[_T]):  # noqa: N801
    func: Callable[[Any], _T]
    name: str
    def __init__(self, func: Callable[[Any], _T], name: str | None = None) -> None: ...
    @overload
    def __get__(self, instance: None, owner: type | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type | None = None) -> _T: ...
    def __call__(self) -> Any: ...
    @classmethod
    def uncache(cls, instance: object, name: str) -> None: ...

class LazySingleton(Generic[_P, _T]):
    instance_class: Callable[_P, _T]
    nargs: tuple[object, ...] | None
    kwargs: dict[str, object] | None
    lock: Lock
    instance: _T | None
    def __init__(
        self, instance_class: Callable[_P, _T], *nargs: _P.args, **kwargs: _P.kwargs
    ) -> None: ...
    def __call__(self) -> _T: ...
