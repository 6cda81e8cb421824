from typing import Protocol, TypedDict, TypeVar

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.context.status import ResolverStatus
from rez_next.objects.graph.graph import digraph
from rez_next.objects.package.package import Variant
from rez_next.objects.repository.resources import _HandleDict

T = TypeVar("T")

class SolverDict(TypedDict):
    status: ResolverStatus
    graph: digraph | None
    solve_time: float | None
    load_time: float | None
    failure_description: str | None
    variant_handles: list[_HandleDict]
    ephemerals: list[str]

class Tool(TypedDict):
    tool_name: str
    tool_alias: str
    context_name: str
    variant: Variant | set[Variant]
    hidden: bool
    conflicting: bool

class Context(TypedDict, total=False):
    name: str
    context: ResolvedContext
    tool_aliases: dict[str, str]
    hidden_tools: set[str]
    priority: int
    prefix_char: str | None
    loaded: bool
    prefix: str
    suffix: str

class Validatable(Protocol):
    def validate(self, data: T) -> T: ...
