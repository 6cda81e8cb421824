"""`Solver` and `Resolver` give what rez's give: outcomes, counts, failures and graphs."""

from __future__ import annotations

import ast
import contextlib
import io
import random
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import pytest

rez = pytest.importorskip("rez")

import solves.rez_solves  # noqa: E402, F401 - gives rez's solver sets that keep their order
from support.random_runs import SEED, cases  # noqa: E402

# rez's test repository for its solver, and names and ranges that meet in it.
PACKAGES = str(Path(rez.__file__).resolve().parent / "data" / "tests" / "solver" / "packages")
REQUESTS = """
    nada !nada ~nada nopy python python-2.5 python-2.6 python-2.7 python<2.6.8 !python-2.5
    ~python-2.7
    pyfoo pyfoo-3.0 pyfoo-3.1 pybah pybah-4 pybah<5 pyodd pyodd<2 pysplit bahish pyvariants
    pymum-1 pymum-2 pymum-3 pydad-1 pydad-3 pyson-1 .foo-1 .foo-2.5+ !.foo-2 .eek-4.5
    test_variant_split_start test_variant_split_mid2-2 test_weakly_reference_requires
    missing_variant_requires python-9 nobody
""".split()
ROUNDS = cases(100)


class Side:
    """rez's module tree by attribute, in rez or in us."""

    def __init__(self, root: str) -> None:
        self._root = root

    def __getattr__(self, module: str) -> Any:
        return import_module("%s.%s" % (self._root, module))


SIDES = (Side("rez"), Side("rez_next.compat"))


@pytest.fixture(autouse=True)
def _one_repository() -> Iterator[None]:
    for side in SIDES:
        side.config.config.override("packages_path", [PACKAGES])
    yield
    for side in SIDES:
        side.config.config.remove_override("packages_path")


def test_random_requests() -> None:
    draw = random.Random(SEED)
    for _ in range(ROUNDS):
        request = draw.sample(REQUESTS, draw.randint(1, 4))
        compare(request, lambda side, request=request: solved(side, request))


def test_steps() -> None:
    def stepped(side: Side) -> List[Any]:
        solver = new_solver(side, ["python", "pyodd", "pybah"])
        states = [(solver.status.name, solver.num_solves, solver.num_fails)]
        while solver.status.name == "unsolved":
            solver.solve_step()
            states.append((solver.status.name, solver.num_solves, solver.num_fails))
        solver.reset()
        solver.solve_step()
        with pytest.raises(side.exceptions.ResolveError):
            solver.solve()
        return [*states, (solver.status.name, solver.num_solves)]

    compare(["python", "pyodd", "pybah"], stepped)


@pytest.mark.parametrize("reason", ["enough", None])
@pytest.mark.parametrize("answer", ["keep_going", "abort", "fail"])
def test_a_callback_that_ends_the_solve(answer: str, reason: Any) -> None:
    request = ["python", "pyodd", "pybah"]

    def ended(side: Side) -> Dict[str, Any]:
        states: List[str] = []

        def callback(state: Any) -> Any:
            states.append("%d %d" % (state.num_solves, state.num_fails))
            is_last = len(states) > 3
            name = answer if is_last else "keep_going"
            return side.solver.SolverCallbackReturn[name], reason

        return {
            **solved(side, request, callback=callback),
            "states": states,
        }

    compare(request, ended)


@pytest.mark.parametrize("verbosity", [0, 1, 2, 3])
@pytest.mark.parametrize("answer", [None, "abort", "fail"])
def test_what_is_printed(answer: Any, verbosity: int) -> None:
    requests = ["pyfoo", "pyfoo-3.1 python-2.7+", "nada !nada", "pymum-1", "python pyodd pybah"]

    for request in [text.split() for text in requests]:

        def printed(side: Side, request: List[str] = request) -> Any:
            def callback(state: Any) -> Any:
                is_last = answer and state.num_solves > 1
                name = answer if is_last else "keep_going"
                return side.solver.SolverCallbackReturn[name], "enough"

            buf, dumped = io.StringIO(), io.StringIO()
            solver = new_solver(side, request, verbosity=verbosity, buf=buf, callback=callback)
            texts = [str(solver), repr(solver)]
            solver.solve()
            texts += [str(solver), repr(solver)]
            with contextlib.redirect_stdout(dumped):
                solver.dump()
            solver.reset()
            return texts, dumped.getvalue(), buf.getvalue().splitlines()

        compare(request, lambda side, printed=printed: of_phases(printed(side), verbosity))


