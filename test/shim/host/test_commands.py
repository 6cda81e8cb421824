"""Users' commands() run in this process: what they ask for, see and raise."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

import pytest

from rez_next.host.commands import ContextCommands


def variant(**changes: Any) -> Dict[str, Any]:
    return {
        "name": "maya",
        "version": "2024.1",
        "index": 0,
        "base": "/p/maya",
        "root": "/p/maya/a",
        "originalRoot": None,
        "subpath": "a",
        "uri": "/p/maya/package.py[0]",
        "isLocal": False,
        "handle": {"key": "a handle"},
        "attributes": {
            "label": "{root}!",
            "requires": ["x-1"],
            "variants": [["y-2"]],
        },
        **changes,
    }


def request(source: str, **changes: Any) -> Dict[str, Any]:
    return {
        "code": {
            "source": source,
            "filepath": "/p/maya/package.py",
            "funcname": "commands",
            "evalAsFunction": False,
            "includes": [],
        },
        "attribute": "commands",
        "package": "maya",
        "bindings": bindings(),
        "environ": [["SET", "before"]],
        "environIsWhole": True,
        "mentioned": ["SET", "SEEN"],
        "interpreter": "shell",
        **changes,
    }


def bindings() -> Dict[str, Any]:
    return {
        "building": False,
        "testing": False,
        "request": ["maya-2024"],
        "implicits": [],
        "ephemerals": [".foo.cli-1"],
        "resolve": [variant()],
        "optionvars": {"a": {"b": 1}},
        "system": {"platform": "linux"},
        "parent_variables": [],
        "env_var_separators": {"CMAKE_MODULE_PATH": ";"},
        "parent_environ": [["HOME", "/home/me"]],
        "path_separator": ":",
    }


class Whole:
    """Stands for a variant's object."""

    label = "{root}!"
    requires = ("x-1",)
    description = None


def objects(handles: List[Any]) -> List[Any]:
    return [Whole for _ in handles]


def actions(source: str, **changes: Any) -> List[Any]:
    result = ContextCommands(objects).run(request(source, **changes))
    assert result["error"] is None, result["error"]["text"]
    found: List[Any] = result["actions"]
    return found


def value(expression: str, **changes: Any) -> Any:
    (action,) = actions("env.A = %s" % expression, **changes)
    text = action["value"]
    return text.get("unformatted", text) if isinstance(text, dict) else text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("'{root}/x'", "/p/maya/a/x"),
        ("'{this.label}'", "/p/maya/a!"),
        ("this.requires", "('x-1',)"),
        ("'$HOME/$F4'", "${HOME}/${F}4"),
        ("'{nope}'", "{nope}"),
        ("version.major", "2024"),
        ("version[:1]", "(2024,)"),
        ("str(version[9])", "None"),
        ("this.description", "None"),
        ("env.SET", "before"),
        ("getenv('HOME')", "/home/me"),
        ("expandvars('$SET {version}')", "before 2024.1"),
        ("'SEEN' in env and 'OTHER' not in env", "True"),
        ("intersects(resolve.maya, '2024')", "True"),
        ("intersects(this.version, '2023')", "False"),
        ("intersects('!maya', '2023')", "False"),
        ("ephemerals.get('foo.cli')", ".foo.cli-1"),
        ("request.get_range('maya')", "2024"),
        ("optionvars('a.b')", "1"),
        ("system.platform", "linux"),
        ("bool(env.NOPE)", "False"),
    ],
)
def test_what_commands_see(expression: str, text: str) -> None:
    assert value(expression) == text


def test_actions_are_formatted_and_in_order() -> None:
    source = (
        "env.A.append('{root}')\nprependenv('B', literal('$X').e('{root}'))\nenv.A.unset()\n"
        "alias('a{version}', 'b')\ninfo('{this.name}')\ncommand(['echo', literal('$X')])\n"
        "resetenv('C', 1, ['D'])\nenv.E.setdefault('e')\ncomment('c')\nsource('{root}/s')"
    )
    assert actions(source) == [
        {"kind": "setenv", "key": "A", "value": "/p/maya/a"},
        {
            "kind": "setenv",
            "key": "B",
            "value": {"parts": [[True, "$X"], [False, "/p/maya/a"]]},
        },
        {"kind": "unsetenv", "key": "A"},
        {"kind": "alias", "key": "a2024.1", "value": "b"},
        {"kind": "info", "value": "maya"},
        {"kind": "command", "value": ["echo", {"parts": [[True, "$X"]]}]},
        {"kind": "resetenv", "friends": ["D"], "key": "C", "value": {"unformatted": "1"}},
        {"kind": "setenv", "key": "E", "value": "e"},
        {"kind": "comment", "value": "c"},
        {"kind": "source", "value": "/p/maya/a/s"},
    ]


