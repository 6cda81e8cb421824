"""Contexts with all their options come to what rez's come to, and so does what is made of them."""

from __future__ import annotations

import contextlib
import io
import json
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

pytest.importorskip("rez")

import rez_next
import solves.rez_solves  # noqa: F401 - gives rez's solver sets that keep their order
from contexts.sides import OURS, REZ, Outcome, Side, difference, outcome
from solves.random_resolves import Case, random_resolves
from support.random_runs import SEED, again, cases

COUNT = cases(400, 6000)

#: For so long nothing that was written is trusted to show a second write.
SETTLED_AFTER = 3.1

#: rez itself breaks: on what a family is compared with that has no range, under a ranked timestamp
#: on open ranges, and on an unversioned package that is locked.
REZ_BREAKS = ("RuntimeError", "UnboundLocalError", "TypeError", "AttributeError")


@pytest.fixture(autouse=True)
def _listed_in_order(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # rez lists a family's versions in the order of a set of texts, another one in each process.
    import rezplugins.package_repository.filesystem as filesystem

    repository = filesystem.FileSystemPackageRepository
    listed = repository._get_version_dirs
    monkeypatch.setattr(
        repository, "_get_version_dirs", lambda self, root: sorted(listed(self, root))
    )
    yield
    for side in (REZ, OURS):
        for name in ("variant_select_mode", "prune_failed_graph", "packages_path"):
            side.config.config.remove_override(name)
        side.config.config.remove_override("error_on_missing_variant_requires")


def test_contexts_resolve_as_with_rez(tmp_path: Path) -> None:
    outcomes: Dict[str, int] = {}
    for number, (paths, case) in enumerate(random_resolves(SEED, COUNT, tmp_path)):
        expected, found = (asked(side, paths, case) for side in (REZ, OURS))
        if rez_breaks(expected):
            assert found[1] != "EngineError", told(number, paths, case, expected, found)
            continue
        if expected[0] == "value":
            for key in ("again", "kept"):
                if rez_breaks(expected[1].get(key, ("value",))):
                    del expected[1][key], found[1][key]
        assert comparable(found) == comparable(expected), told(number, paths, case, expected, found)
        kind = expected[1] if expected[0] == "raises" else expected[1]["status"]
        outcomes[kind] = outcomes.get(kind, 0) + 1
    # Few are aborted: a short run may have none.
    wanted = {"solved", "failed"} if COUNT < 3000 else {"solved", "failed", "aborted"}
    assert COUNT < 300 or wanted <= set(outcomes), outcomes


def test_what_was_resolved_before_is_given_again(tmp_path: Path) -> None:
    """Nothing but the request is told, so that it may be."""
    cases = list(random_resolves(SEED + 1, COUNT // 2, tmp_path))
    time.sleep(SETTLED_AFTER)
    rez_next.clear_index()
    for number, (paths, case) in enumerate(cases):
        expected, found, again = (resolved(side, paths, case) for side in (REZ, OURS, OURS))
        if not rez_breaks(expected):
            head = told(number, paths, case, expected, found)
            assert comparable(found) == comparable(expected), head
        assert again == found, told(number, paths, case, found, again)
    assert rez_next.index_info().resolves > COUNT // 20


def resolved(side: Side, paths: List[str], case: Case) -> Outcome:
    for name, value in case["settings"].items():
        side.config.config.override(name, value)
    side.config.config.override("packages_path", paths)
    options = {
        "package_paths": paths,
        "add_implicit_packages": False,
        "package_filter": side.package_filter.PackageFilterList.from_pod(case["filters"]),
        "package_orderers": side.package_order.PackageOrderList.from_pod(case["orderers"]),
        **case["options"],
    }

    def answer(_: Any) -> Dict[str, Any]:
        context = side.resolved_context.ResolvedContext(case["requests"], **options)
        return {**content(context), "loaded": context.num_loaded_packages}

    with contextlib.redirect_stderr(io.StringIO()):
        return outcome(answer, side)


def rez_breaks(answer: Outcome) -> bool:
    # A ranking by time cannot look up ephemerals.
    is_ephemeral = "Not a valid package name: '." in str(answer)
    return is_ephemeral or (answer[0] == "raises" and answer[1] in REZ_BREAKS)


def comparable(answer: Outcome) -> Outcome:
    """Without the name of one faulty package of several: rez names the one that it meets first."""
    is_fault = answer[0] == "raises" and "has an internal requirements conflict" in answer[2]
    return answer[:2] if is_fault else answer


def told(number: int, paths: List[str], case: Case, expected: Any, found: Any) -> str:
    head = "%s, resolve %d of %s:" % (again(), number, paths)
    return "\n".join([head, json.dumps(case), difference(expected, found)])


def asked(side: Side, paths: List[str], case: Case) -> Outcome:
    for name, value in case["settings"].items():
        side.config.config.override(name, value)
    side.config.config.override("packages_path", paths)
    with contextlib.redirect_stderr(io.StringIO()):
        return outcome(lambda each: answers(each, paths, case), side)


def answers(side: Side, paths: List[str], case: Case) -> Dict[str, Any]:
    made = side.resolved_context.ResolvedContext
    read: List[str] = []
    states: List[str] = []

    def callback(state: Any) -> Any:
        states.append(str(state))
        steps, answer = case["callback"]
        is_last = len(states) >= steps
        return side.solver.SolverCallbackReturn[answer if is_last else "keep_going"], "enough"

    options = {
        "package_paths": paths,
        "add_implicit_packages": False,
        "package_filter": side.package_filter.PackageFilterList.from_pod(case["filters"]),
        "package_orderers": side.package_order.PackageOrderList.from_pod(case["orderers"]),
        **case["options"],
    }
    context = made(
        case["requests"],
        callback=callback if case["callback"] else None,
        package_load_callback=lambda package: read.append(package.uri),
        **options,
    )
    found = {
        **content(context),
        "read": read,
        "states": states,
        "loaded": context.num_loaded_packages,
        "solver": solved(side, paths, case, options),
    }
    if context.success:
        lock_request = side.resolved_context.get_lock_request
        locks = side.resolved_context.PatchLock
        found["locked"] = [
            str(lock_request(each.name, each.version, locks[lock], weak=lock != "lock_2"))
            for each in context.resolved_packages
            for lock in [case["locks"].get(each.name, case["default lock"])]
        ]
        patched = context.get_patched_request(**case["patch"])
        found["patched"] = [*map(str, patched)]
        locked = [text for text in found["locked"] if text != "None"]
        for key, requests in (("again", patched), ("kept", [*case["requests"], *locked])):
            found[key] = outcome(lambda _, r=requests: content(made(r, **options)), side)
    return found


def content(context: Any) -> Dict[str, Any]:
    return {
        "status": context.status.name,
        "packages": [[each.uri, each.index] for each in context.resolved_packages or ()],
        "requires": [[*map(str, each.requires or ())] for each in context.resolved_packages or ()],
        "ephemerals": [str(each) for each in context.resolved_ephemerals or ()],
        "failure": context.failure_description,
        "graph": context.to_dict()["graph"],
    }


def solved(side: Side, paths: List[str], case: Case, options: Dict[str, Any]) -> Any:
    """What only the solver tells: how many steps it took, and which requirements failed."""
    solver = side.solver.Solver(
        [side.version.Requirement(text) for text in case["requests"]],
        paths,
        package_filter=options["package_filter"],
        package_orderers=options["package_orderers"],
        building=options.get("building", False),
        prune_unfailed=case["settings"]["prune_failed_graph"],
    )
    solver.solve()
    names = ("extractions", "intersections", "reductions")
    failures = [solver.failure_description(i) for i in range(solver.num_fails)]
    return [
        solver.status.name,
        solver.num_solves,
        solver.num_fails,
        [solver.solve_stats[name]["num_" + name] for name in names],
        failures,
        # rez has no requirement for an unversioned package.
        solver.status.name == "failed"
        and outcome(lambda _: [str(each) for each in solver.failure_packages() or ()], side)[-1],
    ]