def of_phases(answer: Any, verbosity: int) -> Any:
    """Without what rez prints at 3 of each requirement inside a step, and of times."""
    texts, dumped, lines = answer
    if verbosity > 2:
        told = (
            "pushed",
            "popped",
            "new phase",
            "discarded",
            "SOLVE #",
            "FAIL",
            "SUCCESS",
            "solve ",
        )
        told += ("request:", "merged request:", "conflict in", "resetting", "solve ")
        lines = [line for line in lines if line.startswith(told)]
    return texts, dumped, lines


def test_lines_inside_a_step() -> None:
    """What rez prints at 3 of requirements inside a step, and the engine does not tell."""
    inner = ("extracted", "merged extractions", "added", "intersecting", "reducing", "removed")
    headings = ("EXTRACTING:", "MERGE-EXTRACTIONS:", "INTERSECTING:", "ADDING:", "REDUCING:")
    begun = []
    for side in SIDES:
        buf = io.StringIO()
        new_solver(side, ["python", "pyodd", "pybah"], verbosity=3, buf=buf).solve()
        lines = buf.getvalue().splitlines()
        begun.append({s for s in inner + headings for line in lines if line.startswith(s)})
    assert begun == [{*inner, *headings}, set()]


def test_printed_statistics() -> None:
    def names(side: Side) -> Any:
        buf = io.StringIO()
        new_solver(side, ["pyfoo"], print_stats=True, buf=buf).solve()
        printed = ast.literal_eval(buf.getvalue())
        return {key: sorted(values) for key, values in printed["solve_stats"].items()}

    compare(["pyfoo"], names)


def test_statistics_are_measured() -> None:
    """The engine passes over most of rez's tests, so that it counts fewer, and never none."""
    for request in (["python", "pyodd", "pybah"], ["pymum-1"], ["pyfoo-3.1", "python-2.7+"]):
        stats = []
        for side in SIDES:
            solver = new_solver(side, request)
            solver.solve()
            stats.append(solver.solve_stats)
        rez_stats, ours = stats
        assert ours["extractions"]["num_extractions"] > 0
        assert 0 < ours["extractions"]["extraction_time"] < ours["global"]["solve_time"]
        for name in ("intersection", "reduction"):
            expected, found = rez_stats[name + "s"], ours[name + "s"]
            tests, broad = (found["num_%s%s_tests" % (name, x)] for x in ("", "_broad"))
            assert 0 <= found["num_%ss" % name] <= tests <= broad, (request, name, found)
            assert broad <= expected["num_%s_broad_tests" % name], (request, name, found, expected)
            assert bool(tests) == bool(expected["num_%s_tests" % name]), (request, name)
            if broad:
                assert 0 < found["%s_time" % name] <= found["%s_test_time" % name]
                assert found["%s_test_time" % name] < ours["global"]["solve_time"]


def test_resolvers() -> None:
    for request in (["pyfoo"], ["pyfoo-3.1", "python-2.7+"], ["pymum-1"], ["nobody"]):

        def resolved(side: Side, request: List[str] = request) -> Dict[str, Any]:
            requirements = [side.version.Requirement(text) for text in request]
            resolver = side.resolver.Resolver(None, requirements, [PACKAGES])
            before = (resolver.status.name, resolver.resolved_packages, resolver.graph)
            resolver.solve()
            packages = resolver.resolved_packages
            return {
                "before": before,
                "status": resolver.status.name,
                "packages": packages and [each.qualified_name for each in packages],
                "ephemerals": resolver.resolved_ephemerals
                and [*map(str, resolver.resolved_ephemerals)],
                "failure": resolver.failure_description,
                "graph": content(resolver.graph),
            }

        compare(request, resolved)