def test_the_environment_follows_the_actions() -> None:
    source = (
        "env.P.append('a')\nenv.P.prepend('b')\nenv.HOME.append('x')\nenv.CMAKE_MODULE_PATH = 'm'\n"
        "env.CMAKE_MODULE_PATH.append('n')\n"
        "info(literal('%s %s %s' % (env.P, env.HOME, env.CMAKE_MODULE_PATH)))"
    )
    assert actions(source)[-1]["value"] == {"parts": [[True, "b:a x m;n"]]}


def test_a_parent_variable_keeps_what_the_parent_has() -> None:
    sent = {**bindings(), "parent_variables": True}
    source = "env.HOME.append('x')\ninfo(str(env.HOME))"
    assert actions(source, bindings=sent)[-1]["value"] == "/home/me:x"


def test_names_that_were_asked_for_are_told() -> None:
    assert ContextCommands(objects).run(request("env.NEW\nenv.HOME"))["mentioned"] == [
        "SET",
        "SEEN",
        "NEW",
    ]


@pytest.mark.parametrize(
    ("source", "exception", "message"),
    [
        ("stop('no %s', 'way')", "RexStopError", "no way"),
        (
            "getenv('NOPE')",
            "RexUndefinedVariableError",
            "Referenced undefined environment variable: NOPE",
        ),
        ("this.nope", "AttributeError", "package maya-2024.1 has no attribute 'nope'"),
        ("resolve.nope", "AttributeError", "package does not exist: 'nope'"),
        ("request['nope']", "AttributeError", "request does not exist: 'nope'"),
        ("version.nope", "AttributeError", "version 2024.1 has no attribute 'nope'"),
        (
            "optionvars('a.b.c')",
            "RexError",
            "Optionvar 'a.b.c' is invalid because 'a.b' is not a dict",
        ),
        (
            "command(literal('x'))",
            "RexError",
            "The command does not accept use of 'literal' or 'expandable'",
        ),
        ("1 / 0", "ZeroDivisionError", "division by zero"),
    ],
)
def test_what_commands_raise(source: str, exception: str, message: str) -> None:
    result = ContextCommands(objects).run(request("env.A = 1\n" + source))
    assert (result["error"]["exception"], result["error"]["message"]) == (exception, message)
    assert result["error"]["type"] == "SourceCodeExecError"
    assert '</p/maya/package.py:commands>", line 3, in ' in result["error"]["text"]


def test_a_syntax_error_is_one_of_compiling() -> None:
    assert (
        ContextCommands(objects).run(request("return"))["error"]["type"] == "SourceCodeCompileError"
    )


def test_a_function_builds_on_what_was_sent_for_the_one_before() -> None:
    commands = ContextCommands(objects)
    commands.run(request("", environ=[["A", "1"], ["B", "2"]]))
    later = {"bindings": None, "environIsWhole": False, "environ": [["B", "3"], ["C", "4"]]}
    result = commands.run(request("env.D = '$A$B$C {this.name}'", **later))
    assert result["actions"][0]["value"] == "${A}${B}${C} maya"
    result = commands.run(
        request("info(env.B.value())", bindings=None, environIsWhole=False, environ=[])
    )
    assert result["actions"] == [{"kind": "info", "value": "3"}]
    commands.run(request(""))
    assert commands.run(request("env.A.get()", bindings=None))["error"] is not None


def test_objects_of_variants_are_made_once_and_only_for_what_is_not_sent() -> None:
    asked: List[Any] = []

    def made(handles: List[Any]) -> List[Any]:
        asked.append(handles)
        return [Whole for _ in handles]

    commands = ContextCommands(made)
    commands.run(request("env.A = '{this.root} {this.qualified_name} {this.uri} {this.is_local}'"))
    assert asked == []
    commands.run(request("this.label\nresolve.maya.requires", bindings=None))
    commands.run(request("this.label", bindings=None))
    assert asked == [[{"key": "a handle"}]]


def test_a_passive_run_takes_any_command() -> None:
    (action,) = actions("command(literal('x'))", interpreter="passive")
    assert action == {"kind": "command", "value": {"parts": [[True, "x"]]}}


def test_an_included_module_is_there(tmp_path: Path) -> None:
    folder = tmp_path / ".rez" / "include"
    folder.mkdir(parents=True)
    (folder / "tools.py").write_text("NAME = 'included'\n")
    (folder / "tools.sha1").write_text("%s" % tmp_path)
    sent = {**bindings(), "resolve": [variant(base=str(tmp_path))]}
    code = {**request("env.A = tools.NAME")["code"], "includes": ["tools"]}
    assert actions("", code=code, bindings=sent)[0]["value"] == "included"
