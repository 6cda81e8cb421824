"""Solving by itself, and explanations."""

from __future__ import annotations

from typing import List, Optional

from typing_extensions import assert_type

import rez_next as rez
from rez_next.compat.resolver import Resolver, ResolverStatus
from rez_next.compat.solver import Cycle, PackageVariant, Solver, SolverStatus
from rez_next.objects.graph.graph import digraph
from rez_next.objects.solver.explanation import Explanation, Why
from rez_next.values.requirement import Requirement

solver = Solver([Requirement("maya")], ["/packages"], optimised=False)
solver.solve()
assert_type(solver.status, SolverStatus)
assert_type(solver.resolved_packages, Optional[List[PackageVariant]])
reason = solver.failure_reason(-1)
if isinstance(reason, Cycle):
    print(reason.packages[0].name)
assert_type(solver.get_graph(), digraph)
Solver([Requirement("maya")], config=rez.SolverConfig())  # type: ignore[call-overload]

resolver = Resolver(None, [Requirement("maya")], ["/packages"])
resolver.solve()
assert_type(resolver.status, ResolverStatus)

context = rez.ResolvedContext(["maya"])
assert_type(context.explain(), Explanation)
assert_type(context.explain(time_limit=1.5).fixes[0]["packages"], List[str])
assert_type(context.explain().graph(as_dot=True), str)
explained = context.explain().to_dict()
assert_type(explained["conflicts"][0]["text"], str)
assert_type([edge["from"] for edge in explained["graph"]["edges"]], List[str])
assert_type(context.why("python").to_dict()["chains"][0][0]["by"], Optional[str])
assert_type(context.why("python"), Why)
assert_type(context.why_not("maya-2025").status == "gave up", bool)
assert_type(context.graph(as_dot=True), Optional[str])
try:
    rez.Solver().resolve(["maya"])
except rez.ResolutionError as error:
    assert_type(error.explain(), Explanation)
