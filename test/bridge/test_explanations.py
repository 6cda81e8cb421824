"""Explanations through the shim: what is stated holds for the repositories on disk."""

from __future__ import annotations

import itertools
import json
import pickle
from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest

import rez_next as rez
from rez_next.compat.exceptions import (
    PackageFamilyNotFoundError,
    PackageNotFoundError,
    ResolveError,
)
from rez_next.compat.solver import Solver, SolverCallbackReturn

EXAMPLES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")
ASKED = ["maya-2022", "maya-2025", "houdini-19", "houdini-20.5", "nuke-13", "usd-24", "python-2"]
ASKED += ["python-3.9", "pyside-5"]


@pytest.fixture
def studio(tmp_path: Path) -> Path:
    """maya needs pymel, which needs python; houdini-18 needs the old one."""
    needs: Dict[str, List[str]] = {
        "maya-2021": ["pymel-2"],
        "maya-2022": ["pymel-2"],
        "maya-2024": ["python-3"],
        "pymel-2.0": ["python-2"],
        "pymel-2.1": ["python-2"],
        "python-2.7": [],
        "python-3.10": [],
        "houdini-18": ["python-2"],
    }
    for package, requires in needs.items():
        name, version = package.split("-")
        folder = tmp_path / name / version
        folder.mkdir(parents=True)
        timestamp = 1_700_000_000 if version == "2024" else 1_600_000_000
        (folder / "package.py").write_text(
            "name = %r\nversion = %r\nrequires = %r\ntimestamp = %d\n"
            % (name, version, requires, timestamp)
        )
    return tmp_path


def context(paths: Path, *requests: str, **options: Any) -> rez.ResolvedContext:
    options.setdefault("add_implicit_packages", False)
    return rez.ResolvedContext(list(requests), package_paths=[str(paths)], **options)


def test_a_failed_context_is_explained(studio: Path) -> None:
    failed = context(studio, "maya-2021..2023", "python-3")
    assert failed.failure_description.startswith("The following package conflicts occurred")
    explanation = failed.explain()
    assert str(explanation).splitlines() == [
        "maya-2021..2023 and python-3 cannot hold together: each of maya-2021 and 2022 needs "
        "pymel-2, and every pymel needs python-2.",
        "What would resolve it:",
        "  - ask for maya-2024 in place of maya-2021..2023",
        "  - ask for python-2.7 in place of python-3",
        "  - drop maya-2021..2023",
        "  - drop python-3",
    ]
    assert json.loads(json.dumps(explanation.to_dict()))["conflicts"][0]["is_minimal"] is True
    graph = explanation.graph()
    labels = {dict(graph.node_attributes(node))["label"] for node in graph.nodes()}
    assert {"python-3", "maya-2021 and 2022", "pymel", "python"} <= labels
    assert explanation.graph(as_dot=True).startswith("digraph g {")


def test_fixes_resolve_and_conflicts_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    failures = 0
    for request in itertools.combinations(ASKED, 2):
        asked = context(Path(EXAMPLES), *request)
        if asked.success:
            assert asked.explain().status == "resolves"
            continue
        failures += 1
        explanation = asked.explain(time_limit=30)
        assert explanation.is_complete and explanation.conflicts, request
        for fix in explanation.fixes:
            assert context(Path(EXAMPLES), *fix["requests"]).success, (request, fix)
        for conflict in explanation.conflicts:
            named = [each["request"] for each in conflict["requests"]]
            assert not context(Path(EXAMPLES), *named).success, (request, conflict)
            for left_out in named:
                others = [each for each in named if each != left_out]
                assert context(Path(EXAMPLES), *others).success, (request, others)
    assert failures > 10


def test_what_a_timestamp_hides(studio: Path) -> None:
    with pytest.raises(PackageNotFoundError) as raised:
        context(studio, "maya-2024", timestamp=1_650_000_000)
    explanation = raised.value.explain()
    assert "Hidden: maya-2024 (released after 2022-04-15 05:20:00 UTC)." in str(explanation)
    assert "resolve without the timestamp" in [fix["text"] for fix in explanation.fixes]


@pytest.mark.parametrize("early", [False, True])
def test_a_package_that_is_read_anew_each_time(studio: Path, early: bool) -> None:
    """Functions that look around, and the release data of older rez, are remembered by nobody."""
    folder = studio / "odd" / "1"
    folder.mkdir(parents=True)
    requires = "requires = ['maya-2022', 'python-3']\n"
    if early:
        requires = (
            "@early()\ndef requires():\n    import os\n    return ['maya-2022', 'python-3']\n"
        )
    else:
        (folder / "release.yaml").write_text("timestamp: 1600000000\n")
    (folder / "package.py").write_text("name = 'odd'\nversion = '1'\n" + requires)
    explanation = context(studio, "odd", timestamp=1_800_000_000).explain()
    assert explanation.status == "impossible"
    assert "odd needs maya-2022 and python-3" in explanation.text.replace("odd-1", "odd")


