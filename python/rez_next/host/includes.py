"""Modules that `@include` binds: files that were installed beside a package.

A package keeps them below its base as `.rez/include/<name>.py` with their hash in `<name>.sha1`,
or, in packages of old, as `<name>-<hash>.py`. A developer's package that is not built yet has
none; its class says where the originals are.
"""

from __future__ import annotations

import os.path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any


class IncludeModuleManager:
    """Loads included modules, one object for files of equal content."""

    include_modules_subpath = ".rez/include"

    def __init__(self) -> None:
        self.modules: dict[str, ModuleType] = {}

    def load_module(self, name: str, package: Any) -> ModuleType | None:
        """The module of that name, or None if the package has none.

        Args:
            name: The module, as `@include` names it.
            package: The package or variant whose `base` holds it.
        """
        # Of the class: what a package has of that name may be an attribute of its definition.
        originals = getattr(type(package), "_folder_of_includes", None)
        if originals is None:
            found = self._installed(name, os.path.join(package.base, self.include_modules_subpath))
        else:
            found = self._original(os.path.join(originals(), "%s.py" % name))
        if found is None:
            return None
        path, digest = found
        module = self.modules.get(digest)
        if module is None:
            module = self.modules[digest] = load_module_from_file(name, path)
        return module

    def _original(self, path: str) -> tuple[str, str] | None:
        from hashlib import sha1

        if not os.path.exists(path):
            return None
        with open(path, "rb") as file:
            return path, sha1(file.read().strip()).hexdigest()

    def _installed(self, name: str, folder: str) -> tuple[str, str] | None:
        path = os.path.join(folder, "%s.py" % name)
        digest_path = os.path.join(folder, "%s.sha1" % name)
        if os.path.isfile(path) and os.path.isfile(digest_path):
            with open(digest_path, encoding="utf-8") as file:
                return path, file.readline()
        from glob import glob

        for old in glob(os.path.join(folder, "%s-*.py" % name)):
            return old, old.rsplit("-", 1)[-1].split(".", 1)[0]
        return None


def load_module_from_file(name: str, filepath: str) -> ModuleType:
    """A module made of a file, which `sys.modules` does not get: two of one name can exist."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(name, filepath)
    if spec is None or spec.loader is None:
        raise ImportError("cannot load a module from %s" % filepath, name=name, path=filepath)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


include_module_manager = IncludeModuleManager()
