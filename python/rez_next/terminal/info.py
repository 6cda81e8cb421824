"""`info`: what this installation is, and what it found on this machine."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Print versions, Node and where it came from, engine, index, caches, configuration."

EXAMPLES = """examples:
  python -m rez_next info
  python -m rez_next info --json      the same, to read by a program or to send with a report

`python -m rez_next doctor` says what is wrong."""


def add_arguments(parser: ArgumentParser) -> None:
    """This command takes nothing of its own."""


def answer(options: Namespace) -> dict[str, Any]:
    """Look at everything. What cannot be found out says why, and stops nothing else."""
    import rez_next
    from rez_next import switch

    rez = switch.installed_rez()
    return {
        "version": rez_next.__version__,
        "rez_version": rez_next.__rez_version__,
        "folder": os.path.dirname(os.path.abspath(rez_next.__file__)),
        "python": {
            "version": "%d.%d.%d" % sys.version_info[:3],
            "program": sys.executable,
            "platform": sys.platform,
        },
        **engine_facts(),
        **_settings(),
        "rez": {"folder": rez, "version": _rez_version(rez)} if rez else None,
        "switch": {
            "hook": switch.is_hook_installed(),
            "USE_REZ_NEXT": os.environ.get("USE_REZ_NEXT"),
        },
        "variables": {name: os.environ[name] for name in sorted(os.environ) if _is_ours(name)},
    }


def engine_facts() -> dict[str, Any]:
    """The engine, started for this: its Node, its time, and the index it reads."""
    from time import perf_counter

    from rez_next._engine import engine, node, process
    from rez_next.exceptions import RezError

    facts: dict[str, Any] = {"node": None, "engine": None, "index": None}
    facts["caches"] = {"folder": process.cache_folder() or None}
    shared = engine()
    # A configuration file that cannot be read must not hide the engine: ask without settings.
    started = perf_counter()
    try:
        shared.call("engine/ping", {})
        seconds = perf_counter() - started
        statistics = shared.call("engine/statistics", {})
        index = shared.call("cache/inspect", {})
    except RezError as error:
        facts["engine"] = {"problem": str(error)}
        return facts
    program = shared.node
    places = {path: place for place, path in node.candidates()}
    facts["node"] = {
        "version": statistics["nodeVersion"],
        "program": program,
        "from": places.get(program or ""),
    }
    facts["engine"] = {
        "problem": None,
        "start_seconds": round(seconds, 4),
        "memory_bytes": statistics["memory"]["rss"],
    }
    facts["index"] = index
    return facts


def _settings() -> dict[str, Any]:
    from rez_next.exceptions import RezError
    from rez_next.objects.config.config import config

    try:
        return {
            "config_files": [path for path in config.sourced_filepaths if _is_users(path)],
            "packages_path": list(config.packages_path),
        }
    except RezError as error:
        return {"config_files": {"problem": str(error)}, "packages_path": None}


def _is_users(path: str) -> bool:
    from rez_next.objects.config.files import ROOT

    return path != ROOT


def _rez_version(folder: str) -> str | None:
    """The version of a rez, without importing it."""
    import re

    try:
        with open(os.path.join(folder, "utils", "_version.py"), encoding="utf-8") as file:
            found = re.search(r'^_rez_version = "([^"]+)"', file.read(), re.M)
    except OSError:
        return None
    return found.group(1) if found else None


def _is_ours(name: str) -> bool:
    return name.startswith("REZ_NEXT_") or name in (
        "USE_REZ_NEXT",
        "REZ_CONFIG_FILE",
        "REZ_PACKAGES_PATH",
        "REZ_DISABLE_HOME_CONFIG",
    )


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print it, a thing a line."""

    def line(name: str, *parts: object) -> None:
        text = " ".join(str(part) for part in parts if part not in (None, ""))
        say("%-14s %s" % (name, text or "-"))

    python, node, engine, index = (answer[key] for key in ("python", "node", "engine", "index"))
    line("rez-next", answer["version"], "with the behaviour of rez", answer["rez_version"])
    line("  folder", answer["folder"])
    line("Python", python["version"], "at", python["program"] or "an embedded interpreter")
    if node:
        line("Node", node["version"], "from", node["from"])
        line("  program", node["program"])
    line("engine", _engine_words(engine))
    if index:
        line("index", _index_words(index))
        line("  file", index["file"])
    line("cache folder", answer["caches"]["folder"])
    files = answer["config_files"]
    broken = files["problem"] if isinstance(files, dict) else None
    _list(line, "config files", [] if broken else files, broken or "none but rez's defaults")
    _list(line, "packages_path", answer["packages_path"] or [], "empty")
    line("rez", *(answer["rez"].values() if answer["rez"] else ["is not installed here"]))
    asked = answer["switch"]["USE_REZ_NEXT"]
    hook = "its hook is installed" if answer["switch"]["hook"] else "its hook is not installed"
    line("switch", hook + ("" if asked is None else ", USE_REZ_NEXT=%s" % asked))
    for name, value in answer["variables"].items():
        line("variable", "%s=%s" % (name, value))


def _list(line: Any, name: str, values: list[str], empty: str) -> None:
    for at, value in enumerate(values or [empty]):
        line("" if at else name, value)


def _engine_words(engine: dict[str, Any]) -> str:
    if engine["problem"]:
        return "does not start: %s" % engine["problem"]
    memory = engine["memory_bytes"] / 1e6
    return "starts in %d ms, holds %d MB" % (engine["start_seconds"] * 1000, memory)


def _index_words(index: dict[str, Any]) -> str:
    if index["problem"]:
        return "is not used: %s" % index["problem"]
    counts = (index["definitions"], index["resolves"], index["bytes"] / 1e6)
    return "%d definitions, %d resolves, %.1f MB" % counts
