"""What each command says, in words and as JSON, and its exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, Callable

import pytest

from rez_next import __version__
from rez_next.__main__ import _COMMANDS

from .conftest import PACKAGES, Said, typed

Say = Callable[..., Said]


@pytest.mark.parametrize("command", sorted(_COMMANDS))
def test_help_teaches(say: Say, command: str) -> None:
    said = say(command, "--help")
    assert (said.code, said.err) == (0, "")
    assert "--json" in said.out
    examples = [line for line in said.out.splitlines() if "python -m rez_next " + command in line]
    assert len(examples) > 1 or command in ("compare", "switch"), said.out
    assert all(len(line) <= 100 for line in said.out.splitlines())


def test_without_a_command_it_lists_them(say: Say) -> None:
    said = say()
    assert (said.code, said.out) == (2, "")
    assert all("\n  %s " % name in said.err for name in _COMMANDS)
    assert say("--help") == (0, said.err, "")
    assert say("--version").out == "rez-next %s\n" % __version__


def test_a_mistyped_command_is_guessed(say: Say) -> None:
    said = say("reslove", "maya")
    assert said.code == 2
    assert said.err.startswith("error: there is no command 'reslove'; did you mean 'resolve'?")


def test_info_tells_what_is_installed(say: Say) -> None:
    found = say("info", "--json").data
    assert list(found) == [
        "version", "rez_version", "folder", "python", "node", "engine", "index", "caches",
        "config_files", "packages_path", "rez", "switch", "variables",
    ]  # fmt: skip
    assert found["version"] == __version__
    assert found["node"]["version"] >= "22.13"
    assert os.path.isfile(found["node"]["program"])
    assert 0 < found["engine"]["start_seconds"] < 60
    assert found["packages_path"] == [PACKAGES]
    text = say("info").out
    for value in (found["node"]["program"], found["index"]["file"], PACKAGES, __version__):
        assert value in text


def test_info_names_the_files_that_were_read(
    say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "rezconfig.py"
    file.write_text("max_package_changelog_chars = 3\n")
    monkeypatch.setenv("REZ_CONFIG_FILE", str(file))
    _new_settings()
    assert say("info", "--json").data["config_files"] == [str(file)]
    file.write_text("no python")
    _new_settings()
    said = say("info", "--json")
    assert said.code == 0
    assert str(file) in said.data["config_files"]["problem"]
    assert said.data["engine"]["problem"] is None
    assert str(file) in say("info").out


def test_resolve_says_what_rez_says(say: Say) -> None:
    said = say("resolve", "maya-2024", "usd")
    assert said.code == 0
    assert said.out.startswith("resolved by ")
    assert "\nmaya-2024.2 " in said.out
    found = say("resolve", "maya-2024", "usd", "--json").data
    maya = next(each for each in found["packages"] if each["name"] == "maya")
    assert (found["status"], maya["version"], maya["variant"]) == ("solved", "2024.2", None)
    assert maya["root"] == os.path.join(PACKAGES, "maya", "2024.2")


def test_resolve_says_why_it_fails(say: Say) -> None:
    said = say("resolve", "maya-2024", "maya-2022")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("resolve failed, by ")
    assert "maya-2024 and maya-2022 cannot hold together." in said.err
    assert "What would resolve it:" in said.err
    found = say("resolve", "maya-2024", "maya-2022", "--json")
    assert (found.code, found.data["status"]) == (1, "failed")
    assert found.data["explanation"]["fixes"]


def test_a_context_is_saved_and_taken_again(say: Say, tmp_path: Path) -> None:
    file = str(tmp_path / "a.rxt")
    said = say("resolve", "maya-2024", "-o", file)
    assert (said.code, said.out) == (0, "saved to %s\n" % file)
    assert say("resolve", "-i", file, "--json").data["request"] == ["maya-2024"]
    ran = say("run", "-i", file, "--json", "--", "sh", "-c", "echo $MAYA_VERSION")
    assert ran.data["stdout"] == "2024\n"
    written = say("resolve", "maya-2024", "-o", "-").out
    assert written.startswith("{")
    assert '"requested_timestamp"' in written


@pytest.mark.parametrize(
    ("options", "version"),
    [
        (["--exclude", "maya-2024"], None),
        (["--max-fails", "0"], "2024.2"),
        (["--paths", PACKAGES], "2024.2"),
        (["--no-cache", "--time-limit", "50"], "2024.2"),
    ],
)
def test_resolve_takes_the_options_of_rez_env(say: Say, options: list, version: Any) -> None:
    said = say("resolve", "maya-2024", "--json", *options)
    packages = {each["name"]: each["version"] for each in said.data.get("packages", ())}
    assert packages.get("maya") == version, said


def test_resolve_takes_the_time_as_rez_does(say: Say) -> None:
    assert say("resolve", "maya-2024", "--json", "--time", "1").data["timestamp"] == 1
    ago = say("resolve", "maya-2024", "--json", "--time=-1d").data["timestamp"]
    assert 0 < time.time() - 86400 - ago < 3600


def test_run_gives_the_commands_exit_code_and_output(say: Say) -> None:
    said = say("run", "maya-2024", "--", "sh", "-c", "echo $MAYA_VERSION; exit 7")
    assert said == (7, "2024\n", "")
    said = say("run", "maya-2024", "-c", "echo $MAYA_VERSION >&2")
    assert said == (0, "", "2024\n")
    # rez's shell ends at once, too.
    assert say("run", "maya-2024", "-c", "").code == 0
    killed = say("run", "maya-2024", "--shell", "bash", "--", "sh", "-c", "kill -9 $$")
    assert killed.code == 137
    found = say("run", "maya-2024", "--json", "--", "sh", "-c", "echo a; echo b >&2; exit 3")
    assert found.code == found.data["exit_code"] == 3
    assert (found.data["stdout"], found.data["stderr"]) == ("a\n", "b\n")


@pytest.mark.skipif(shutil.which("pwsh") is not None, reason="needs a shell that is not there")
def test_run_says_that_a_shell_is_not_installed(say: Say) -> None:
    said = say("run", "--shell", "pwsh", "maya", "--", "true")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error: RuntimeError: Couldn't find executable 'pwsh'.\nInstall")


@pytest.mark.parametrize("shell", ["bash", "sh", "zsh", "tcsh", "fish"])
def test_run_does_what_is_piped_to_it(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip("no %s here" % shell)
    piped = "echo $MAYA_VERSION\necho two\nexit 5\n"
    done = typed("run", "maya-2024", "--shell", shell, input=piped)
    assert (done.returncode, done.stdout) == (5, "2024\ntwo\n"), done.stderr


def test_run_of_nothing_ends() -> None:
    assert typed("run", "maya-2024", stdin=subprocess.DEVNULL).returncode == 0


def test_what_is_wrong_with_searched_folders_is_said(say: Say, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    wrong = "Not there, or not a folder: %s." % missing
    said = say("resolve", "maya-2024", "--paths", missing)
    assert "no repository has a package maya" in said.err
    assert said.err.endswith(wrong + "\n")
    failed = say("resolve", "maya-2024", "--paths", missing, "--json").data
    assert failed["error"]["notes"][-1] == wrong


def test_what_follows_two_dashes_is_the_commands(say: Say) -> None:
    assert say("run", "maya-2024", "--", "echo", "--json", "--", "-v").out == "--json -- -v\n"


def test_run_does_not_run_what_was_not_resolved(say: Say) -> None:
    said = say("run", "maya-2024", "maya-2022", "--", "echo", "ran")
    assert (said.code, said.out) == (1, "")
    assert "cannot hold together" in said.err
    found = say("run", "maya-2024", "maya-2022", "--json", "--", "echo", "ran").data
    assert found["explanation"]["status"] == "impossible"
    assert "context" not in found


def test_explain_says_why_and_why_not(say: Say) -> None:
    failed = say("explain", "maya-2024", "maya-2022")
    assert failed.code == 1
    assert "cannot hold together" in failed.out
    assert say("explain", "maya-2024", "maya-2022", "--json").data["status"] == "impossible"
    why = say("explain", "maya-2024", "--why", "python")
    assert why.code == 0
    assert why.out.startswith("python-3.10.13 is in this resolve because:")
    assert "maya-2022" in say("explain", "maya-2024", "--not", "maya-2022").out
    every = say("explain", "maya-2024", "--json").data
    assert {each["name"] for each in every["packages"]} == {"maya", "python"}


def test_graph_is_dots_language(say: Say, tmp_path: Path) -> None:
    assert say("graph", "maya-2024").out.startswith("digraph g {")
    file = tmp_path / "a.dot"
    said = say("graph", "maya-2024", "usd", "--package", "python", "-o", str(file))
    assert (said.code, said.out) == (0, "")
    assert "python" in file.read_text()
    assert "usd-" in file.read_text()
    assert "digraph" in say("graph", "maya-2024", "--json").data["dot"]


@pytest.mark.parametrize(
    ("extension", "start"), [(".html", "<!DOCTYPE html>"), (".svg", "<svg"), (".dot", "digraph")]
)
def test_a_graphs_file_is_what_its_extension_says(
    say: Say, tmp_path: Path, extension: str, start: str
) -> None:
    file = tmp_path / ("a" + extension)
    for request in (["maya-2024"], ["maya-2024", "maya-2022"]):
        said = say("graph", *request, "-o", str(file))
        assert (said.code, said.err) == (0, "written to %s\n" % file)
        assert start.lower() in file.read_text("utf-8").lower()[:400]


def test_cache_shows_and_clears(say: Say) -> None:
    say("resolve", "maya-2024")
    before = say("cache", "--json").data["index"]
    assert before["definitions"] > 0
    assert "%d" % before["definitions"] in say("cache").out
    listed = say("cache", "list", "--kind", "resolves", "--json").data["entries"]
    assert any(each["name"].startswith("maya-2024 ") for each in listed)
    assert "maya-2024" in say("cache", "list").out
    assert len(say("cache", "list", "--limit", "1", "--json").data["entries"]) == 1
    say("cache", "clear", "--kind", "resolves")
    assert say("cache", "list", "--kind", "resolves", "--json").data["entries"] == []
    assert say("cache", "clear").out.startswith("cleared\n")
    assert say("cache", "--json").data["index"]["definitions"] == 0


def test_what_is_not_cleared_is_told(tmp_path: Path) -> None:
    environ = {**os.environ, "REZ_NEXT_CACHE": str(tmp_path)}
    assert typed("cache", "clear", env=environ).returncode == 0, "there is nothing yet"
    wrong = {**environ, "REZ_MEMCACHED_URI": "127.0.0.1:1"}
    done = typed("cache", "clear", "--tier", "memcached", env=wrong)
    assert done.stdout.startswith("not cleared: memcached 127.0.0.1:1: ")
    assert (done.returncode, "\ncleared" in done.stdout) == (1, False)
    done = typed("cache", "clear", env={**environ, "REZ_NEXT_INDEX": "0"})
    assert done.stdout.startswith("not cleared: the index: it is switched off\n")
    typed("resolve", "maya-2024", env=environ)
    [file] = (tmp_path / "index").glob("*.sqlite")
    file.unlink()
    file.mkdir()
    said = typed("cache", "clear", "--json", env=environ)
    assert said.returncode == 1
    assert len(json.loads(said.stdout)["not_cleared"]) == 1


def test_bench_measures_both_and_compares_their_answers(say: Say) -> None:
    said = say("bench", "maya-2024", "--rounds", "1", "--json")
    assert said.code == 0, said
    found = said.data
    assert found["same"] is True
    assert found["answers"]["rez_next"]["packages"] == ["python-3.10.13[]", "maya-2024.2[]"]
    for rows in found["seconds"].values():
        assert all(len(each) == 1 and each[0] > 0 for each in rows.values())
    text = say("bench", "maya-2024", "--rounds", "1", "--cold").out
    assert "\nenvironment " in text


def test_the_switch_says_where_it_is(say: Say) -> None:
    assert os.path.isdir(say("switch", "path").out.strip())
    assert say("switch", "status", "--json").data["hook"] is False


def _new_settings() -> None:
    from rez_next.objects.config.config import config

    config._swap(config._create_main_config())
