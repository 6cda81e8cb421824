"""rex run in Python itself: rez's classes, names and results."""

from __future__ import annotations

import inspect
import os
import random
import sys
from importlib import import_module
from typing import Any, Dict, List, Tuple

import pytest

from support.random_runs import again, seeds

pytest.importorskip("rez")

SIDES = ("rez", "rez_next.compat")
# Of a feature that never ran: an interpreter that the actions would themselves run in.
_UNUSED = {"pre_exec", "post_exec"}


def rex(side: str) -> Any:
    return import_module(side + ".rex")


@pytest.mark.parametrize("module", ["rex", "rex_bindings"])
def test_names_and_signatures(module: str) -> None:
    rez, ours = (import_module("%s.%s" % (side, module)) for side in SIDES)
    for name, expected in vars(rez).items():
        if name.startswith("_") or getattr(expected, "__module__", "") != rez.__name__:
            continue
        found = getattr(ours, name)
        if not inspect.isclass(expected):
            assert _parameters(found) == _parameters(expected), name
            continue
        for method, member in vars(expected).items():
            if method.startswith("__") or method in _UNUSED or not callable(member):
                continue
            if not method.startswith("_"):
                assert hasattr(found, method), (name, method)
                assert _parameters(getattr(found, method)) == _parameters(member), (name, method)
        assert _parameters(found) == _parameters(expected), name
        ours_bases, bases = ([base.__name__ for base in c.__mro__] for c in (found, expected))
        assert [base for base in bases if base not in ours_bases] == [], name


# Enumerations and classes made by `MutableMapping` have parameters of their own.
_WITHOUT_PARAMETERS = {"OutputStyle", "EnvironmentDict", "EnvironmentVariable"}


def _parameters(function: Any) -> Any:
    if getattr(function, "__name__", "") in _WITHOUT_PARAMETERS:
        return None
    parameters = inspect.signature(function).parameters.values()
    return [(p.name, p.kind, _default(p.default)) for p in parameters if p.name != "self"]


def _default(value: Any) -> Any:
    plain = value is None or isinstance(value, (bool, str, int))
    return value if plain else type(value).__name__


TEXTS = [
    "x", "", "{name}/bin", "$A", "${B}/y", "~/z", "{nope}", "{", "a:b", "$A$B", "{name} $C ",
    "~", "{system.platform}", 5, None, True, ("t",), "{version.major}", "é", "$$", "${A", "a;b",
]  # fmt: skip
KEYS = ["A", "B", "C", "PYTHONPATH", "SEP", "$A", "{name}", "X_{version.major}"]
CALLS: List[Tuple[str, int]] = [
    ("setenv", 2), ("unsetenv", 1), ("resetenv", 2), ("prependenv", 2), ("appendenv", 2),
    ("alias", 2), ("info", 1), ("error", 1), ("command", 1), ("comment", 1), ("source", 1),
    ("shebang", 0), ("getenv", 1), ("defined", 1), ("undefined", 1), ("expandvars", 1),
    ("stop", 1),
]  # fmt: skip


def random_calls(seed: int) -> List[Tuple[Any, ...]]:
    chance = random.Random(seed)
    calls: List[Tuple[Any, ...]] = []
    for _ in range(chance.randint(3, 25)):
        name, count = chance.choice(CALLS)
        arguments: List[Any] = []
        if count == 2 or name in ("unsetenv", "getenv", "defined", "undefined"):
            arguments.append(chance.choice(KEYS))
        while len(arguments) < count:
            text: Any = chance.choice(TEXTS)
            if chance.random() < 0.25 and isinstance(text, str):
                text = ("literal", text, "$A {name}") if chance.random() < 0.5 else ("e", text, "")
            arguments.append(text)
        calls.append((name, *arguments))
    return calls


