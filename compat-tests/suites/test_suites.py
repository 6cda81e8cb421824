"""Suites of rez and of ours: the same tools, the same text, the same files, each read by both."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, SIDES, Side, outcome, same
from support.random_runs import SEED, again, cases

HERE = Path(__file__).resolve().parent

PACKAGES = str(HERE.parents[1] / "examples" / "packages")
REQUESTS = [["maya-2024", "my_tool"], ["maya-2025"], ["nuke"], ["python", "my_tool"]]

Change = Tuple[str, Tuple[Any, ...]]


def suite_of(side: Side) -> Any:
    made = side.suite.Suite()
    for at, request in enumerate(REQUESTS):
        context = side.resolved_context.ResolvedContext(request, package_paths=[PACKAGES])
        assert context.success
        made.add_context("c%d" % at, context, prefix_char=[None, "", "@", "+"][at])
    return made


def changed(side: Side, changes: List[Change]) -> Any:
    made = suite_of(side)
    for name, arguments in changes:
        outcome(lambda _, n=name, a=arguments: getattr(made, n)(*a), side)
    return made


def tools(entries: Any) -> List[Dict[str, Any]]:
    described = []
    for entry in entries:
        variant = entry["variant"]
        names = variant if isinstance(variant, set) else [variant]
        described.append({**entry, "variant": sorted(v.qualified_name for v in names)})
    return described


def printed(print_: Any, **options: Any) -> str:
    text = io.StringIO()
    print_(buf=text, **options)
    return text.getvalue()


def everything(suite: Any) -> Dict[str, Any]:
    conflicts = suite.get_conflicting_aliases()
    queries: List[Any] = [("maya",), (None, "maya-2024"), (None, "!maya"), ("my_tool", "python")]
    return {
        "names": suite.context_names,
        "data": suite.to_dict(),
        "tools": tools(suite.get_tools().values()),
        "hidden": tools(suite.get_hidden_tools()),
        "conflicts": {name: tools(suite.get_alias_conflicts(name)) for name in conflicts},
        "of": {name: suite.get_tool_context(name) for name in suite.get_tools()},
        "text": str(suite),
        "found": [suite.find_contexts(*query) for query in [*queries, ()]],
        "info": [printed(suite.print_info, verbose=verbose) for verbose in (False, True)],
        "printed": [printed(suite.print_tools, verbose=verbose) for verbose in (False, True)],
        "one": printed(suite.print_tools, context_name="c1") if "c1" in suite.contexts else "",
    }


def random_changes(source: random.Random) -> List[Change]:
    names = ["c0", "c1", "c2", "c3", "none"]
    tool_names = ["maya", "mayapy", "my_tool", "nuke", "Nuke", "hython", "no_tool"]
    changes: List[Change] = []
    for _ in range(source.randrange(8)):
        name, tool = source.choice(names), source.choice(tool_names)
        changes.append(
            source.choice(
                [
                    ("set_context_prefix", (name, "fx_")),
                    ("set_context_suffix", (name, "_a: b#c")),
                    ("remove_context_prefix", (name,)),
                    ("bump_context", (name,)),
                    ("hide_tool", (name, tool)),
                    ("unhide_tool", (name, tool)),
                    ("alias_tool", (name, tool, source.choice(["yes", "1.0", "x y", "maya"]))),
                    ("unalias_tool", (name, tool)),
                    ("remove_context", (name,)),
                ]
            )
        )
    return changes


@pytest.mark.parametrize("case", range(cases(8, 40)))
def test_changes_of_a_suite(case: int, tmp_path: Path) -> None:
    changes = random_changes(random.Random("%d %d" % (SEED, case)))
    made = {side: changed(side, changes) for side in SIDES}
    assert everything(made[OURS]) == everything(made[REZ]), (again(), changes)

    folders = {side: tmp_path / side.root for side in SIDES}
    for side, folder in folders.items():
        made[side].save(str(folder))
    assert contents(folders[OURS]) == contents(folders[REZ]), changes
    for folder in folders.values():
        # Each side loads what the other wrote, and says the same of it.
        loaded = [everything(side.suite.Suite.load(str(folder))) for side in SIDES]
        assert loaded[1] == loaded[0], changes


def contents(folder: Path) -> Dict[str, str]:
    """A suite's files but its contexts, without the lines that start each side."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and not name.startswith("contexts"):
            text = path.read_text()
            files[name] = text.partition("\n")[2] if text.startswith("#!") else text
            files[name + " mode"] = oct(path.stat().st_mode)
        else:
            files[name] = ""
    return files


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("add_context", ("c0", None)),
        ("context", ("none",)),
        ("remove_context", ("none",)),
        ("hide_tool", ("c0", "none")),
        ("alias_tool", ("c0", "none", "x")),
        ("print_tools", (None, False, "none")),
        ("save", (PACKAGES,)),
    ],
)
def test_what_a_suite_refuses(method: str, arguments: Tuple[Any, ...]) -> None:
    assert same(lambda side: getattr(suite_of(side), method)(*arguments))[0] == "raises"


