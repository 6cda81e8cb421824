"""A package's own tests, run by rez and by us: the same results, codes and texts."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any, Iterator

import pytest

pytest.importorskip("rez")

from rez.config import config as rez_config
from rez.package_test import PackageTestResults as RezResults
from rez.package_test import PackageTestRunner as RezRunner
from rez.packages import get_latest_package as rez_get_latest_package

from rez_next.compat.config import config
from rez_next.compat.package_test import PackageTestResults, PackageTestRunner
from rez_next.compat.packages import get_latest_package

SIDES: dict[str, Any] = {
    "rez": (RezRunner, RezResults, rez_get_latest_package),
    "rez_next": (PackageTestRunner, PackageTestResults, get_latest_package),
}
PACKAGES = {
    "lib/1.0": "name = 'lib'\nversion = '1.0'\ndef commands():\n    env.LIB = '{root}'\n",
    "lib/2.0": "name = 'lib'\nversion = '2.0'\n",
    "other/1": "name = 'other'\nversion = '1'\n",
    "plain/1": """
name = "plain"
version = "1"
tests = {
    "unit": "exit 0",
    "root": 'test "$PLAIN" = "{root}"',
    "words": ["test", "{name}", "=", "plain"],
    "fails": {"command": "exit 3", "run_on": ["default", "nightly"]},
    "needs": {"command": 'test -n "$LIB"', "requires": ["lib-1"], "run_on": "nightly"},
    "lacks": {"command": "exit 0", "requires": ["nothing-1"]},
    "clashes": {"command": "exit 0", "requires": ["!plain"]},
    "quiet": {"command": "exit 0", "run_on": []},
    "arguments": ["test", "-z"],
    "seen": {"command": 'test "$SEEN" = seen'},
}
def commands():
    env.PLAIN = "{root}"
def pre_test_commands():
    env.SEEN = test.name
""",
    "varied/1": """
name = "varied"
version = "1"
variants = [["lib-1"], ["lib-2"], ["lib-2", "other"]]
tests = {
    "one": "exit 0",
    "all": {"command": "test {index} != 1", "on_variants": True},
    "chosen": {
        "command": "exit 0",
        "on_variants": {"type": "requires", "value": ["lib-2", "!other"]},
    },
    "wide": {
        "command": "exit 0",
        "on_variants": {"type": "requires", "value": ["lib"]},
    },
    "with_lib": {"command": "exit 0", "requires": ["lib-1"]},
}
""",
    "untested/1": "name = 'untested'\nversion = '1'\n",
    "unversioned": "name = 'unversioned'\ntests = {'it': 'exit 0'}\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Path]:
    for place, text in PACKAGES.items():
        folder = tmp_path / place
        folder.mkdir(parents=True)
        (folder / "package.py").write_text(text)
    settings = {
        "packages_path": [str(tmp_path)],
        "implicit_packages": [],
        "default_shell": "bash",
        "package_filter": None,
        "resolve_caching": False,
        "error_on_missing_variant_requires": False,
    }
    for name, value in settings.items():
        config.override(name, value)
        rez_config.override(name, value)
    yield tmp_path
    for name in settings:
        config.remove_override(name)
        rez_config.remove_override(name)


def run(side: str, folder: Path, request: str, names: list[str] | None, **options: Any) -> Any:
    runner_class, results_class, _ = SIDES[side]
    arguments = options.pop("arguments", None)
    together = results_class()
    said = folder / "said.txt"
    with said.open("w") as output, contextlib.redirect_stdout(output):
        runner = runner_class(request, stdout=output, cumulative_test_results=together, **options)
        codes = []
        for name in names or runner.get_test_names():
            try:
                codes.append((name, runner.run_test(name, extra_test_args=arguments)))
            except Exception as error:
                codes.append((name, "%s: %s" % (type(error).__name__, error)))
        runner.print_summary()
    results = [
        (r["test_name"], r["status"], r["description"], r["variant"] and str(r["variant"].handle))
        for r in runner.test_results.test_results
    ]
    assert len(together.test_results) == len(results)
    counts = (runner.num_tests, runner.num_success, runner.num_failed, runner.num_skipped)
    lines = [line for line in said.read_text().splitlines() if "resolved by" not in line]
    return codes, results, counts, runner.stopped_on_fail, lines


@pytest.mark.parametrize(
    ("request_", "names", "options"),
    [
        ("plain", None, {}),
        ("plain-1", None, {"verbose": 1}),
        ("plain", None, {"dry_run": True, "verbose": 1}),
        ("plain", ["unit", "fails", "root"], {"stop_on_fail": True}),
        ("plain", ["arguments"], {"arguments": ["", "a b"]}),
        ("plain", ["unit", "root"], {"arguments": ["a b", "$x"], "verbose": 1}),
        ("plain", ["needs"], {"extra_package_requests": ["other"]}),
        ("plain", ["absent"], {}),
        ("varied", None, {}),
        ("varied==1", None, {"verbose": 1, "stop_on_fail": True}),
        ("untested", None, {}),
        ("unversioned", None, {"verbose": True}),
    ],
)
def test_runs(
    repository: Path, request_: str, names: list[str] | None, options: dict[str, Any]
) -> None:
    ours, rez = (run(side, repository, request_, names, **options) for side in ("rez_next", "rez"))
    for own, theirs in zip(ours, rez):
        assert own == theirs


def test_a_package_that_is_not_there(repository: Path) -> None:
    texts = []
    for runner_class, _, _ in SIDES.values():
        with pytest.raises(Exception, match="Could not find package") as error:
            runner_class("lib-7").get_test_names()
        texts.append("%s: %s" % (type(error.value).__name__, error.value))
    assert texts[0] == texts[1]


@pytest.mark.parametrize("run_on", [None, ["default"], ["nightly"], ["default", "nightly"], []])
@pytest.mark.parametrize("ran_once", [None, ["unit", "all", "one"]])
@pytest.mark.parametrize("name", ["plain", "varied", "untested"])
def test_names(
    repository: Path, name: str, run_on: list[str] | None, ran_once: list[str] | None
) -> None:
    found = [
        runner.get_package_test_names(get(name), run_on=run_on, ran_once=ran_once)
        for runner, _, get in SIDES.values()
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("patterns", [[], ["*"], ["u*", "fails"], ["nothing"], ["[nl]*s"]])
def test_patterns(repository: Path, patterns: list[str]) -> None:
    found = [
        sorted(runner("plain").find_requested_test_names(patterns))
        for runner, _, _ in SIDES.values()
    ]
    assert found[0] == found[1]


def test_a_status_that_does_not_exist() -> None:
    for _, results, _ in SIDES.values():
        with pytest.raises(RuntimeError, match="Invalid status"):
            results().add_test_result("a", None, "good", "b")


def test_a_summary_of_nothing() -> None:
    texts = []
    for _, results, _ in SIDES.values():
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            results().print_summary()
        texts.append(output.getvalue())
    assert texts[0] == texts[1]
