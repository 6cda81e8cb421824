"""The engine's bundle, compiled and as text, Graphviz beside it, and the licences of all.

The engine's bundle ends with a line that names the sources it was made from, so that whoever holds
both can tell whether they belong together without running Node.
"""

from __future__ import annotations

from pathlib import Path

from .compiled import compile_bundle, is_compiled
from .node import BuildError, find_node
from .sources import ENGINE_SOURCES, digest

FOLDER = Path("python", "rez_next", "_engine")
BUNDLE = FOLDER / "engine.cjs"
#: All that is made of sources. Only the engine's bundle, which is written last, is marked.
PRODUCTS = (BUNDLE, FOLDER / "graphviz.cjs", FOLDER / "THIRD_PARTY_LICENSES")

_MARK = "// sources "


def bundle_is_current(root: Path) -> bool:
    """Say whether the bundle exists and was made from the sources that lie beside it."""
    try:
        with (root / BUNDLE).open("rb") as bundle:
            bundle.seek(-200, 2)
            end = bundle.read().decode("utf-8", "replace")
    except OSError:
        return False
    is_whole = all((root / p).is_file() for p in PRODUCTS) and is_compiled(root / FOLDER)
    return is_whole and end.rstrip().endswith(_mark(root))


def make_bundle(root: Path) -> None:
    """Make the bundle, unless it is current."""
    if bundle_is_current(root):
        return
    node = find_node()
    node.install_modules(root)
    node.run([str(Path("scripts", "build-engine.ts"))], root)
    for path in PRODUCTS:
        if not (root / path).is_file():
            raise BuildError(f"scripts/build-engine.ts did not write {path.as_posix()}")
    with (root / BUNDLE).open("a", encoding="utf-8", newline="\n") as bundle:
        bundle.write("\n" + _mark(root) + "\n")
    compile_bundle(root / FOLDER, node)


def _mark(root: Path) -> str:
    return _MARK + digest(root, ENGINE_SOURCES)