def test_an_unresolved_context_is_refused() -> None:
    def question(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        failed = resolve(["maya-2024", "maya-2025"], package_paths=[PACKAGES])
        side.suite.Suite().add_context("x", failed)

    assert same(question)[0] == "raises"


@pytest.mark.parametrize("what", ["missing", "empty folder", "file"])
def test_what_is_no_suite(what: str, tmp_path: Path) -> None:
    (tmp_path / "empty folder").mkdir()
    (tmp_path / "file").write_text("x")
    assert same(lambda side: side.suite.Suite.load(str(tmp_path / what)))[0] == "raises"


@pytest.mark.parametrize("text", ["{", "a: [", "- x", "", "contexts: 3"])
def test_a_broken_suite_file_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "suite.yaml").write_text(text)
    kind, name, message = outcome(lambda side: side.suite.Suite.load(str(tmp_path)), OURS)
    assert (kind, name) == ("raises", "SuiteError")
    assert "suite.yaml" in message or "Failed loading suite" in message


def test_visible_suites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for side in SIDES:
        suite_of(side).save(str(tmp_path / side.root))
    (tmp_path / "bin").mkdir()
    names = ("rez/bin", "bin", "no/bin", "rez_next.compat/bin", "rez/bin")
    paths = [str(tmp_path / name) for name in names]
    monkeypatch.setenv("PATH", os.pathsep.join([*paths, "", os.environ["PATH"]]))
    found = same(lambda side: side.suite.Suite.visible_suite_paths())
    assert len(found[1]) == 3
    same(lambda side: side.suite.Suite.visible_suite_paths(paths[:2]))
    same(lambda side: [s.load_path for s in side.suite.Suite.load_visible_suites()])
    # They stay visible in environments, as the setting `suite_visibility` says.
    resolve = {side: side.resolved_context.ResolvedContext for side in SIDES}
    parent = str(tmp_path / "rez")
    for mode in ("never", "always", "parent", "parent_priority"):
        for parent_suite in (None, parent):

            def question(side: Side, mode: str = mode, parent: Any = parent_suite) -> Any:
                with_mode = side.config.config
                with_mode.override("suite_visibility", mode)
                try:
                    context = resolve[side](["nuke"], package_paths=[PACKAGES])
                    context.parent_suite_path = parent
                    return context.get_environ()["PATH"]
                finally:
                    with_mode.remove_override("suite_visibility")

            same(question)


def test_activation_code(tmp_path: Path) -> None:
    suite_of(REZ).save(str(tmp_path / "suite"))

    def question(side: Side) -> Any:
        suite = side.suite.Suite.load(str(tmp_path / "suite"))
        return [suite.activation_shell_code(shell) for shell in ("bash", "sh")]

    assert same(question)[0] == "value"


@pytest.fixture
def tool_suite(tmp_path: Path) -> Path:
    """A suite of ours with a tool that prints its arguments and ends with exit code 3."""
    tool = tmp_path / "packages" / "talk" / "1.2" / "bin" / "talk"
    tool.parent.mkdir(parents=True)
    tool.write_text('#!/bin/sh\nprintf "%s|" "$REZ_TALK_VERSION" "$@"\nexit 3\n')
    tool.chmod(0o755)
    (tool.parents[1] / "package.py").write_text(
        "name = 'talk'\nversion = '1.2'\ntools = ['talk']\n"
        "def commands():\n    env.PATH.prepend('{root}/bin')\n"
    )
    resolve = OURS.resolved_context.ResolvedContext
    suite = OURS.suite.Suite()
    context = resolve(["talk"], package_paths=[str(tmp_path / "packages")])
    suite.add_context("talking", context)
    suite.add_context("plain", context, prefix_char="")
    suite.set_context_prefix("plain", "plain_")
    suite.save(str(tmp_path / "suite"))
    return tmp_path / "suite"


