from typing import Any, TypedDict, overload

from typing_extensions import Literal, TypeAlias

from rez_next.objects.graph.graph import digraph
from rez_next.objects.pictured import Pictured

_Kind: TypeAlias = Literal[
    "conflict", "cycle", "missing family", "missing package", "invalid package"
]

class _Request(TypedDict):
    request: str
    origin: Literal["request", "implicit", "asked"]

class _Requirements(TypedDict):
    family: str
    versions: list[str]
    # Those versions in words.
    packages: str
    # For each sort of variant, all that it requires.
    requires: list[list[str]]

class _Hidden(TypedDict):
    version: str
    by: str

class _Missing(TypedDict):
    name: str
    is_family_missing: bool
    wanted: list[str]
    is_wanted_there: bool
    existing: str
    near: list[str]
    paths: list[str]
    hidden: list[_Hidden]

class _Without(TypedDict):
    request: str
    outcome: str
    description: str

class _Conflict(TypedDict):
    kind: _Kind
    text: str
    # rez's own words for it.
    description: str
    requests: list[_Request]
    requirements: list[_Requirements]
    missing: list[_Missing]
    is_minimal: bool
    # What happens to the others without each request.
    without: list[_Without]

class _Fix(TypedDict):
    kind: Literal["change", "drop", "unhide"]
    text: str
    drop: list[str]
    add: list[str]
    requests: list[str]
    implicits: list[str]
    # What it resolves to.
    packages: list[str]

class _Link(TypedDict):
    # None where it is the request itself.
    by: str | None
    requirement: str
    package: str

class _Node(TypedDict):
    id: str
    label: str
    kind: Literal["request", "packages", "family"]

_Edge = TypedDict("_Edge", {"from": str, "to": str, "label": str})  # `from` is no name in Python

class _Graph(TypedDict):
    nodes: list[_Node]
    edges: list[_Edge]

class _ExplanationData(TypedDict):
    status: Literal["impossible", "resolves", "gave up"]
    text: str
    conflicts: list[_Conflict]
    fixes: list[_Fix]
    packages: list[str]
    is_complete: bool
    seconds: float
    graph: _Graph

class _WhyData(TypedDict):
    name: str
    package: str | None
    requests: list[str]
    needed_by: list[_Link]
    chains: list[list[_Link]]
    text: str

class Explanation(Pictured):
    status: Literal["impossible", "resolves", "gave up"]
    text: str
    conflicts: list[_Conflict]
    fixes: list[_Fix]
    packages: list[str]
    is_complete: bool
    seconds: float
    def __init__(self, data: dict[str, Any]) -> None: ...
    def to_dict(self) -> _ExplanationData: ...
    @overload
    def graph(self, as_dot: Literal[False] = False) -> digraph: ...
    @overload
    def graph(self, as_dot: Literal[True]) -> str: ...

class Why(Pictured):
    name: str
    package: str | None
    requests: list[str]
    needed_by: list[_Link]
    chains: list[list[_Link]]
    text: str
    def __init__(self, data: dict[str, Any]) -> None: ...
    def to_dict(self) -> _WhyData: ...
    @overload
    def graph(self, as_dot: Literal[False] = False) -> digraph: ...
    @overload
    def graph(self, as_dot: Literal[True]) -> str: ...
