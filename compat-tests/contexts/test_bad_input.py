"""Broken packages and files that cannot be read: rez's type of error, naming file and place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, Side, difference, outcome, plain, same

GOOD = "name = '{0}'\nversion = '1'\ndescription = 'good'\n"

# Definitions that rez refuses, with what a message about them has to say.
BROKEN: Dict[str, Any] = {
    "syntax": ("package.py", "name = 'syntax'\nversion = '1'\nrequires = ['a'\n", ["line 3"]),
    "offending": (
        "package.py",
        "name = 'offending'\nversion = '1'\nthis is wrong\n",
        ["line 3", "this is wrong"],
    ),
    "indented": ("package.py", "name = 'indented'\n  version = '1'\n", ["line 2"]),
    "raising": ("package.py", "name = 'raising'\nx = {}['no such key']\n", ["no such key"]),
    "undefined": ("package.py", "name = 'undefined'\nversion = nothing\n", ["nothing"]),
    "importing": ("package.py", "import no_such_module\nname = 'importing'\n", ["no_such_module"]),
    "early": (
        "package.py",
        "name = 'early'\nversion = '1'\n@early()\ndef requires():\n    return 1 / 0\n",
        ["division by zero"],
    ),
    "malformed": ("package.yaml", "name: malformed\nrequires: [a\nversion: '1'\n", []),
    "tabs": ("package.yaml", "name: tabs\n\tversion: 1\n", []),
    "binary": ("package.py", b"name = 'binary'\nversion = '1'\n\xff\xfe = 3\n", []),
    "nul": ("package.py", b"name = 'nul'\nversion = '1'\n\x00\n", []),
}
# Definitions that load, with an attribute that rez refuses.
INVALID: Dict[str, Any] = {
    "requires_text": ("requires = 'a-1'", "requires"),
    "requires_wrong": ("requires = ['a-1', '###']", "requires"),
    "requires_mixed": ("requires = ['a', 3]", "requires"),
    "tools_dict": ("tools = {'a': 1}", "tools"),
    "description_int": ("description = 3", "description"),
    "timestamp_text": ("timestamp = 'now'", "timestamp"),
    "variants_flat": ("variants = ['a', 'b']", "variants"),
    "uuid_list": ("uuid = ['a']", "uuid"),
    "tests_list": ("tests = ['a']", "tests"),
    "hashed_text": ("hashed_variants = 'yes'", "hashed_variants"),
    "help_dict": ("help = {}", "help"),
    "commands_int": ("commands = 3", "commands"),
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A repository of broken packages among good ones."""
    folder = tmp_path_factory.mktemp("broken")
    for name, (file, content, _) in BROKEN.items():
        write(folder / name / "1" / file, content)
    for name, (line, _) in INVALID.items():
        write(folder / name / "1" / "package.py", f"name = {name!r}\nversion = '1'\n{line}\n")
    for name in ("good", "syntax", "malformed"):
        write(folder / name / "2" / "package.py", GOOD.format(name).replace("'1'", "'2'"))
    (folder / "directory" / "1" / "package.py").mkdir(parents=True)
    dangling = folder / "dangling" / "1"
    dangling.mkdir(parents=True)
    (dangling / "package.py").symlink_to(folder / "nowhere")
    (folder / "circular").symlink_to(folder / "circular")
    (folder / "a_file").write_text("no folder")
    write(
        folder / "too_old" / "1" / "package.py",
        GOOD.format("too_old") + "requires_rez_version = '99'\n",
    )
    return str(folder)


def write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


# rez lets these out of its YAML library; ours has rez's own.
_PUBLIC = {"ParserError": "ResourceError", "ScannerError": "ResourceError"}


def kind(answer: Any) -> Any:
    """An outcome without the text of an error, and with its public class."""
    return answer if answer[0] == "value" else (answer[0], _PUBLIC.get(answer[1], answer[1]))


def alike(question: Callable[[Side], Any]) -> Any:
    """Both raise an error of the same kind, or give the same value; return our answer."""
    expected, found = outcome(question, REZ), outcome(question, OURS)
    assert kind(found) == kind(expected), difference(expected, found)
    return found