class Asked:
    """Makes an interpreter that writes down what it is asked, on either side."""

    @staticmethod
    def of(side: str, expands: bool) -> Any:
        def recorded(name: str) -> Any:
            def method(self: Any, *args: Any, **kwargs: Any) -> None:
                self.asked.append((name, [repr(arg) for arg in args], kwargs))

            return method

        names = [
            "setenv", "unsetenv", "resetenv", "alias", "info", "error", "command", "comment",
            "source", "shebang", "_saferefenv",
        ]  # fmt: skip
        members: Dict[str, Any] = {name: recorded(name) for name in names}
        members["expand_env_vars"] = expands
        members["get_key_token"] = lambda self, key: "<%s>" % key
        members["get_output"] = lambda self, style=None: self.asked
        made = type("Asked", (rex(side).ActionInterpreter,), members)()
        made.asked = []
        return made


def result(side: str, seed: int) -> Any:
    module = rex(side)
    chance = random.Random(seed)
    kind = chance.choice(["passive", "expands", "keeps"])
    interpreter = (
        module.Python(target_environ={}, passive=True)
        if kind == "passive"
        else Asked.of(side, kind == "expands")
    )
    executor = module.RexExecutor(
        interpreter=interpreter,
        parent_environ={"A": "parent a", "HOME": "/h", "SEP": "s"},
        parent_variables=chance.choice([None, True, ["A", "PYTHONPATH"]]),
        shebang=chance.random() < 0.5,
    )
    executor.bind("name", "foo")
    version = import_module(side + ".version").Version("1.2.3")
    executor.bind("version", import_module(side + ".rex_bindings").VersionBinding(version))
    outcomes: List[Any] = []
    for name, *arguments in random_calls(seed):
        made = [argument(module, each) for each in arguments]
        try:
            outcomes.append(getattr(executor, name)(*made))
        except Exception as error:
            outcomes.append((type(error).__name__, str(error)))
    output = executor.get_output()
    return outcomes, [repr(action) for action in executor.actions], output


def argument(module: Any, value: Any) -> Any:
    if not isinstance(value, tuple) or len(value) != 3:
        return value
    kind, text, more = value
    made = module.literal(text) if kind == "literal" else module.expandable(text)
    return made.e(more).l("!") if more else made


def test_random_calls() -> None:
    from rez.config import config as theirs

    from rez_next.compat.config import config as ours

    for config in (theirs, ours):
        config.override("env_var_separators", {"SEP": ",", "B": " "})
    try:
        for seed in seeds(400):
            expected, found = (result(side, seed) for side in SIDES)
            assert found == expected, "%s: %s" % (again(seed), random_calls(seed))
    finally:
        for config in (theirs, ours):
            config.remove_override("env_var_separators")


CODES = [
    "env.A = 1\nenv['B'] = '{system.platform}'\nenv.C.append('x')\nx = len(env)",
    "env.A.prepend('a')\nenv.A.prepend('b')\nenv.A.reset('c')\ninfo(str(env.A))",
    "del env['HOME']\nenv.B.set('HOME' in env)",
    "env.A.setdefault('1')\nenv.A.setdefault('2')\nenv.B = env.A == '1' and env.A != '2'",
    "if not env.NOPE: env.NOPE.unset()",
    "env.A = optionvars('a.b', 'none')\nenv.B = format('{x}')",
    "x = 5\nenv.A = '{x}'\nenv.B = expandvars('$HOME {x}', False)",
    "env.A = literal('$X').expandable('$HOME').e('b').l('c')",
    "command(literal('x'))",
    "info(", "1/0", "raise KeyError('x')", "env.NOPE.get()", "getenv('NOPE')",
    "stop('because %s', 'x')", "raise SystemError", "env.A += 'x'", "import nothing_there",
]  # fmt: skip


