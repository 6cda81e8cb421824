"""The installed files: that they are all there and as they were, and nobody else's among them."""

from __future__ import annotations

import os

from rez_next.terminal.checks.finding import Finding, error, ok, skipped, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_REINSTALL = "Run `python -m pip install --force-reinstall --no-deps rez-next-python`."


def _files() -> Iterator[Finding]:
    import rez_next

    folder = os.path.dirname(os.path.abspath(rez_next.__file__))
    for name in ("engine.cjs", "graphviz.cjs", "start.cjs"):
        path = os.path.join(folder, "_engine", name)
        if not os.path.isfile(path):
            yield error("files", "%s is missing" % path, _REINSTALL)
            return
    listed = _listed(folder)
    if listed is None:
        yield skipped("files", "%s is no installed wheel: there is no list to compare" % folder)
        return
    missing, changed = [], []
    for file in listed:
        try:
            if file.hash and digest_of(str(file.locate())) != file.hash.value:
                changed.append(str(file))
        except OSError:
            missing.append(str(file))
    if not missing and not changed:
        yield ok("files", "%d, as they were installed" % len(listed))
    if missing:
        yield error("files", "%s missing" % _some(missing), _REINSTALL)
    if changed:
        what = "%s not as installed" % _some(changed)
        # A file of the shim that was edited by hand may be meant so; an engine never is.
        if any(name.endswith(".cjs") for name in changed):
            yield error("files", what, _REINSTALL)
        else:
            yield warning("files", what, "If that was no purpose: " + _REINSTALL)


def _listed(folder: str) -> Any:
    """The files of the installed wheel that this package is of; None where it is of none."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        files = distribution("rez-next-python").files or []
    except PackageNotFoundError:
        return None
    own = os.path.realpath(os.path.join(folder, "__init__.py"))
    if all(os.path.realpath(str(file.locate())) != own for file in files):
        return None
    return [file for file in files if "__pycache__" not in file.parts]


def digest_of(path: str) -> str:
    """A file's digest, in the form of a wheel's list of files."""
    import base64
    import hashlib

    with open(path, "rb") as file:
        raw = hashlib.sha256(file.read()).digest()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _some(names: list[str]) -> str:
    more = len(names) - 3
    return ", ".join(names[:3]) + (" and %d more are" % more if more > 0 else " is")


def _strangers() -> Iterator[Finding]:
    from rez_next.switch import OTHER_PROJECT, other_project

    files = other_project()
    if not files:
        yield ok("other project", "no files of it")
        return
    what, _, mend = (OTHER_PROJECT % files[0]).partition(": run ")
    yield error("other project", what, "Run " + mend)


def _hook() -> Iterator[Finding]:
    """The switch's hook names the folder it was installed from."""
    import re

    from rez_next import switch

    try:
        with open(
            os.path.join(switch.packages_folder(), "rez_next_switch.py"), encoding="utf-8"
        ) as file:
            named = re.search(r"^PACKAGE = (.+)$", file.read(), re.M)
    except OSError:
        yield skipped("switch", "its hook is not installed")
        return
    folder = os.path.dirname(os.path.abspath(switch.__file__))
    there = named.group(1).strip("'\"") if named else ""
    if os.path.realpath(there) == os.path.realpath(folder):
        yield ok("switch", "its hook leads to this installation")
    else:
        yield warning(
            "switch",
            "its hook leads to %s, not to this installation" % (there or "nowhere"),
            "Run `python -m rez_next switch install` again, or `switch remove`.",
        )


CHECKS = (_files, _strangers, _hook)
