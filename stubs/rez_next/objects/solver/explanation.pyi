from typing import Any, overload

from typing_extensions import Literal

from rez_next.objects.graph.graph import digraph

class Explanation:
    status: Literal["impossible", "resolves", "gave up"]
    text: str
    conflicts: list[dict[str, Any]]
    fixes: list[dict[str, Any]]
    packages: list[str]
    is_complete: bool
    seconds: float
    def __init__(self, data: dict[str, Any]) -> None: ...
    def to_dict(self) -> dict[str, Any]: ...
    @overload
    def graph(self, as_dot: Literal[False] = False) -> digraph: ...
    @overload
    def graph(self, as_dot: Literal[True]) -> str: ...

class Why:
    name: str
    package: str | None
    requests: list[str]
    needed_by: list[dict[str, Any]]
    chains: list[list[dict[str, Any]]]
    text: str
    def __init__(self, data: dict[str, Any]) -> None: ...
    def to_dict(self) -> dict[str, Any]: ...
    @overload
    def graph(self, as_dot: Literal[False] = False) -> digraph: ...
    @overload
    def graph(self, as_dot: Literal[True]) -> str: ...
