"""What contexts print of themselves, and what is between two of them, is what rez says."""

from __future__ import annotations

import io
import os
import random
import re
from pathlib import Path
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, Side, difference, outcome, plain, same
from support.random_runs import seeds

HERE = Path(__file__).resolve().parent

EXAMPLES = str(HERE.parents[1] / "examples" / "packages")
_UNSTABLE = re.compile(r"on \w{3} \w{3} .*?, using|\d+\.\d\d secs")


class Terminal(io.StringIO):
    """Stands for a terminal: rez prints in colours to it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("packages")
    for name, versions, rest in (
        ("lib", ("1.0.0", "1.1.0", "1.2.5", "2.0"), ""),
        ("app", ("1.0",), "requires = ['lib-1', '.feature-2']\ntools = ['run', 'see']"),
        ("app", ("2.0",), "requires = ['lib-2']\ntools = ['run']"),
        ("other", ("3.1",), "requires = ['lib-1']\ntools = ['see', 'more']"),
        ("many", ("1",), "variants = [['lib-1'], ['lib-2']]\ntools = []"),
    ):
        for version in versions:
            package = folder / name / version
            package.mkdir(parents=True)
            text = "name = %r\nversion = %r\n%s\n" % (name, version, rest)
            (package / "package.py").write_text(text)
    return str(folder)


def resolved(side: Side, request: List[str], paths: List[str], **options: Any) -> Any:
    return side.resolved_context.ResolvedContext(request, package_paths=paths, **options)


def stable(text: str, side: Side) -> str:
    return _UNSTABLE.sub("~", text)


REQUESTS: List[Dict[str, Any]] = [
    {"request": ["app-1", "other"]},
    {"request": ["many", ".feature-2", "~lib-2"]},
    {"request": ["app-1", "lib-2"]},
    {"request": ["app", "other", "lib-2"]},
    {"request": ["other"], "timestamp": 2000000000},
    {"request": []},
]


@pytest.mark.parametrize("case", REQUESTS, ids=str)
def test_info(case: Dict[str, Any], packages: str) -> None:
    request = case["request"]
    options = {key: value for key, value in case.items() if key != "request"}
    for form in (
        {},
        {"verbosity": 1},
        {"verbosity": 2, "source_order": True},
        {"show_resolved_uris": True},
    ):
        for stream in (io.StringIO, Terminal):

            def question(side: Side, form: Any = form, stream: Any = stream) -> Any:
                out = stream()
                resolved(side, request, [packages], **options).print_info(buf=out, **form)
                return stable(out.getvalue(), side)

            same(question)


def test_info_of_random_requests(tmp_path: Path) -> None:
    versions = sorted(
        "%s-%s" % (family, version)
        for family in os.listdir(EXAMPLES)
        for version in os.listdir(os.path.join(EXAMPLES, family))
        if os.path.isdir(os.path.join(EXAMPLES, family, version))
    )
    for seed in seeds(40):
        chance = random.Random(seed)
        request = chance.sample(versions, chance.randint(1, 4))
        verbosity = chance.choice([0, 2])

        def question(side: Side, request: Any = request, verbosity: int = verbosity) -> Any:
            context = resolved(side, request, [EXAMPLES])
            file = str(tmp_path / "context.rxt")
            context.save(file)
            texts = []
            for each in (context, side.resolved_context.ResolvedContext.load(file)):
                out = io.StringIO()
                each.print_info(buf=out, verbosity=verbosity)
                texts.append(stable(out.getvalue(), side))
            return texts

        expected, found = outcome(question, REZ), outcome(question, OURS)
        assert found == expected, "%s\n%s" % (request, difference(expected, found))


def test_info_with_a_filter_and_a_local_repository(
    packages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def question(side: Side) -> Any:
        from importlib import import_module

        config = import_module(side.root + ".config").config
        rules = import_module(side.root + ".package_filter")
        filters = rules.PackageFilterList.from_pod(
            [{"excludes": ["range(lib-2+)", "glob(x: *)"], "includes": ["glob(lib-1*)"]}]
        )
        config.override("local_packages_path", packages)
        try:
            out = Terminal()
            context = resolved(side, ["many"], [packages], package_filter=filters)
            context.print_info(buf=out, verbosity=1)
        finally:
            config.remove_override("local_packages_path")
        return stable(out.getvalue(), side)

    same(question)


def test_tools(packages: str, capsys: pytest.CaptureFixture[str]) -> None:
    def question(side: Side) -> Any:
        context = resolved(side, ["app-1", "other"], [packages])
        out = Terminal()
        context.print_tools(buf=out)
        resolved(side, ["many"], [packages]).print_tools(buf=out)
        return out.getvalue(), sorted(context.get_conflicting_tools())

    same(question)


@pytest.mark.parametrize("pattern", [None, "s*", "x"])
def test_tools_where_one_is(
    pattern: Any, packages: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each package's of a name that is in conflict, and in the order of names."""
    file = str(tmp_path / "context.rxt")
    resolved(REZ, ["app-1", "other"], [packages]).save(file)
    monkeypatch.setenv("REZ_RXT_FILE", file)

    def question(side: Side) -> Any:
        buf = io.StringIO()
        return side.status.Status().print_tools(pattern, buf), buf.getvalue()

    same(question)


