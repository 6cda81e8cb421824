"""commands() that go wrong: rez's error, with package and line, and no part of an environment."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, SIDES, Side, environ, same

GOOD = "    env.GOOD = 'yes'\n"
BAD = {
    "raises": "raise ValueError('no')",
    "a name that is not": "nope()",
    "an undefined variable": "env.A = env.NOT_THERE.value()",
    "an undefined variable as text": "env.A = '$NOT_THERE/x'",
    "a malformed range": "env.A = str(intersects(resolve.bad, '1..2'))",
    "stop": "stop('enough: %s', 1)",
    "prints": "print('hello')\n    env.A = '1'",
    "changes os.environ": "import os\n    os.environ['LEAK'] = '1'\n    env.A = os.environ['LEAK']",
    "starts a process": "import os\n    env.A = os.popen('echo x').read()",
    "is no Python": "env.A = = 1",
    "passes what cannot be": "import os\n    os.path.exists(3.5)\n    env.A = object",
}


def package(folder: Path, name: str, commands: str, more: str = "") -> None:
    file = folder / name / "1.0" / "package.py"
    file.parent.mkdir(parents=True)
    text = "name = %r\nversion = '1.0'\n%s\ndef commands():\n%s    %s\n"
    file.write_text(text % (name, more, GOOD, commands))


@pytest.mark.parametrize("what", BAD)
def test_what_goes_wrong_is_rezs(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    package(tmp_path, "fine", "env.FINE = '1'")
    package(tmp_path, "bad", BAD[what], "requires = ['fine']")

    def question(side: Side) -> Any:
        monkeypatch.delenv("LEAK", raising=False)
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["bad"], package_paths=[str(tmp_path)])
        try:
            return environ(context.get_environ()), "LEAK" in os.environ
        finally:
            monkeypatch.delenv("LEAK", raising=False)

    def with_traceback(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["bad"], package_paths=[str(tmp_path)])
        context.verbosity = 2
        try:
            context.get_environ()
        except Exception as error:
            lines = str(error).splitlines()
            # Between them are each side's own files.
            return lines[:3], [line for line in lines if str(tmp_path) in line]
        return None

    if what == "is no Python":
        messages = [_message(question, side) for side in SIDES]
        assert messages[1].startswith(messages[0])
        return
    same(question)
    same(with_traceback)
    capfd.readouterr()
    # The next question is answered as if nothing had been.
    same(lambda side: _fine(side, tmp_path))


def _message(question: Any, side: Side) -> str:
    with pytest.raises(Exception, match=r"package\.py") as raised:
        question(side)
    return str(raised.value)


def _fine(side: Side, folder: Path) -> Any:
    context = side.resolved_context.ResolvedContext(["fine"], package_paths=[str(folder)])
    return environ(context.get_environ())


def test_an_exit_is_an_exit(tmp_path: Path) -> None:
    package(tmp_path, "bad", "import sys\n    sys.exit(3)")
    package(tmp_path, "fine", "env.FINE = '1'")
    for side in SIDES:
        resolve = side.resolved_context.ResolvedContext
        with pytest.raises(SystemExit, match="3"):
            resolve(["bad"], package_paths=[str(tmp_path)]).get_environ()
    same(lambda side: _fine(side, tmp_path))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs signals")
def test_an_endless_loop_can_be_interrupted(tmp_path: Path) -> None:
    package(tmp_path, "bad", "while True:\n        pass")
    package(tmp_path, "fine", "env.FINE = '1'")

    class Enough(BaseException):
        pass

    def stop(*_: Any) -> None:
        raise Enough

    before = signal.signal(signal.SIGALRM, stop)
    try:
        context = OURS.resolved_context.ResolvedContext(["bad"], package_paths=[str(tmp_path)])
        signal.setitimer(signal.ITIMER_REAL, 1.0)
        with pytest.raises(Enough):
            context.get_environ()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    same(lambda side: _fine(side, tmp_path))


@pytest.mark.parametrize("command", ["3", "['true', 3]", "['true', 1.5, None]", "('true', 'x')"])
@pytest.mark.parametrize("evaluated", ["here", "in the engine"])
def test_commands_that_are_no_text(command: str, evaluated: str, tmp_path: Path) -> None:
    imports = "import json; " if evaluated == "here" else ""
    package(tmp_path, "odd", "%scommand(%s)" % (imports, command))

    def question(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["odd"], package_paths=[str(tmp_path)])
        process = context.execute_command(["true"])
        actions = [action.name for action in context.get_actions()]
        return context.get_environ()["GOOD"], process.wait(), actions.count("command")

    assert same(question) == ("value", ("yes", 0, 1))


# In packages one after the other: what is run and said before the first failure, and that failure.
FAILURES = {
    "a program that is not": (
        "info('first'); command(['no_such_program', 'a b'])",
        "info('second')",
    ),
    "a line for the shell": ("info('first'); command('exit 3')", "command(['no_such_program'])"),
    "the earlier one": ("command(['no_such_program'])", "import os; raise ValueError('later')"),
    "raised after a word": ("error('word'); command('echo ran')", "info('seen'); stop('enough')"),
    "nothing": ("command([])", "pass"),
    "raised after code of Python": (
        "import json; info('seen')",
        "import json; info('too'); nope()",
    ),
}


@pytest.mark.parametrize("how", ["apply", "execute_command"])
@pytest.mark.parametrize("what", FAILURES)
def test_what_is_done_before_a_failure(
    what: str, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    first, second = FAILURES[what]
    package(tmp_path, "first", first)
    package(
        tmp_path, "second", "env.PYTHONPATH.prepend('/nowhere'); " + second, "requires = ['first']"
    )

    def question(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["second"], package_paths=[str(tmp_path)])
        done = None
        try:
            context.apply() if how == "apply" else context.execute_command(["true"]).wait()
        except Exception as error:
            done = type(error).__name__, str(error)
        sys.stdout.flush()
        output = capfd.readouterr()
        return done, output.out, output.err

    monkeypatch.setattr(sys, "path", list(sys.path))
    was = (dict(os.environ), list(sys.path))
    found = question(OURS)
    assert (dict(os.environ), sys.path) == was
    assert found[0] is not None
    try:
        assert found == question(REZ)
    finally:
        os.environ.clear()
        os.environ.update(was[0])


@pytest.mark.parametrize("how", ["apply", "execute_command"])
def test_what_is_run_is_run_before_what_follows(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    """Code that Python runs comes after what the packages before it said and ran."""
    log = tmp_path / "log"
    write = f"command(['sh', '-c', 'echo %s$X >> {log}'])"
    read = f"import os; print('%s', open('{log}').read().split())"
    package(tmp_path, "a", "info('a'); env.X = '1'; " + write % "a")
    package(tmp_path, "b", read % "b" + "; info('in b')", "requires = ['a']")
    package(tmp_path, "c", "info('c'); unsetenv('X'); " + write % "c", "requires = ['b']")
    package(tmp_path, "d", read % "d", "requires = ['c']")
    was = (dict(os.environ), list(sys.path))

    def question(side: Side) -> Any:
        log.write_text("")
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["d"], package_paths=[str(tmp_path)])
        context.apply() if how == "apply" else context.execute_command(["true"]).wait()
        sys.stdout.flush()
        output = capfd.readouterr()
        os.environ.clear()
        os.environ.update(was[0])
        return output.out.splitlines(), output.err

    monkeypatch.setattr(sys, "path", list(was[1]))
    said = ["a", "b ['a1']", "in b", "c", "d ['a1', 'c1']"]
    assert same(question) == ("value", (said, ""))


def test_a_function_is_done_when_it_is_through(tmp_path: Path, capfd: Any) -> None:
    """A deviation: rez does each thing at once."""
    package(tmp_path, "printing", "info('first'); print('second')")
    catching = "try: command(['no_such_program'])\n    except Exception: print('caught')"
    package(tmp_path, "catching", catching)

    def said(side: Side, name: str) -> Any:
        resolve = side.resolved_context.ResolvedContext
        try:
            context = resolve([name], package_paths=[str(tmp_path)])
            context.execute_command(["true"]).wait()
        except side.exceptions.PackageCommandError:
            return None
        sys.stdout.flush()
        return capfd.readouterr().out.split()

    assert said(REZ, "printing") == ["first", "second"]
    assert said(OURS, "printing") == ["second", "first"]
    assert said(REZ, "catching") == ["caught"]
    assert said(OURS, "catching") is None


def test_a_script_takes_commands_of_text_alone(tmp_path: Path) -> None:
    """rez raises a TypeError, for one of them while it joins the script's lines."""
    package(tmp_path, "odd", "import json; command(3)")
    context = OURS.resolved_context.ResolvedContext(["odd"], package_paths=[str(tmp_path)])
    with pytest.raises(OURS.exceptions.PackageCommandError, match="takes strings, not int"):
        context.get_shell_code("bash")
