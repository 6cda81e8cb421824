"""The dicts that resolves and suites give, as types; rez's names for them."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Protocol, Set, TypedDict, TypeVar, Union

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.context.status import ResolverStatus
from rez_next.objects.package.package import Variant

T = TypeVar("T")


class SolverDict(TypedDict):
    """What a resolve came to."""

    status: ResolverStatus
    graph: Any
    solve_time: Optional[float]
    load_time: Optional[float]
    failure_description: Optional[str]
    variant_handles: List[Dict[str, Any]]
    ephemerals: List[str]


class Tool(TypedDict):
    """A tool of a suite."""

    tool_name: str
    tool_alias: str
    context_name: str
    variant: Union[Variant, Set[Variant]]
    hidden: bool
    conflicting: bool


class Context(TypedDict, total=False):
    """A context of a suite, and how its tools are named."""

    name: str
    context: ResolvedContext
    tool_aliases: Dict[str, str]
    hidden_tools: Set[str]
    priority: int
    prefix_char: Optional[str]
    loaded: bool
    prefix: str
    suffix: str


class Validatable(Protocol):
    """What checks data: a schema."""

    def validate(self, data: T) -> T:
        """The data, as the schema gives it."""