def test_info_of_a_loaded_context(packages: str, tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        file = str(tmp_path / "saved.rxt")
        resolved(side, ["app-1"], [packages]).save(file)
        loaded = side.resolved_context.ResolvedContext.load(file)
        out = io.StringIO()
        loaded.print_info(buf=out, verbosity=1)
        states = []
        for path in ("", file, str(tmp_path)):
            os.environ["REZ_RXT_FILE"] = path
            states.append(loaded.is_current())
        del os.environ["REZ_RXT_FILE"]
        return stable(out.getvalue(), side), states, resolved(side, [], [packages]).is_current()

    same(question)


PAIRS = [
    (["app-1"], ["app-1"]),
    (["lib-1.0"], ["lib-2"]),
    (["lib-2"], ["lib-1.0"]),
    (["app-1"], ["app-2"]),
    (["app-2", "lib"], ["other"]),
    (["lib-1.0"], ["lib-1.1", "many"]),
]


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_differences(
    pair: Any, packages: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def question(side: Side) -> Any:
        from importlib import import_module

        config = import_module(side.root + ".config").config
        config.override("packages_path", [packages])
        try:
            one, other = (resolved(side, list(request), [packages]) for request in pair)
            found = one.get_resolve_diff(other)
            one.set_load_path("/somewhere/one.rxt")
            other.set_load_path("/somewhere/the other.rxt")
            capsys.readouterr()
            for heading in (None, True, ("left", "right")):
                one.print_resolve_diff(other, heading)
            printed = capsys.readouterr().out
        finally:
            config.remove_override("packages_path")
        # Sets and dicts of packages come in no order.
        sorted_lines = [sorted(part.splitlines()) for part in printed.split("----")]
        return {key: _packages(value) for key, value in found.items()}, sorted_lines

    same(question)


def _packages(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: [p.qualified_name for p in each] for name, each in value.items()}
    return sorted(package.qualified_name for package in value)


def test_differences_of_other_repositories(packages: str, tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        one = resolved(side, ["lib"], [packages])
        return one.get_resolve_diff(resolved(side, [], [packages, str(tmp_path)]))

    assert same(question)[0] == "raises"


PATCHES: List[Dict[str, Any]] = [
    {},
    {"package_requests": ["lib-2"]},
    {"package_requests": ["lib-1.1", "!other-4", "~app-2", "^app"]},
    {"package_requests": ["~lib", "lib-1", "lib-1.2"]},
    {"package_requests": ["^lib", "new-1"], "package_subtractions": ["other"]},
    {"package_subtractions": ["app", "nothing"]},
    {"strict": True, "package_requests": ["lib-2"]},
    {"strict": True, "package_subtractions": ["lib"]},
    {"package_requests": ["lib"], "rank": 2},
    {"package_requests": ["!lib-5"], "rank": 2},
    {"package_requests": ["other"], "rank": 3},
    {"package_requests": ["other"], "rank": 9},
]


@pytest.mark.parametrize("patch", PATCHES, ids=str)
def test_patched_requests(patch: Dict[str, Any], packages: str) -> None:
    def question(side: Side) -> Any:
        context = resolved(side, ["app-1", "other", "~lib-1", "!many-2"], [packages])
        options = {k: list(v) if isinstance(v, list) else v for k, v in patch.items()}
        if "rank" in options:
            # rez takes no texts together with a rank, which we do.
            make = side.resolved_context.PackageRequest
            options["package_requests"] = [make(text) for text in options["package_requests"]]
        return [str(request) for request in context.get_patched_request(**options)]

    same(question)


def test_requests_for_locks() -> None:
    def question(side: Side) -> Any:
        from importlib import import_module

        version = import_module(side.root + ".version").Version
        module = side.resolved_context
        return [
            str(module.get_lock_request("foo", version(text), lock, weak))
            for text in ("", "1", "1.2", "1.2.3.4.5")
            for lock in module.PatchLock
            for weak in (True, False)
        ]

    same(question)


def test_retargeting(packages: str, tmp_path: Path) -> None:
    import shutil

    copied = str(tmp_path / "copied")
    shutil.copytree(packages, copied)
    shutil.rmtree(os.path.join(copied, "other"))
    changed = Path(copied) / "lib" / "1.2.5" / "package.py"
    changed.write_text(changed.read_text() + "description = 'changed'\n")

    def question(options: Any) -> Any:
        def ask(side: Side) -> Any:
            context = resolved(side, ["app-1", "other", "many"], [packages])
            found = context.retargeted([copied], **options)
            return [v.handle.to_dict() for v in found.resolved_packages], found.package_paths

        return ask

    for options in (
        {"package_names": ["app", "many"]},
        {"skip_missing": True},
        {},
        {"package_names": ["lib"], "skip_missing": True},
        {"package_names": ["lib"]},
    ):
        same(question(options))


def test_buffers(packages: str) -> None:
    def question(side: Side) -> Any:
        cls = side.resolved_context.ResolvedContext
        out = io.StringIO()
        resolved(side, ["app-1"], [packages]).write_to_buffer(out)
        read = cls.read_from_buffer(io.StringIO(out.getvalue()), "somewhere")
        refusals = [
            outcome(lambda _, t=t, w=where: cls.read_from_buffer(io.StringIO(t), *w), side)[:2]
            for t in ("{", "nothing", "")
            for where in ((), ("somewhere",))
        ]
        return str(read), read.load_path, refusals

    same(question)


def test_dependency_graphs(packages: str) -> None:
    def question(side: Side) -> Any:
        context = resolved(side, ["app-1", "many", "other"], [packages])
        graph = context.get_dependency_graph()
        dot = context.get_dependency_graph(as_dot=True)
        nodes = {node: graph.node_attributes(node) for node in graph.nodes()}
        return plain(nodes), sorted(graph.edges()), sorted(dot.splitlines())

    same(question)


def test_names_and_signatures() -> None:
    import inspect

    ours, rez = (side.resolved_context.ResolvedContext for side in (OURS, REZ))
    missing = []
    for name, member in vars(rez).items():
        if name.startswith("_") or name in _OF_REZ_ALONE:
            continue
        found = inspect.getattr_static(ours, name, None)
        if found is None:
            missing.append(name)
        elif callable(getattr(rez, name)):
            expected, have = (
                list(inspect.signature(getattr(cls, name)).parameters.values())
                for cls in (rez, ours)
            )
            named = [(p.name, p.kind) for p in expected], [(p.name, p.kind) for p in have]
            assert named[0] == named[1], difference(*named)
        assert isinstance(member, property) == isinstance(found, property) or found is None, name
    assert missing == []


def test_a_name_that_is_not_there_is_an_error() -> None:
    from rez_next.compat import resolved_context

    assert not hasattr(resolved_context, "nothing_of_that_name")


# How rez works inside: temporary folders, the solver's callback, tracking, the package cache.
_OF_REZ_ALONE = {
    "Callback",
    "context_tracking_lock",
    "context_tracking_payload",
    "local",
    "package_cache_present",
    "tmpdir_manager",
}