@pytest.mark.skipif(sys.platform == "win32", reason="wrappers are .cmd files there")
def test_wrappers_run(tool_suite: Path) -> None:
    def run(name: str, *args: str) -> Tuple[int, str]:
        command = [str(tool_suite / "bin" / name), *args]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.returncode, done.stdout

    assert run("talk", "a b", "-x", "") == (3, "1.2|a b|-x||")
    assert run("plain_talk", "+a", "--help") == (3, "1.2|+a|--help|")
    assert run("talk", "++no-rez-args", "+a") == (3, "1.2|+a|")
    code, about = run("talk", "+a")
    assert code == 0
    assert about.splitlines()[0] == "Tool:     talk"
    assert "Package:  talk-1.2" in about
    assert run("talk", "++command", "echo", "hello") == (0, "hello\n")
    assert run("talk", "++versions")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="wrappers are .cmd files there")
def test_wrappers_tell_of_errors_in_a_line(tool_suite: Path) -> None:
    wrapper = str(tool_suite / "bin" / "talk")
    rezs = "import sys; from rez.cli._main import run; sys.argv[0] = '_rez_fwd'; run('forward')"

    def told(command: List[str], debug: str) -> Tuple[int, List[str]]:
        environ = {**os.environ, "REZ_DEBUG": debug}
        command = [*command, "+p", "nosuch"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)
        return done.returncode, done.stderr.splitlines()

    (code, lines), (expected, (line,)) = (
        told(command, "") for command in ([wrapper], [sys.executable, "-c", rezs, wrapper])
    )
    time = len("00:00:00")
    assert (code, [each[time:] for each in lines]) == (expected, [line[time:]])
    assert told([wrapper], "1")[1][0].startswith("Traceback")


def test_wrappers_are_understood_by_both(tool_suite: Path, capsys: Any) -> None:
    def question(side: Side) -> Any:
        wrapper = side.wrapper.Wrapper(str(tool_suite / "bin" / "talk"))
        wrapper.print_about()
        about = capsys.readouterr().out
        wrapper.print_package_versions()
        return (
            about,
            capsys.readouterr().out,
            wrapper.suite_path,
            wrapper.context_name,
            wrapper.tool_name,
            wrapper.prefix_char,
            wrapper.suite.context_names,
        )

    assert same(question)[0] == "value"


def test_what_is_no_wrapper(tmp_path: Path) -> None:
    for at, text in enumerate(["", "a: [", "#!/bin/sh\necho hello\n", "kwargs: {}\n"]):
        path = tmp_path / str(at)
        path.write_text(text)
        kind, name, message = outcome(lambda side, p=path: side.wrapper.Wrapper(str(p)), OURS)
        assert (kind, name) == ("raises", "RezSystemError")
        assert message.startswith("Invalid executable file %s: " % path)


def test_status(tool_suite: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    contexts = tool_suite / "contexts"
    monkeypatch.setenv("PATH", "%s%s%s" % (tool_suite / "bin", os.pathsep, os.environ["PATH"]))

    def question(side: Side) -> Any:
        status = side.status.Status()
        found: List[Any] = []
        for what in (
            None, "talk", "talk-1.2", "ls", str(tool_suite), str(contexts / "plain.rxt"), "no_such",
            "maya", "!x", str(tool_suite / "bin" / "plain_talk"),
        ):  # fmt: skip
            text = io.StringIO()
            answer = status.print_info(what, text)
            found.append((answer, text.getvalue(), capsys.readouterr().out))
        for pattern in (None, "pl*", "zzz"):
            text = io.StringIO()
            found.append((status.print_tools(pattern, text), text.getvalue()))
        suite = status.parent_suite
        found.append((status.context_file, status.active_suite_context_name))
        found.append((suite and suite.load_path, [s.load_path for s in status.suites]))
        return found

    with_paths = [str(tool_suite.parent / "packages")]
    for side in SIDES:
        monkeypatch.setattr(side.config.config, "packages_path", with_paths)
    assert same(question)[0] == "value"
    monkeypatch.setenv("REZ_RXT_FILE", str(contexts / "talking.rxt"))
    assert same(question)[0] == "value"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    place = str(tmp_path / "file" / "suite")
    assert same(lambda side: suite_of(side).save(place))[0] == "raises"


def test_a_suite_that_cannot_be_saved_stays(tmp_path: Path) -> None:
    folder = tmp_path / "suite"
    suite_of(OURS).save(str(folder))
    before = contents(folder)
    suite = OURS.suite.Suite.load(str(folder))
    suite.alias_tool("c0", "maya", "no/such/folder")
    with pytest.raises(OSError, match="no/such/folder"):
        suite.save(str(folder))
    assert contents(folder) == before
    assert os.listdir(str(tmp_path)) == ["suite"]
