"""What users do wrong at a terminal ends in a sentence, and what terminals do is survived."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, List

import pytest

from rez_next import switch

from .conftest import Said, typed

Say = Callable[..., Said]

posix = pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of POSIX")

FAILED = [
    (["resolve", "no_such_package"], "package family not found: no_such_package"),
    (["resolve", "maya-9999"], "maya-9999"),
    (["resolve", "maya@@"], "'@'"),
    (["resolve", "-i", "/nowhere.rxt"], "/nowhere.rxt"),
    (["resolve", "maya-2024", "-o", __file__ + "/a.rxt"], "a.rxt"),
    (["resolve", "maya-2024", "--exclude", "what(maya)"], "'what'"),
    (["run", "maya-2024", "--shell", "nosh", "--", "true"], "nosh"),
    (["graph", "maya-2024", "--package", "usd"], "usd"),
    (["graph", "maya-2024", "-o", "a.what"], "in the format what"),
    (["explain", "maya-9999"], "maya-9999"),
    (["bench", "no_such_package", "--rounds", "1"], "package family not found: no_such_package"),
    (["cache", "clear", "--tier", "memcached"], "memcached_uri names no servers"),
    (["portable", __file__ + "/folder"], "test_mistakes.py"),
    (["switch", "install", "--folder", __file__], "the hook cannot be written"),
]

MISTYPED = [
    (["resolve"], "say what to resolve"),
    (["resolve", "maya", "-i", "a.rxt"], "the context has its own request"),
    (["graph", "maya", "--package", "maya", "-o", "a.PNG"], "ends with .dot"),
    (["resolve", "maya", "--time", "then"], "--time: "),
    (["resolve", "maya", "-o", "-", "--json"], "both want standard output"),
    (["run", "maya", "-c", "a", "--", "b"], "a command was given twice"),
    (["run", "maya", "--json"], "an interactive shell has no output"),
    (["bench", "maya", "--rounds", "0"], "--rounds must be 1 or more"),
    (["graph", "maya", "--package", "python", "-o", "a.svg"], "ends with .dot"),
    (["cache", "eat"], "eat"),
    (["cache", "--kind", "resolves"], "--kind is for list and clear"),
    (["cache", "list", "--tier", "disk"], "--tier is for clear"),
    (["run", "maya", "-c", "", "--", "b"], "a command was given twice"),
    (["portable"], "FOLDER"),
]


def _line(each: object) -> str:
    return " ".join(each) if isinstance(each, list) else "-"


@pytest.mark.parametrize(("arguments", "text"), FAILED, ids=_line)
def test_a_failure_is_a_sentence(say: Say, arguments: List[str], text: str) -> None:
    said = say(*arguments)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error: ")
    assert text in said.err
    assert "Traceback" not in said.err
    as_json = say(*arguments, "--json") if "--" not in arguments else None
    if as_json:
        assert text in as_json.data["error"]["message"]
        assert as_json.data["error"]["type"]


@pytest.mark.parametrize(("arguments", "text"), MISTYPED, ids=_line)
def test_a_mistyped_line_is_shown_the_usage(say: Say, arguments: List[str], text: str) -> None:
    said = say(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: python -m rez_next " + arguments[0])
    assert text in said.err


def test_a_broken_configuration_file_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "rezconfig.py"
    file.write_text("packages_path = [\n")
    monkeypatch.setenv("REZ_CONFIG_FILE", str(file))
    done = typed("resolve", "maya")
    assert (done.returncode, done.stdout) == (1, "")
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr


def test_rez_next_is_not_compared_with_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", switch.path_entry())
    done = typed("compare", "replay", __file__)
    assert (done.returncode, "USE_REZ_NEXT=0" in done.stderr) == (2, True)


def test_an_error_says_what_to_try(say: Say) -> None:
    said = say("resolve", "mayaa")
    assert "Names close to it: maya." in said.err
    assert said.err.startswith("error: package family not found: mayaa (searched: ")
    found = say("resolve", "maya@@", "--json").data["error"]
    assert found["type"] == "VersionError"
    assert found["notes"][0].startswith("A range is such as ")


def test_code_of_a_package_that_fails_is_no_traceback(say: Say, tmp_path: Path) -> None:
    folder = tmp_path / "tool" / "1"
    folder.mkdir(parents=True)
    text = "name = 'tool'\nversion = '1'\n@early()\ndef requires():\n    return 1 / 0\n"
    (folder / "package.py").write_text(text)
    said = say("resolve", "tool", "--paths", str(tmp_path))
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "error: ZeroDivisionError: division by zero\n"
        "It was raised by %s, line 5, in requires.\n" % (folder / "package.py")
    )


@posix
def test_a_reader_that_goes_away_is_no_error() -> None:
    command = [sys.executable, "-m", "rez_next", "resolve", "maya-2024", "usd", "-vv"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (141, b"")


@posix
def test_ctrl_c_ends_it_in_a_word() -> None:
    program = (
        "import os, signal, sys, threading\n"
        "from rez_next.__main__ import main\n"
        "from rez_next.terminal import resolve\n"
        "def answer(options):\n"
        "    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "    threading.Event().wait(30)\n"
        "resolve.answer = answer\n"
        "sys.exit(main(['resolve', 'maya']))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted\n")


@posix
def test_a_command_that_handles_ctrl_c_goes_on() -> None:
    """As under a shell: the signal reaches both, and the command decides.

    The command takes the shell's place, which would have a say of its own.
    """
    script = "trap 'echo caught; exit 5' INT; echo ready; while :; do sleep 0.05; done"
    words = ["--", "exec", "sh", "-c", script]
    command = [sys.executable, "-m", "rez_next", "run", "maya-2024", *words]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out, errors) == (5, "caught\n", "")


@posix
@pytest.mark.parametrize("command", ["info", "doctor", "resolve maya-2024"])
def test_closed_standard_handles_do_not_matter(command: str) -> None:
    line = "exec %s -m rez_next %s <&- >&- 2>&-" % (sys.executable, command)
    assert subprocess.run(["sh", "-c", line], timeout=60).returncode == 0


def test_a_full_disk_is_an_error() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "rez_next", "info"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "No space left on device" in done.stderr


@posix
def test_a_locale_without_the_letter_writes_an_escape(tmp_path: Path) -> None:
    package = tmp_path / "schön" / "näme" / "1"
    package.mkdir(parents=True)
    (package / "package.py").write_text("name = 'tool'\nversion = '1'\n", "utf-8")
    (tmp_path / "schön" / "tool").symlink_to(tmp_path / "schön" / "näme")
    environ = {
        **os.environ,
        "PYTHONIOENCODING": "ascii",
        "REZ_PACKAGES_PATH": str(tmp_path / "schön"),
    }
    done = typed("resolve", "tool", env=environ)
    assert (done.returncode, done.stderr) == (0, "")
    assert "sch\\" in done.stdout
    found = json.loads(typed("resolve", "tool", "--json", env=environ).stdout)
    assert found["packages"][0]["root"] == str(tmp_path / "schön" / "tool" / "1")


@posix
@pytest.mark.parametrize(
    ("environ", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"REZ_COLOR_ENABLED": "0"}, False)],
)
def test_colours_are_for_terminals_that_want_them(environ: dict, coloured: bool) -> None:
    assert ("\x1b[" in on_terminal(["resolve", "maya-2024"], **environ)) is coloured
    assert "\x1b[" not in typed("resolve", "maya-2024").stdout


@posix
def test_a_narrow_terminal_gets_lines_that_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    text = on_terminal(["doctor"], COLUMNS="44", REZ_NEXT_NODE="/nowhere", NO_COLOR="1")
    advice = [line for line in text.splitlines() if line.startswith(" " * 9)]
    assert advice
    assert all(len(line) <= 44 for line in advice), text


def on_terminal(arguments: List[str], **environ: str) -> str:
    """What a pseudo-terminal sees of a command."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(environ)
        os.execv(sys.executable, [sys.executable, "-m", "rez_next", *arguments])
    seen = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        seen += data
    os.close(terminal)
    os.waitpid(pid, 0)
    return seen.decode("utf-8", "replace")
