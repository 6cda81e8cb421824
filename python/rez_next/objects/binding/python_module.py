"""Binding modules of Python: those of the Python that runs this."""

from __future__ import annotations

import os
import shutil
import sys

from rez_next.exceptions import RezBindError
from rez_next.objects.binding.tools import (
    check_version,
    find_exe,
    get_version_in_python,
    log,
    make_dirs,
    run_python_command,
)
from rez_next.objects.system.system import system
from rez_next.objects.text.messages import print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from rez_next.objects.package.package import Variant


def copy_module(name: str, destpath: str) -> None:
    """Copy a module, or a package of modules, into a folder.

    Raises:
        RezBindError: It cannot be imported.
    """
    succeeded, place, errors = run_python_command(
        [
            "import %s as module" % name,
            "print(module.__path__[0] if hasattr(module, '__path__') else module.__file__)",
        ]
    )
    if not succeeded:
        raise RezBindError("Couldn't locate module %s: %s" % (name, errors))
    if os.path.isdir(place):
        shutil.copytree(place, os.path.join(destpath, name))
    else:
        stem, extension = os.path.splitext(place)
        if extension == ".pyc" and os.path.exists(stem + ".py"):
            place = stem + ".py"
        shutil.copy2(place, os.path.join(destpath, os.path.basename(place)))


def bind(
    name: str,
    path: str,
    import_name: str | None = None,
    version_range: Any = None,
    version: Any = None,
    requires: list[str] | None = None,
    pure_python: bool | None = None,
    tools: Iterable[str] | None = None,
    extra_module_names: Iterable[str] = [],
    extra_attrs: Mapping[str, Any] = {},
) -> list[Variant]:
    """Make a package of a module.

    Args:
        name: The package's name.
        path: The repository.
        import_name: The module's name; None is the package's.
        version_range: Refuse another version.
        version: The version; None asks the module.
        requires: What the package requires.
        pure_python: True if the module is the same on every platform.
        tools: Programs that belong to it. What is not found is left out, with a warning.
        extra_module_names: Further modules.
        extra_attrs: Further attributes of the package.

    Returns:
        The variants that were installed.

    Raises:
        RezBindError: The module is not there, or its version is not wanted.
    """
    from rez_next.objects.package.maker import make_package

    module = import_name or name
    if version is None:
        statements = ["import %s" % module, "print(%s.__version__)" % module]
        version = get_version_in_python(name, statements)
    check_version(version, version_range)
    python = "python-%d.%d" % sys.version_info[:2]
    found = _found_tools(tools or ())

    def make_root(variant: Variant, root: str) -> None:
        folder = make_dirs(root, "python")
        for each in (module, *extra_module_names):
            copy_module(each, folder)
        for tool, source in sorted(found.items()):
            shutil.copy2(source, os.path.join(make_dirs(root, "bin"), tool))

    with make_package(name, path, make_root=make_root) as package:
        package.version = version
        package.variants = [[python] if pure_python else [*system.variant, python]]
        if requires:
            package.requires = requires
        commands = ["env.PYTHONPATH.append('{this.root}/python')"]
        if found:
            package.tools = list(found)
            commands.append("env.PATH.append('{this.root}/bin')")
        package.commands = "\n".join(commands)
        for key, value in extra_attrs.items():
            package[key] = value
    variants: list[Variant] = package.installed_variants
    return variants


def _found_tools(tools: Iterable[str]) -> dict[str, str]:
    found = {}
    for tool in tools:
        try:
            found[tool] = find_exe(tool)
        except RezBindError as error:
            print_warning("%s", error)
        else:
            log("found tool '%s': %s" % (tool, found[tool]))
    return found