@pytest.mark.parametrize("source", CODES)
@pytest.mark.parametrize("as_source_code", [False, True], ids=["text", "code"])
def test_code(source: str, as_source_code: bool) -> None:
    found = []
    for side in SIDES:
        module = rex(side)
        executor = module.RexExecutor(parent_environ={"HOME": "/h"}, shebang=False)
        code = module.SourceCode(source, filepath="/a/file") if as_source_code else source
        try:
            executor.execute_code(code, "a file")
            answer: Any = ("done", executor.globals.get("x"))
        except Exception as error:
            answer = (type(error).__name__, str(error).splitlines()[:1], str(error)[-25:])
        found.append((answer, list(map(repr, executor.actions)), executor.get_output()))
    assert found[1] == found[0]


def test_python_changes_this_process(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    found = []
    for side in SIDES:
        monkeypatch.setenv("PYTHONPATH", "/before")
        monkeypatch.setattr(sys, "path", list(sys.path))
        module = rex(side)
        executor = module.RexExecutor(interpreter=module.Python())
        executor.setenv("PYTHONPATH", "/one:/two")
        executor.env.PYTHONPATH.append("/three")
        executor.env.PYTHONPATH.prepend("/zero")
        path = list(sys.path)
        executor.env.REX_SET = "set $PYTHONPATH"
        executor.info("info")
        executor.error("error")
        executor.command("echo $REX_SET")
        executor.command(["echo", "a b", 5])
        sys.stdout.flush()
        before = os.environ["PYTHONPATH"]
        output = executor.get_output()
        try:
            executor.command(["nothing-of-that-name", "x"])
            refused = ""
        except module.RexError as error:
            refused = str(error)
        after = os.environ.pop("REX_SET")
        found.append([path, before, output, after, refused, os.environ["PYTHONPATH"]])
        monkeypatch.undo()
        found[-1].append(sorted(capfd.readouterr().out.splitlines()))
    assert found[1] == found[0]


def test_functions_run_in_the_namespace() -> None:
    def function(value: str, more: str = "m") -> str:
        env.A = value  # type: ignore[name-defined]  # noqa: F821
        return getenv("A") + more  # type: ignore[name-defined,no-any-return]  # noqa: F821

    def fails() -> None:
        raise ValueError("no")

    found = []
    for side in SIDES:
        module = rex(side)
        executor = module.RexExecutor(shebang=False)
        answer = executor.execute_function(function, "{system.platform}", more="!")
        with pytest.raises(module.RexError, match="Failed to exec") as caught:
            executor.execute_function(fails)
        with pytest.raises(AttributeError):
            executor.nothing  # noqa: B018 - it is the point
        with executor.reset_globals():
            executor.bind("x", 1)
        executor.unbind("x")
        last = str(caught.value).splitlines()[-1]
        found.append([answer, repr(executor.actions), last, "x" in executor.globals])
    assert found[1] == found[0]


def test_an_executors_paths() -> None:
    found = []
    for side in SIDES:
        executor = rex(side).RexExecutor(shebang=False)
        executor.append_system_paths()
        executor.prepend_rez_path()
        executor.append_rez_path()
        found.append([list(map(repr, executor.actions)), executor.normalize_path("/a\\b")])
    assert found[1] == found[0]


def test_escaped_strings() -> None:
    chance = random.Random(7)
    pieces = ["", " ", "a", " b", "c ", "d e", "f,g", ",", "  ", "h,,i", "\n"]
    for _ in range(500):
        parts = [(chance.random() < 0.5, chance.choice(pieces)) for _ in range(3)]
        delimiter = chance.choice([None, ",", " "])
        answers = []
        for side in SIDES:
            module = rex(side)
            text = module.EscapedString(parts[0][1], parts[0][0])
            for is_literal, piece in parts[1:]:
                text = text.literal(piece) if is_literal else text.expandable(piece)
            joined = module.EscapedString.join("-", [text, "x", text])
            answers.append(
                [repr(text), repr(text.split(delimiter)), repr(joined), str(text + "y"),
                 text == str(text), text == text.copy(), repr(text.formatted(str.upper))]
            )  # fmt: skip
        assert answers[1] == answers[0], (parts, delimiter)