@pytest.mark.parametrize("name", BROKEN)
def test_broken_definitions(name: str, packages: str) -> None:
    file, _, said = BROKEN[name]
    path = os.path.join(packages, name, "1", file)

    def attribute(side: Side) -> Any:
        return side.packages.get_package(name, "1", paths=[packages]).description

    def resolved(side: Side) -> Any:
        return str(side.resolved_context.ResolvedContext([name + "-1"], package_paths=[packages]))

    for question in (attribute, resolved):
        found = alike(question)
        if found[0] == "raises":
            assert path in found[2] or name == "early"
            for text in said:
                assert text in found[2]


@pytest.mark.parametrize("name", INVALID)
def test_invalid_attributes(name: str, packages: str) -> None:
    key = INVALID[name][1]

    def attribute(side: Side) -> Any:
        return plain(getattr(side.packages.get_package(name, "1", paths=[packages]), key))

    def another(side: Side) -> Any:
        return plain(side.packages.get_package(name, "1", paths=[packages]).authors)

    def environment(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        context = resolve([name], package_paths=[packages], add_implicit_packages=False)
        return str(context), context.get_environ()["REZ_USED_RESOLVE"]

    found = alike(attribute)
    if found[0] == "raises":
        assert repr(key) in found[2]
        assert os.path.join(packages, name, "1", "package.py") in found[2]
    if key != "variants":
        alike(another)
    alike(environment)


def test_other_packages_are_unaffected(packages: str) -> None:
    def question(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["good", "syntax-2", "malformed-2+"], package_paths=[packages])
        names = sorted(f.name for f in side.packages.iter_package_families(paths=[packages]))
        versions = [
            p.qualified_name for p in side.packages.iter_packages("syntax", paths=[packages])
        ]
        latest = side.packages.get_latest_package("malformed", paths=[packages])
        return str(context), names, sorted(versions), latest.description

    same(question)


@pytest.mark.parametrize("name", ["directory", "dangling", "circular", "a_file", "too_old"])
def test_what_is_no_package_at_all(name: str, packages: str) -> None:
    def found(side: Side) -> Any:
        return [str(each) for each in side.packages.iter_packages(name, paths=[packages])]

    def attribute(side: Side) -> Any:
        packages_ = list(side.packages.iter_packages(name, paths=[packages]))
        return [each.description for each in packages_]

    def resolved(side: Side) -> Any:
        return str(side.resolved_context.ResolvedContext([name], package_paths=[packages]))

    for question in (found, attribute, resolved):
        alike(question)


COMMANDS: Dict[str, Any] = {
    "raising": ("env.A = 'a'\n    raise ValueError('on purpose')", ["on purpose"]),
    "undefined_name": ("env.A = nothing_of_that_name", ["nothing_of_that_name"]),
    "undefined_variable": ("env.A = env.NOT_SET", ["NOT_SET"]),
    "undefined_expansion": ("env.A = '{nothing.at.all}/$NOT_SET'", []),
    "no_attribute": ("env.A = this.no_attribute", ["no_attribute"]),
    "no_package": ("env.A = resolve.no_package.root", ["no_package"]),
    "stopping": ("stop('enough of %s', 'this')", ["enough of this"]),
    "dividing": ("x = 1\n    y = x / 0", ["division by zero"]),
    "importing": ("import no_such_module", ["no_such_module"]),
    "calling": ("alias('a')", ["alias"]),
    "asserting": ("assert False, 'not so'", ["not so"]),
    "exiting": ("env.A.append({})", []),
    "nested": ("def inner():\n        raise KeyError('deep')\n    inner()", ["deep"]),
    "erroring": ("error('said')\n    env.B = 'b'", []),
}


@pytest.mark.parametrize("caught", [True, False])
@pytest.mark.parametrize("name", COMMANDS)
def test_commands_that_fail(name: str, caught: bool, tmp_path: Path) -> None:
    body, said = COMMANDS[name]
    text = f"name = {name!r}\nversion = '1'\ndef commands():\n    {body}\n"
    write(tmp_path / name / "1" / "package.py", text)

    def question(side: Side) -> Any:
        side.config.config.override("catch_rex_errors", caught)
        try:
            resolve = side.resolved_context.ResolvedContext
            context = resolve([name], package_paths=[str(tmp_path)], add_implicit_packages=False)
            environ = context.get_environ({})
            return {key: value for key, value in environ.items() if not key.startswith("REZ_")}
        finally:
            side.config.config.remove_override("catch_rex_errors")

    if caught:
        found = same(question)
        # The text is rez's: the package and what went wrong, without the class of the exception.
        expected = "Error in commands in package %r:" % (
            str(tmp_path / name / "1/package.py") + "[]"
        )
        assert found[0] == "value" or found[2].startswith(expected)
    else:
        found = alike(question)
    for part in said if found[0] == "raises" else ():
        assert part in found[2]


def test_syntax_errors_in_commands_of_yaml(tmp_path: Path) -> None:
    text = "name: y\nversion: '1'\ncommands: |\n  env.A = (\n"
    write(tmp_path / "y" / "1" / "package.yaml", text)

    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["y"], package_paths=[str(tmp_path)])
        return context.get_environ()

    found = alike(question)
    assert "y-1" in found[2] or "package.yaml" in found[2]


