"""Names, paths and values that trip programs: other languages' keywords, blanks, bytes, links."""

from __future__ import annotations

import os
from pathlib import Path
from subprocess import PIPE
from typing import Any, Callable, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import (
    SIDES,
    Side,
    attributes,
    described,
    environ,
    plain,
    same,
    script,
)

NAMES = ["constructor", "__proto__", "toString", "hasOwnProperty", "length", "then", "NaN", "null"]


def write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "package.py").write_text(text, encoding="utf-8")


def seen(side: Side, request: List[str], paths: List[str], **options: Any) -> Dict[str, Any]:
    resolve = side.resolved_context.ResolvedContext
    context = resolve(request, package_paths=paths, **options)
    found = described(context)
    if context.success:
        found["environ"] = environ(context.get_environ())
        found["script"] = script(context.get_shell_code("bash"))
        found["tools"] = plain(context.get_tools())
    return found


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("odd")
    for name in NAMES:
        others = [other for other in NAMES if other > name][:2]
        write(
            folder / name / "1.0",
            f"name = {name!r}\nversion = '1.0'\nrequires = {others!r}\n"
            f"{name}_ = 1\nconstructor = 'c'\ntoString = ['t']\nlength = 3\n"
            f"valueOf = {{'__proto__': 1, 'constructor': {{'prototype': 2}}}}\n"
            "def commands():\n"
            "    env.constructor = '{this.constructor}'\n"
            "    env['__proto__'] = '{root}'\n"
            "    env.toString.append(this.name)\n"
            "    env.HAS = str('constructor' in resolve) + str('valueOf' in request)\n"
            "    env.NONE = str(this.valueOf.get('hasOwnProperty'))\n"
            "    alias('constructor', 'echo {this.name}')\n"
            "    env.EPH = str(ephemerals.get('toString', 'none'))\n",
        )
    return str(folder)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_javascript(name: str, packages: str) -> None:
    same(lambda side: seen(side, [name, ".constructor-1"], [packages]))
    same(lambda side: seen(side, [name, "!" + NAMES[1]], [packages]))
    keys = ["constructor", "toString", "length", "valueOf", "hasOwnProperty", "then", "toJSON"]

    def package(side: Side) -> Any:
        found = side.packages.get_package(name, "1.0", paths=[packages])
        return attributes(found, keys), found.arbitrary_keys()

    same(package)
    same(lambda side: side.packages.get_latest_package("valueOf", paths=[packages]))


PATHS = [
    "with blank",
    "ünïcode",
    "qu'ote",
    'dou"ble',
    "dol$lar",
    "back\\slash",
    "new\nline",
]


@pytest.mark.parametrize("name", PATHS, ids=repr)
def test_odd_paths(name: str, tmp_path: Path) -> None:
    text = "name = 'p'\nversion = '1'\nvariants = [['q']]\ndef commands():\n"
    write(
        tmp_path / name / "p" / "1", text + "    env.PATH.append('{root}/bin')\n    env.B = base\n"
    )
    write(tmp_path / name / "q", "name = 'q'\n")
    same(lambda side: seen(side, ["p"], [str(tmp_path / name)]))

    def run(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["p"], package_paths=[str(tmp_path / name)])
        process = context.execute_shell(command='echo "$B"', shell="bash", stdout=PIPE)
        return process.communicate()[0]

    same(run)


def test_paths_that_are_no_unicode(tmp_path: Path) -> None:
    """Neither side's shell is asked: rez cannot write its script for such a path."""
    root = tmp_path / "bytes \udcff\udce2"
    text = "name = 'p'\nversion = '1'\ndef commands():\n    env.PATH.append('{root}/bin')\n"
    write(root / "p" / "1", text)
    (root / "p" / "no\udcffversion").mkdir()
    (root / "p" / ".ignoreno\udcffversion").touch()

    def found(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["p"], package_paths=[str(root)])
        variant = context.resolved_packages[0]
        return variant.root, variant.uri, environ(context.get_environ())

    same(found)


def test_ways_to_write_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "real" / "p" / "1", "name = 'p'\nversion = '1'\n")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "linked" / "q" / "1", "name = 'q'\nversion = '1'\nrequires = ['p']\n")
    (tmp_path / "linked" / "p").symlink_to(tmp_path / "real" / "p")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    ways = ["real", "./real", "real/", "link", str(tmp_path / "link" / ".." / "real"), "linked"]
    for way in [*ways, "~/real", "filesystem@" + str(tmp_path / "real"), "none@real", ""]:
        same(lambda side, way=way: seen(side, ["p"], [way]))
    same(lambda side: seen(side, ["p"], ["link", "real", "./real"]))
    same(lambda side: seen(side, ["q"], [str(tmp_path / "linked")]))


VARIABLES: List[Dict[str, str]] = [
    {"toString": "x", "constructor": "y"},
    {"BYTES": os.fsdecode(b"\xff\xfe"), "PATH": os.fsdecode(b"/x\xff:/usr/bin:/bin")},
    {"BASH_FUNC_x%%": "() { echo x; }", "A-B": "c", "A B": "c"},
    {"EMPTY": "", "LINES": "a\nb\r\n", "TAB": "\t", "QUOTE": "'\"`$\\"},
    {"LONG": "x" * 100_000},
    {"\u00e9t\u00e9": "\u2603\U0001f600", "LC_ALL": "C"},
]


@pytest.mark.parametrize("variables", VARIABLES, ids=lambda each: repr(list(each)))
def test_odd_variables(variables: Dict[str, str], tmp_path: Path, monkeypatch: Any) -> None:
    appended = "".join(
        f"    env[{name!r}].append('more')\n" for name in variables if name.isidentifier()
    )
    write(tmp_path / "p", "name = 'p'\ndef commands():\n    env.X = 1\n" + appended)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    ways: List[Callable[[Any], Any]] = [
        lambda context: environ(context.get_environ()),
        lambda context: environ(context.get_environ(dict(os.environ))),
        lambda context: script(context.get_shell_code("bash")),
        lambda context: output(context.execute_command(["/usr/bin/env", "-0"], stdout=PIPE)),
        lambda context: output(
            context.execute_shell(shell="bash", command="/usr/bin/env -0", stdout=PIPE)
        ),
    ]
    for side_settings in ({}, {"all_parent_variables": True}):
        for way in ways:

            def question(side: Side, way: Callable[[Any], Any] = way) -> Any:
                resolve = side.resolved_context.ResolvedContext
                return way(resolve(["p"], package_paths=[str(tmp_path)]))

            for side in SIDES:
                for name, value in side_settings.items():
                    side.config.config.override(name, value)
            try:
                same(question)
            finally:
                for side in SIDES:
                    for name in side_settings:
                        side.config.config.remove_override(name)


def output(process: Any) -> List[bytes]:
    stdout, _ = process.communicate()
    own = (b"REZ_USED", b"REZ_CONTEXT_FILE", b"REZ_RXT_FILE", b"REZ_SHELL_INIT", b"_=")
    return sorted(line for line in stdout.split(b"\0") if not line.startswith(own))