def test_what_is_ignored(studio: Path) -> None:
    ignoring = studio / "maya" / ".ignore2024"
    ignoring.touch()
    with pytest.raises(PackageNotFoundError) as raised:
        context(studio, "maya-2024")
    assert "Hidden: maya-2024 (ignored by %s)." % ignoring in str(raised.value.explain())


def test_a_name_that_is_close(studio: Path) -> None:
    with pytest.raises(PackageFamilyNotFoundError) as raised:
        context(studio, "mya")
    explanation = raised.value.explain()
    assert "Names close to it: maya." in str(explanation)
    assert "Searched: %s." % studio in str(explanation)
    assert explanation.fixes[0]["requests"] == ["maya"]


@pytest.mark.parametrize("limit", [float("inf"), float("nan")])
def test_a_limit_that_no_time_exceeds_is_none(studio: Path, limit: float) -> None:
    paths = [str(studio)]
    assert rez.ResolvedContext(["maya"], package_paths=paths, time_limit=limit).success
    assert context(studio, "maya-2022", "python-3").explain(time_limit=limit).conflicts


def test_a_time_limit_gives_up(studio: Path) -> None:
    explanation = context(studio, "maya-2022", "python-3").explain(time_limit=0)
    assert (explanation.status, explanation.conflicts) == ("gave up", [])


def test_a_limit_of_the_resolve_is_not_the_reason(studio: Path) -> None:
    def enough(_state: object) -> Tuple[SolverCallbackReturn, str]:
        return SolverCallbackReturn.abort, "enough"

    given_up = context(studio, "maya", "pymel", callback=enough)
    assert not given_up.success
    assert given_up.explain().status == "resolves"


def test_why(studio: Path) -> None:
    solved = context(studio, "houdini", "maya")
    assert str(solved.why("python")).splitlines() == [
        "python-2.7 is in this resolve because:",
        "  - houdini is requested, houdini-18 needs python-2",
        "  - maya is requested, maya-2022 needs pymel-2, pymel-2.1 needs python-2",
    ]
    assert [link["by"] for link in solved.why("python").needed_by] == ["houdini-18", "pymel-2.1"]
    assert solved.why("nuke").package is None


def test_why_not(studio: Path) -> None:
    solved = context(studio, "houdini", "maya")
    refused = solved.why_not("maya-2024")
    assert refused.status == "impossible"
    assert refused.text.startswith("maya-2024 and houdini cannot hold together")
    assert [fix["text"] for fix in refused.fixes] == ["drop houdini"]
    assert solved.why_not("maya-2022").text == "maya-2022 holds in this resolve."
    assert solved.why_not("maya-2021").text.startswith("maya-2022 was preferred to maya-2021.")
    assert solved.why_not("!nuke").text == "!nuke holds in this resolve."
    assert solved.why_not(".x-1").text == ".x-1 can be had: asking for it changes no package."


def test_what_holds_was_not_passed_over(tmp_path: Path) -> None:
    """Asked for before all else, another alembic would be chosen; the one that is there will do."""
    for package, requires in {
        "usd-1": [],
        "usd-2": ["alembic-1"],
        "alembic-1": [],
        "alembic-2": ["usd-1"],
    }.items():
        name, version = package.split("-")
        folder = tmp_path / name / version
        folder.mkdir(parents=True)
        definition = "name = %r\nversion = %r\nrequires = %r\n" % (name, version, requires)
        (folder / "package.py").write_text(definition)
    solved = context(tmp_path, "usd", "alembic")
    assert solved.why_not("alembic").text == "alembic holds in this resolve."
    assert solved.why_not("alembic-2").text.startswith("alembic-1 was preferred to alembic-2.")


def test_the_promised_error_explains_itself(studio: Path) -> None:
    solver = rez.Solver(rez.SolverConfig(package_paths=[str(studio)]))
    with pytest.raises(rez.ResolutionError) as raised:
        solver.resolve(["maya-2022", "python-3"])
    error = raised.value
    assert "maya-2022 needs pymel-2" in str(error)
    assert error.conflicts and str(error).startswith("The following package conflicts occurred")
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert again.explain().fixes == error.explain().fixes


def test_the_forms_of_a_solver_keep_apart(studio: Path) -> None:
    promised = Solver()
    with pytest.raises(ResolveError, match="it has resolve"):
        promised.solve()
    made = Solver([rez.Requirement("maya")], [str(studio)])
    made.solve()
    assert [str(each) for each in made.resolved_packages or ()][-1] == "maya-2024[]"
    with pytest.raises(ResolveError, match="it has solve"):
        made.resolve(["maya"])