def test_graphs_of_contexts() -> None:
    for request in (["pyfoo", "nada"], ["pyfoo-3.1", "python-2.7+"]):

        def graph(side: Side, request: List[str] = request) -> Any:
            context = side.resolved_context.ResolvedContext(request)
            again = side.resolved_context.ResolvedContext.from_dict(context.to_dict())
            # Last, for rez leaves labels among the attributes when it writes them.
            dot = context.graph(as_dot=True)
            return sorted(dot.splitlines()), content(again.graph())

        compare(request, graph)


def new_solver(side: Side, request: List[str], **options: Any) -> Any:
    requirements = [side.version.Requirement(text) for text in request]
    return side.solver.Solver(requirements, [PACKAGES], **options)


def solved(side: Side, request: List[str], **options: Any) -> Dict[str, Any]:
    solver = new_solver(side, request, **options)
    solver.solve()
    answer: Dict[str, Any] = {
        "status": solver.status.name,
        "solves": solver.num_solves,
        "fails": solver.num_fails,
        "cyclic": solver.cyclic_fail,
        "abort": solver.abort_reason,
        "request": str(solver.request_list),
        "graph": content(solver.get_graph()),
        "stats": counts(solver.solve_stats),
    }
    for variant in solver.resolved_packages or ():
        answer[str(variant)] = (
            variant.index,
            str(variant.requires_list),
            sorted(variant.request_fams),
            variant.handle["variables"],
        )
    answer["packages"] = [str(each) for each in solver.resolved_packages or ()]
    answer["ephemerals"] = [str(each) for each in solver.resolved_ephemerals or ()]
    failures = list(range(solver.num_fails))
    if solver.status.name == "failed":
        failures.append(-1)
        answer["reason"] = told(solver.failure_reason())
        answer["description"] = sorted(solver.failure_description().split())
        answer["requirements"] = sorted(str(each) for each in solver.failure_packages() or ())
    for index in failures:
        reason = solver.failure_reason(index)
        answer["failure %d" % index] = (told(reason), content(solver.get_fail_graph(index)))
        assert reason == solver.failure_reason(index)
    with pytest.raises(IndexError):
        solver.failure_reason(solver.num_fails)
    return answer


def told(reason: Any) -> Any:
    """rez lists a family's packages in another order in every run, and so what was reduced."""
    if type(reason).__name__ == "TotalReduction":
        return sorted(repr(each) for each in reason.reductions)
    return repr(reason)


def counts(stats: Dict[str, Dict[str, Any]]) -> Dict[str, Any]:
    """What both count: times differ, and the engine makes tests of another kind."""
    return {
        **{key: sorted(values) for key, values in stats.items()},
        "num_solves": stats["global"]["num_solves"],
        "num_fails": stats["global"]["num_fails"],
    }


def content(graph: Any) -> Any:
    """By labels: rez numbers nodes in the order of sets, which is another in every run."""
    if graph is None:
        return None
    label = {node: dict(graph.node_attributes(node))["label"] for node in graph.nodes()}
    nodes = Counter(str(graph.node_attributes(node)) for node in graph.nodes())
    edges = Counter(
        str((label[edge[0]], label[edge[1]], graph.edge_label(edge), graph.edge_attributes(edge)))
        for edge in graph.edges()
    )
    return sorted(nodes.items()), sorted(edges.items())


def compare(request: List[str], ask: Callable[[Side], Any]) -> None:
    expected, found = (outcome(ask, side) for side in SIDES)
    if found == expected:
        return
    lines = ["request: %s" % " ".join(request)]
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted({*expected, *found}):
            if expected.get(key) != found.get(key):
                lines += ["%s:" % key, "  rez   %s" % (expected.get(key),)]
                lines += ["  ours  %s" % (found.get(key),)]
    else:
        lines += ["rez   %s" % (expected,), "ours  %s" % (found,)]
    pytest.fail("\n".join(lines), pytrace=False)


def outcome(ask: Callable[[Side], Any], side: Side) -> Any:
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            return ask(side)
    except Exception as error:
        return type(error).__name__, str(error)
