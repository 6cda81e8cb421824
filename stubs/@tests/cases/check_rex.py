"""Rex code that is run by a program, interpreters and shells of one's own, and graphs."""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple, Union

from typing_extensions import assert_type

import rez_next as rez
from rez_next.host.bindings import RequirementsBinding, VariantBinding, VariantsBinding
from rez_next.host.environ import EnvironmentVariable
from rez_next.host.escaped_string import EscapedString, expandable, literal
from rez_next.objects.graph.graph import digraph
from rez_next.objects.rex.rex import ActionInterpreter, Python, RexExecutor
from rez_next.objects.shell.shells import UnixShell, create_shell
from rez_next.values.range import VersionRange
from rez_next.values.requirement import Requirement


def add(executor: RexExecutor) -> None:
    """An `actions_callback`."""
    assert_type(executor.env.PATH, EnvironmentVariable)
    executor.env.PATH.append("/studio/bin")
    executor.env.DEBUG = 1
    executor.setenv("SHOW", literal("$1").expandable("${HOME}"))
    executor.command(["echo", expandable("$SHOW")])
    executor.setenv(1, "SHOW")  # type: ignore[arg-type]
    assert_type(executor.getenv("SHOW"), str)
    assert_type(executor.execute_function(lambda number: str(number), 1), str)


rez.ResolvedContext(["maya"]).execute_shell(command="true", block=True, actions_callback=add)

for action in rez.ResolvedContext(["maya"]).get_actions():
    print(action.name, action.args)


class Lines(ActionInterpreter):
    """An interpreter of a studio's own."""

    def __init__(self) -> None:
        self.lines: List[str] = []

    def setenv(self, key: str, value: Union[str, EscapedString]) -> None:
        self.lines.append("%s is %s" % (key, self.escape_string(value)))


class Plain(UnixShell):
    """A shell of a studio's own."""

    schema_dict = {"prompt": str}

    @classmethod
    def name(cls) -> str:
        return "plain"

    def info(self, value: Union[str, EscapedString]) -> None:
        print("# %s" % value)


RexExecutor(Lines(), parent_variables=["PATH"])
assert_type(Python(target_environ={}).get_output(), Dict[str, str])
create_shell("bash").command(3)  # type: ignore[arg-type]


def commands(resolve: VariantsBinding, request: RequirementsBinding) -> None:
    """What rex code sees."""
    assert_type(resolve.maya, VariantBinding)
    assert_type(resolve.maya.version.major, Union[int, str, None])
    assert_type(resolve.maya.version.as_tuple(), Tuple[Union[int, str], ...])
    assert_type(request.get("maya", "maya-2024"), str)
    assert_type(request.get_range("maya"), Optional[VersionRange])


RequirementsBinding([Requirement("maya")])
RequirementsBinding(["maya"])  # type: ignore[list-item]

graph = rez.ResolvedContext(["maya"]).graph()
if graph is not None:
    assert_type(graph, digraph)
    for node in graph.nodes():
        assert_type(node, str)
        assert_type(graph.node_attributes(node), List[Tuple[str, Union[str, float]]])
    for edge in graph.edges():
        assert_type(edge, Tuple[str, str])
        assert_type(graph.edge_properties[edge]["label"], str)

own: digraph[int] = digraph()
own.add_node(1, [("label", "one"), ("fontsize", 10)])
own.add_node("two")  # type: ignore[arg-type]
assert_type(own.neighbors(1), List[int])

plain = digraph()
plain.add_node("one")
assert_type(plain.nodes(), List[str])
