"""Names under rez that are not its own: its copies of libraries, and modules of older releases.

We have no copies. A name below is the installed public library of that name, or, where older
releases of rez had a module under it that is rez's own today, that module. For want of the library
it is the copy of a rez that is installed beside us.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

_RENAMED = {
    "build_process_": "build_process",
    "build_system_": "build_system",
    "package_maker_": "package_maker",
    "package_maker__": "package_maker",
    "package_resources_": "package_resources",
    "packages_": "packages",
    "utils.system": "system",
    "vendor.version": "version",
    "vendor.version.requirement": "version._requirement",
    "vendor.version.util": "version._util",
    "vendor.version.version": "version._version",
}

# What is raised and caught must be the same class on both sides, so these are the ones we use.
_OURS = {
    "vendor.schema.schema": "rez_next.objects.data.schema",
}

# Python's own by now; before Python 3 they had to be brought along.
_STANDARD = {
    "backport": "importlib",
    "backport.importlib": "importlib",
    "backport.lru_cache": "functools",
    "backport.ordereddict": "collections",
    "backport.shutilwhich": "shutil",
    "vendor.enum": "enum",
    "vendor.unittest2": "unittest",
}

# Where a library is installed under a name that is not its module's.
_DISTRIBUTIONS = {
    "attr": "attrs",
    "memcache": "python-memcached",
    "pygraph": "python-graph-core",
    "yaml": "PyYAML",
}


def target_of(name: str) -> str | None:
    """The module that `name`, a module's name below `rez`, is forwarded to, or None."""
    if name in _RENAMED:
        return "rez_next.compat." + _RENAMED[name]
    if name in _OURS:
        return _OURS[name]
    if name in _STANDARD:
        return _STANDARD[name]
    return name[len("vendor.") :] if name.startswith("vendor.") else None


def rezs_copy(fullname: str, name: str) -> ModuleSpec:
    """The module of the installed rez that `name` is there, where there is one.

    Raises:
        ModuleNotFoundError: There is none.
    """
    from importlib.machinery import PathFinder

    from rez_next.switch import installed_rez, is_installed_as_rez

    folder = installed_rez() if is_installed_as_rez() else None
    if folder is not None:
        place = os.path.join(folder, *name.split(".")[:-1])
        found = PathFinder.find_spec(fullname, [place])
        if found is not None:
            return found
    library = name[len("vendor.") :]
    top = library.partition(".")[0]
    raise ModuleNotFoundError(
        "No module named 'rez.%s' in rez-next: it stands for the public library %r, which is not "
        "installed here or has no such module. Install it with: pip install %s"
        % (name, library, _DISTRIBUTIONS.get(top, top)),
        name="rez_next.compat." + name,
    )
