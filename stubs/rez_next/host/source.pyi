from collections.abc import Callable
from types import CodeType
from typing import Any, ClassVar, TypedDict

from typing_extensions import NotRequired

from rez_next.objects.package.package import Package, Variant

class _Decorator(TypedDict):
    name: str
    nargs: NotRequired[list[Any]]

class SourceCode:
    source: str
    func: Callable[..., Any] | None
    filepath: str | None
    eval_as_function: bool
    package: Package | Variant | None
    funcname: str | None
    decorators: list[_Decorator]
    def __init__(
        self,
        source: str | None = None,
        func: Callable[..., Any] | None = None,
        filepath: str | None = None,
        eval_as_function: bool = True,
        text: str | None = None,
    ) -> None: ...
    def copy(self) -> SourceCode: ...
    @property
    def includes(self) -> set[str] | None: ...
    @property
    def late_binding(self) -> bool: ...
    @property
    def evaluated_code(self) -> str: ...
    @property
    def sourcename(self) -> str: ...
    @property
    def compiled(self) -> CodeType: ...
    def set_package(self, package: Package | Variant) -> None: ...
    def exec_(self, globals_: dict[str, Any] | None = None) -> Any: ...
    def exec_in_time(self, globals_: dict[str, Any]) -> Any: ...
    def to_text(self, funcname: str) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
