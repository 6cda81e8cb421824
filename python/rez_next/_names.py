"""The names rez's modules are reached by.

`rez_next.compat.X` is the module; `rez_next.X` and, after `install_as_rez`, `rez.X` are further
names of the same object, so that classes are the same, patches are seen and pickles that rez made
are read. One finder answers for all of these names, and for spellings of older releases of rez.

The first entry of `sys.meta_path` is its place: before the folders of an installed rez, and before
files that the other project named rez-next may have left in this package's folder.
"""

from __future__ import annotations

import sys

# What `importlib.machinery` gives; the interpreter has these two itself, before any import.
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

_COMPAT = "rez_next.compat"
_PLUGINS = "rez_next.plugins"

# What is in this package and no module of rez.
OWN = frozenset(
    (
        "__main__",
        "_advice",
        "_advice_table",
        "_engine",
        "_names",
        "_spellings",
        "_version",
        "comparison",
        "compat",
        "exceptions",
        "forward",
        "host",
        "objects",
        "plugins",
        "promised",
        "switch",
        "terminal",
        "values",
    )
)


class Names:
    """A finder for `sys.meta_path`."""

    def __init__(self) -> None:
        # The packages that other names stand for; `install_as_rez` adds to them.
        self.roots = {"rez_next": _COMPAT}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: object = None
    ) -> ModuleSpec | None:
        """How to make the module `fullname`; None where it is none of ours.

        Raises:
            ModuleNotFoundError: Ours stands for rez, and has no module of that name.
        """
        root, dot, rest = fullname.partition(".")
        if root not in self.roots:
            return None
        if root == "rez_next":
            first = rest.partition(".")[0]
            if first == "compat" and rest != "compat":
                return (
                    _below_alias(fullname)
                    or PathFinder.find_spec(fullname, path)
                    or _old_spelling(fullname)
                )
            if not rest or first in OWN:
                return None
        canonical = self.roots[root] + dot + rest
        modules = sys.modules
        if "." in rest and modules.get(_parent(fullname)) is not modules.get(_parent(canonical)):
            return None  # below a package that somebody has put under rez's name
        found = _found(canonical)
        if found is not None:
            return _alias(fullname, canonical, found)
        if root != "rez":
            return None  # a plugin of a user's, beside ours
        raise ModuleNotFoundError(_MISSING % fullname, name=fullname)


class _Alias:
    """A loader that gives a module that has another name of its own."""

    def __init__(self, canonical: str) -> None:
        self.canonical = canonical

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        from importlib import import_module

        module = import_module(self.canonical)
        self._spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        # It has been executed under its own name, whose spec the import system has replaced.
        module.__spec__ = self._spec


def _found(canonical: str) -> ModuleSpec | None:
    # What `importlib.util.find_spec` does, whose import takes a third of the time of `import rez`.
    known = sys.modules.get(canonical)
    if known is not None:
        return known.__spec__
    if not canonical.startswith("rez_next."):
        from importlib.util import find_spec

        try:
            return find_spec(canonical)
        except ModuleNotFoundError:
            return None  # a package that it would be in is not there
    parent = _parent(canonical)
    try:
        __import__(parent)
    except ModuleNotFoundError as error:
        # A parent that does not exist; another one is missing when a parent's import fails.
        if error.name is None or not (parent + ".").startswith(error.name + "."):
            raise
        return None
    path = getattr(sys.modules[parent], "__path__", None)
    return None if path is None else names.find_spec(canonical, path) or _own(canonical, path)


def _own(name: str, path: Sequence[str]) -> ModuleSpec | None:
    return PathFinder.find_spec(name, path)


def _alias(fullname: str, canonical: str, found: ModuleSpec) -> ModuleSpec:
    spec = ModuleSpec(fullname, _Alias(canonical), origin=found.origin)  # type: ignore[arg-type]
    spec.submodule_search_locations = found.submodule_search_locations
    return spec


def _parent(name: str) -> str:
    return name.rpartition(".")[0]


def _below_alias(fullname: str) -> ModuleSpec | None:
    """A module of a package that has another name of its own: what it has there."""
    parent, _, name = fullname.rpartition(".")
    package = sys.modules.get(parent)
    if package is None or package.__name__ == parent:
        return None
    canonical = package.__name__ + "." + name
    found = _found(canonical)
    return _alias(fullname, canonical, found) if found else None


def _old_spelling(fullname: str) -> ModuleSpec | None:
    from rez_next._spellings import rezs_copy, target_of

    name = fullname[len(_COMPAT) + 1 :]
    target = target_of(name)
    if target is None:
        return None
    found = _found(target)
    return _alias(fullname, target, found) if found else rezs_copy(fullname, name)


_MISSING = (
    "No module named %r in rez-next, which stands for rez in this process. To use the installed "
    "rez instead, start without USE_REZ_NEXT (or set it to 0) and without install_as_rez()."
)

names = Names()


def answer() -> None:
    """Let imports find the names; done once, when this package is imported."""
    if names not in sys.meta_path:
        sys.meta_path.insert(0, names)