def test_a_package_changes_while_it_is_held(tmp_path: Path) -> None:
    """What was read stays as it was; a new look sees the new file, as rez's new process would."""
    file = tmp_path / "held" / "1" / "package.py"
    write(file, GOOD.format("held"))
    package = OURS.packages.get_package("held", "1", paths=[str(tmp_path)])
    assert package.description == "good"
    file.write_text("name = 'held'\nversion = '1'\ndescription = 'other'\n")
    assert package.description == "good"
    again = OURS.packages.get_package("held", "1", paths=[str(tmp_path)])
    assert again.description == "other"
    file.write_text("(")
    resolve = OURS.resolved_context.ResolvedContext
    with pytest.raises(OURS.exceptions.ResourceError, match=str(file)):
        resolve(["held"], package_paths=[str(tmp_path)])
    file.write_text(GOOD.format("held"))
    assert resolve(["held"], package_paths=[str(tmp_path)]).success


def _bad_arguments() -> List[Any]:
    return [
        "ResolvedContext('maya')",
        "ResolvedContext(None)",
        "ResolvedContext(['good'], package_paths='/x')",
        "ResolvedContext(['good-1', 'good-1', 'good'])",
        "ResolvedContext(('good',))",
        "ResolvedContext(text for text in ['good'])",
        "ResolvedContext()",
        "ResolvedContext(['good'], nothing=1)",
    ]


@pytest.mark.parametrize("call", _bad_arguments())
def test_bad_arguments(call: str, packages: str) -> None:
    def question(side: Side) -> Any:
        names = {"ResolvedContext": side.resolved_context.ResolvedContext}
        side.config.config.override("packages_path", [packages])
        try:
            return str(eval(call, names))
        finally:
            side.config.config.remove_override("packages_path")

    alike(question)


@pytest.mark.parametrize("request_", [3, ["good"], None, b"good", object])
def test_what_is_no_request(request_: Any, packages: str) -> None:
    """rez fails on it somewhere later, in various ways."""
    with pytest.raises(OURS.exceptions.PackageRequestError):
        OURS.resolved_context.ResolvedContext(["good", request_], package_paths=[packages])


@pytest.mark.parametrize(
    ("name", "content"),
    [("a_list", b"- name: a_list\n"), ("latin", b"name: latin\ndescription: caf\xe9\n")],
)
def test_yaml_that_is_no_definition(name: str, content: bytes, tmp_path: Path) -> None:
    """rez fails on it somewhere later, with Python's own errors."""
    file = tmp_path / name / "1" / "package.yaml"
    write(file, content)
    with pytest.raises(OURS.exceptions.ResourceError) as caught:
        _ = OURS.packages.get_package(name, "1", paths=[str(tmp_path)]).description
    assert str(file) in str(caught.value)
