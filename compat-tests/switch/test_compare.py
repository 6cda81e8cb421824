"""Compare mode: rez's answers for the program, and a report of what rez-next says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

import rez_next

ROOT = Path(str(rez_next.__file__)).parent
PACKAGES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")

PROGRAM = """
import sys
from rez.resolved_context import ResolvedContext
import rez

assert "rez_next" not in str(rez.__file__), rez.__file__
paths = [sys.argv[1]]
context = ResolvedContext(["maya-2024", "usd", "my_tool"], package_paths=paths)
assert type(context).__module__ == "rez.resolved_context"
assert context.get_environ()["MAYA_VERSION"] == "2024"
context.get_environ(parent_environ={"PATH": "/bin"})
context.save(sys.argv[2])
failed = ResolvedContext(["maya-2024", "!maya-2024"], package_paths=paths)
assert failed.status.name == "failed"
try:
    ResolvedContext(["nothing_of_that_name"], package_paths=paths)
except Exception as error:
    assert type(error).__name__ == "PackageFamilyNotFoundError", error
else:
    raise AssertionError
ResolvedContext(["maya"], package_paths=paths, package_load_callback=lambda package: None)
"""


def run(arguments: List[str], **environ: str) -> subprocess.CompletedProcess[str]:
    variables: Dict[str, str] = {**os.environ, **environ, "REZ_DISABLE_HOME_CONFIG": "1"}
    return subprocess.run(
        [sys.executable, *arguments], env=variables, capture_output=True, text=True
    )


def records(path: Path) -> List[Dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare")
    environ = {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "_as_rez"), os.environ.get("PYTHONPATH", "")]),
        "REZ_NEXT_COMPARE": "1",
        "REZ_NEXT_COMPARE_REPORT": str(folder / "report.jsonl"),
    }
    (folder / "rxt").mkdir()
    done = run(["-c", PROGRAM, PACKAGES, str(folder / "rxt" / "a.rxt")], **environ)
    assert done.returncode == 0, done.stderr
    return folder / "report.jsonl"


def test_the_program_gets_rezs_answers_and_a_report(report: Path) -> None:
    found = records(report)
    kinds = [each["kind"] for each in found]
    assert kinds == ["resolve", "environment", "environment", "resolve", "resolve", "resolve"]
    different = [each for each in found if not each.get("same", True)]
    assert different == []
    assert found[-1]["skipped"] == "it has callbacks"
    assert set(found[0]["seconds"]) == {"rez", "rez_next"}


def test_the_summary_is_in_words(report: Path) -> None:
    done = run(["-m", "rez_next", "compare", "summary", str(report)])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "resolves: 3 compared, 0 different" in done.stdout
    assert "environments: 2 compared, 0 different" in done.stdout
    assert "not compared: 1 (it has callbacks)" in done.stdout


def test_a_difference_is_told(tmp_path: Path) -> None:
    line = {
        "kind": "environment",
        "request": ["foo"],
        "same": False,
        "seconds": {"rez": 1, "rez_next": 0.5},
        "rez": {"A": "1"},
        "rez_next": {"A": "2"},
    }
    (tmp_path / "report.jsonl").write_text(json.dumps(line) + '\n{"kind": "cut o', "utf-8")
    done = run(["-m", "rez_next", "compare", "summary", str(tmp_path / "report.jsonl")])
    assert done.returncode == 1
    assert "environment of foo\n  A\n    rez:      1\n    rez-next: 2" in done.stdout


@pytest.mark.parametrize("what", ["folder", "file", "words", "json"])
def test_replays(report: Path, what: str, tmp_path: Path) -> None:
    path = report.parent / "rxt"
    if what == "file":
        path = next(path.glob("*.rxt"))
    elif what != "folder":
        path = tmp_path / "requests"
        request = {"request": ["maya-2024", "usd"], "package_paths": [PACKAGES]}
        path.write_text(
            json.dumps(request) if what == "json" else "# one\nmaya-2024 usd\n", "utf-8"
        )
    own = tmp_path / "report.jsonl"
    arguments = ["-m", "rez_next", "compare", "replay", str(path), "--report", str(own)]
    done = run(arguments, REZ_PACKAGES_PATH=PACKAGES)
    assert done.returncode == 0, done.stdout + done.stderr
    kinds = [each["kind"] for each in records(own)]
    assert set(kinds) == {"resolve", "environment"}


def test_a_replay_of_nothing_says_so(tmp_path: Path) -> None:
    done = run(["-m", "rez_next", "compare", "replay", str(tmp_path)])
    assert done.returncode == 2
    assert "there are no .rxt files" in done.stderr


def test_lines_that_are_no_request_are_named_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "requests"
    path.write_text('{bad\n\n{"request": 5}\n{"paths": []}\nmaya-!!\nusd\n', "utf-8")
    own = tmp_path / "report.jsonl"
    arguments = ["-m", "rez_next", "compare", "replay", str(path), "--report", str(own)]
    done = run(arguments, REZ_PACKAGES_PATH=PACKAGES)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [f"line {number} of {path}" in done.stderr for number in (1, 3, 4)] == [True] * 3
    assert "resolves: 2 compared, 0 different" in done.stdout


def test_a_replay_sums_up_what_it_has_compared_itself(tmp_path: Path) -> None:
    path = tmp_path / "requests"
    path.write_text("usd\n", "utf-8")
    own = tmp_path / "report.jsonl"
    seconds = {"rez": 1, "rez_next": 1}
    old = {"kind": "resolve", "request": ["x"], "same": False, "seconds": seconds}
    own.write_text(json.dumps({**old, "rez": {}, "rez_next": {}}) + "\n5\n", "utf-8")
    arguments = ["-m", "rez_next", "compare", "replay", str(path), "--report", str(own)]
    done = run(arguments, REZ_PACKAGES_PATH=PACKAGES)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "resolves: 1 compared, 0 different" in done.stdout


def test_a_report_that_cannot_be_written_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    lost = str(tmp_path / "file" / "report.jsonl")
    environ = {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "_as_rez"), os.environ.get("PYTHONPATH", "")]),
        "REZ_NEXT_COMPARE": "1",
        "REZ_NEXT_COMPARE_REPORT": lost,
    }
    done = run(["-c", PROGRAM, PACKAGES, str(tmp_path / "a.rxt")], **environ)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("cannot write its report") == 1
