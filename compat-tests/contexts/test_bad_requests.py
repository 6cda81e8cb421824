"""Bad requests, packages, callbacks and repositories: rez's answer, or its type of error.

After each of them the next solve works. Ctrl-C is tested in `test/bridge/test_bad_days.py`.
"""

from __future__ import annotations

import shutil
import threading
from math import inf, nan
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, Side, difference, environ, outcome, same

Question = Callable[[Side], Any]

PACKAGES = {
    ("a", "1"): "",
    ("a", "2"): "requires = ['b-1']",
    ("b", "1"): "",
    ("b", "2"): "",
    ("bad", "1"): "requires = ['###']",
    ("self", "1"): "requires = ['a-1', 'a-2']",
    ("nul", "1"): "requires = None",
    ("num", "1"): "requires = [3]",
    ("missing", "1"): "requires = ['nope']",
    ("vbad", "1"): "variants = [['b-1'], ['###']]",
    ("dup", "1"): "requires = ['b', 'b-1', 'b']",
    ("vstr", "1"): "variants = ['b-1']",
    ("built", "1"): "build_requires = ['a-1']\nprivate_build_requires = ['b-2']",
    ("late", "1"): "variants = [['a-1'], ['a-2', 'b-1']]",
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("packages")
    for (name, version), text in PACKAGES.items():
        write(folder, name, version, text)
    return str(folder)


def write(folder: Path, name: str, version: str, text: str) -> None:
    file = folder / name / version / "package.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"name = {name!r}\nversion = {version!r}\n{text}\n")


def resolves(packages: str, requests: List[str], **options: Any) -> Question:
    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(
            requests, package_paths=[packages], add_implicit_packages=False, **options
        )
        names = [each.qualified_name for each in context.resolved_packages or ()]
        return context.status.name, names, context.failure_description

    return question


def works(packages: str) -> None:
    assert outcome(resolves(packages, ["a"]), OURS) == (
        "value",
        ("solved", ["b-1[]", "a-2[]"], None),
    )


REQUESTS: Dict[str, List[str]] = {
    "5,000 times the same": ["a"] * 5_000,
    "5,000 that are missing": ["p%d" % i for i in range(5_000)],
    "200 that are excluded": ["a", *("!p%d" % i for i in range(200))],
    "duplicates": ["a", "a-1+", "a", "b", "b"],
    "two versions": ["a-1", "a-2"],
    "needed and excluded": ["a-1", "!a-1"],
    "a conflict of two conflicts": ["!a-1", "!a-2", "a"],
    "none": [],
    "contradictory requires": ["self"],
    "requires a missing family": ["missing"],
    "requires twice": ["dup"],
    "either version": ["a==1|2"],
    "no such version": ["a-7"],
    "a space": ["a b"],
    "a number sign": ["#"],
    "no text": [""],
}


@pytest.mark.parametrize("name", REQUESTS)
def test_odd_requests(name: str, packages: str) -> None:
    same(resolves(packages, REQUESTS[name]))
    works(packages)


def test_five_thousand_distinct_requests(packages: str) -> None:
    """rez takes a time that grows with the square: five seconds for a thousand."""
    requests = ["a", *("!p%d" % i for i in range(5_000))]
    expected = ("value", ("solved", ["b-1[]", "a-2[]"], None))
    assert outcome(resolves(packages, requests), OURS) == expected


@pytest.mark.parametrize("name", ["bad", "nul", "num", "vbad", "vstr"])
def test_malformed_packages(name: str, packages: str) -> None:
    """rez's type of error and the same beginning; rez goes on with its schema's inner names."""
    expected, found = (outcome(resolves(packages, [name]), side) for side in (REZ, OURS))
    assert found[:2] == expected[:2], difference(expected, found)
    beginning = expected[2].split(" failed:")[0]
    assert found[2].startswith(beginning + " failed:") and found != expected
    assert str(Path(packages, name, "1", "package.py")) in found[2]
    works(packages)


def test_no_limits(packages: str) -> None:
    """None is no limit. In rez, too, if a solve takes one step; else rez fails to compare it."""
    for options in ({"time_limit": None}, {"max_fails": None}):
        same(resolves(packages, ["a-1"], **options))
        requests = ["a", "late"]
        expected = outcome(resolves(packages, requests), REZ)
        assert outcome(resolves(packages, requests, **options), OURS) == expected
        assert outcome(resolves(packages, requests, verbosity=1, **quiet(), **options), OURS) == (
            expected
        )
        assert outcome(resolves(packages, requests, **options), REZ)[:2] == ("raises", "TypeError")


def quiet() -> Dict[str, Any]:
    import io

    return {"buf": io.StringIO()}


@pytest.mark.parametrize(
    "options",
    [
        *({"max_fails": limit} for limit in (-5, True, False, 1.5, inf, nan, 2**70)),
        *({"time_limit": limit} for limit in (0, -3, -0.5, -inf, inf, nan, 10**400, True)),
    ],
)
def test_odd_limits(options: Dict[str, Any], packages: str) -> None:
    same(resolves(packages, ["a-1"], **options))
    works(packages)


@pytest.mark.parametrize("flag", [1, 0, None, "yes", "", []])
def test_flags_of_any_kind(flag: Any, packages: str) -> None:
    for name in ("building", "testing", "suppress_passive"):
        same(resolves(packages, ["built"], **{name: flag}))

    def environment(side: Side) -> Any:
        found = {}
        for name in ("building", "testing", "append_sys_path"):
            context = side.resolved_context.ResolvedContext(["a"], package_paths=[packages])
            setattr(context, name, flag)
            found[name] = environ(context.get_environ()), getattr(context, name)
            loaded = side.resolved_context.ResolvedContext.from_dict(context.to_dict())
            found[name + " loaded"] = environ(loaded.get_environ()), getattr(loaded, name)
        return found

    same(environment)


@pytest.mark.parametrize("flag", [False, 0, "", []])
def test_what_is_no_callback(flag: Any, packages: str) -> None:
    for name in ("callback", "package_load_callback"):
        same(resolves(packages, ["a"], **{name: flag}))
        same(resolves(packages, ["a"], verbosity=1, **quiet(), **{name: flag}))


@pytest.mark.parametrize("timestamp", [inf, nan, True, 0.5])
def test_odd_times(timestamp: Any, packages: str) -> None:
    same(resolves(packages, ["a", "late"], timestamp=timestamp))


def test_a_context_that_says_nothing_of_its_rez(packages: str) -> None:
    def question(side: Side) -> Any:
        data = side.resolved_context.ResolvedContext(["a"], package_paths=[packages]).to_dict()
        data.update(rez_version=None, rez_path=None)
        variables = side.resolved_context.ResolvedContext.from_dict(data).get_environ()
        return variables["REZ_USED"], variables["REZ_USED_VERSION"]

    assert same(question) == ("value", ("None", "None"))


def _raises(error: BaseException) -> Callable[[Any], Any]:
    def callback(_: Any) -> Any:
        raise error

    return callback


CALLBACKS: Dict[str, Callable[[Any], Any]] = {
    "raises": _raises(ValueError("mine")),
    "exits": _raises(SystemExit(3)),
    "None": lambda _: None,
    "a text": lambda _: ("abort", "text"),
    "a number": lambda _: 3,
    "too many": lambda _: (1, 2, 3),
    "None and a text": lambda _: (None, "text"),
}


@pytest.mark.parametrize("name", CALLBACKS)
def test_odd_callbacks(name: str, packages: str) -> None:
    """What is no answer is Python's error about it in both, in words of each's own."""
    question = resolves(packages, ["a", "late"], callback=CALLBACKS[name])
    expected, found = (exiting(question, side) for side in (REZ, OURS))
    if found != expected:
        assert found[0] == expected[0] == "raises", difference(expected, found)
    works(packages)


@pytest.mark.parametrize("reason", [None, "", "enough"])
def test_aborts_of_any_reason(reason: Any, packages: str) -> None:
    def question(side: Side) -> Any:
        answer = side.solver.SolverCallbackReturn.abort, reason
        return resolves(packages, ["a", "late"], callback=lambda _: answer)(side)

    assert same(question) == ("value", ("aborted", [], reason))


def exiting(question: Question, side: Side) -> Any:
    try:
        return outcome(question, side)
    except SystemExit as error:
        return "exits", error.code


def test_load_callbacks_that_raise(packages: str) -> None:
    same(resolves(packages, ["a", "b"], package_load_callback=_raises(KeyError("mine"))))
    works(packages)


def test_sort_keys_of_none(packages: str) -> None:
    """All versions are alike then. rez takes the one that the file system lists first."""

    def question(side: Side) -> Any:
        class Nothing(side.package_order.PackageOrder):  # type: ignore[misc, name-defined]
            name = "nothing"

            def sort_key_implementation(self, package_name: str, version: object) -> Any:
                return None

            def __str__(self) -> str:
                return "nothing"

            def __eq__(self, other: object) -> bool:
                return self is other

            def to_pod(self) -> Any:
                return {}

        return resolves(packages, ["a-1", "b"], package_orderers=[Nothing()])(side)

    lowest, highest = (("value", ("solved", ["a-1[]", each], None)) for each in ("b-1[]", "b-2[]"))
    assert outcome(question, REZ) in (lowest, highest)
    assert outcome(question, OURS) == lowest
    works(packages)


def test_subclasses_of_orders_and_filters(packages: str) -> None:
    def question(side: Side) -> Any:
        class Lowest(side.package_order.SortedOrder):  # type: ignore[misc, name-defined]
            def sort_key_implementation(self, package_name: str, version: Any) -> Any:
                # rez asks for bounds too, which may end with "_", in an order that varies.
                return -int(str(version).rstrip("_"))

        class NotOne(side.package_filter.PackageFilter):  # type: ignore[misc, name-defined]
            def excludes(self, package: Any) -> Any:
                if package.name == "b" and str(package.version) == "1":
                    return side.package_filter.Rule.parse_rule("b-1")
                return None

        lowest = resolves(packages, ["a", "b"], package_orderers=[Lowest(descending=True)])(side)
        filtered = resolves(packages, ["a", "b"], package_filter=NotOne())(side)
        return lowest, filtered

    same(question)
    works(packages)


def test_a_repository_that_changes_while_it_is_solved(tmp_path: Path) -> None:
    """Every solve sees some state of each package: an answer, or an error of rez's."""
    for family in ("a", "b", "c"):
        for version in range(5):
            write(tmp_path, family, str(version), "")
    is_over = threading.Event()

    def edit() -> None:
        turn = 0
        while not is_over.is_set():
            turn += 1
            version = str(turn % 5)
            write(tmp_path, "a", version, "requires = ['b-%d']" % (turn % 3))
            write(tmp_path, "c", "1", "requires = [" if turn % 4 == 0 else "requires = ['b']")
            shutil.rmtree(tmp_path / "b" / version, ignore_errors=True)
            write(tmp_path, "b", str((turn + 2) % 5), "")

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        for _ in range(60):
            _solved_or_refused(str(tmp_path), ["a", "b", "c"])
    finally:
        is_over.set()
        editor.join()
    shutil.rmtree(tmp_path / "c")
    write(tmp_path, "c", "1", "")
    assert outcome(resolves(str(tmp_path), ["c"]), OURS) == ("value", ("solved", ["c-1[]"], None))


def test_a_repository_that_vanishes_during_a_solve(tmp_path: Path) -> None:
    repository = tmp_path / "packages"
    for family in ("a", "b"):
        write(repository, family, "1", "requires = ['b']" if family == "a" else "")

    def vanish(_: Any) -> None:
        shutil.rmtree(repository, ignore_errors=True)

    _solved_or_refused(str(repository), ["a"], package_load_callback=vanish)
    assert not repository.exists()
    error = outcome(resolves(str(repository), ["a"]), OURS)
    assert error[:2] == ("raises", "PackageFamilyNotFoundError")
    write(repository, "a", "2", "")
    assert outcome(resolves(str(repository), ["a"]), OURS)[1][1] == ["a-2[]"]


def _solved_or_refused(packages: str, requests: List[str], **options: Any) -> None:
    try:
        status, names, failure = resolves(packages, requests, **options)(OURS)
    except OURS.exceptions.RezError as error:
        assert type(error).__name__ != "EngineError", error
    else:
        assert (status == "solved") == bool(names)
        assert (status == "failed") == bool(failure)
