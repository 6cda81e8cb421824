"""Makes a package of a Python, with the modules that come with it."""

from __future__ import annotations

import os
import shutil

from rez_next.objects.binding.tools import (
    check_version,
    extract_version,
    find_exe,
    log,
    make_dirs,
    run_python_command,
)
from rez_next.objects.package.maker import make_package
from rez_next.objects.system.system import system

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Variant


def setup_parser(parser: Any) -> None:
    """Declare the options of this module."""
    parser.add_argument(
        "--exe", type=str, metavar="PATH", help="the python to bind (default: the one on PATH)"
    )


def bind(
    path: str, version_range: Any = None, opts: Any = None, parser: Any = None
) -> list[Variant]:
    """Make the package; see `bind_package`."""
    program = find_exe("python", getattr(opts, "exe", None))
    code = "import sys; print('.'.join(str(x) for x in sys.version_info))"
    version = extract_version(program, ["-c", code])
    check_version(version, version_range)
    log("binding python: %s" % program)
    folders = _folders_of_modules()

    def make_root(variant: Variant, root: str) -> None:
        os.symlink(program, os.path.join(make_dirs(root, "bin"), "python"))
        for name, source in folders.items():
            target = os.path.join(make_dirs(root, "python"), name)
            log("Copying builtins from %s to %s..." % (source, target))
            shutil.copytree(source, target)

    with make_package("python", path, make_root=make_root) as package:
        package.version = version
        package.tools = ["python"]
        package.commands = "env.PATH.append('{this.root}/bin')"
        package.variants = [system.variant]
        if folders:
            package.post_commands = _POST_COMMANDS
    variants: list[Variant] = package.installed_variants
    return variants


def _folders_of_modules() -> dict[str, str]:
    """Where this Python has its standard library, and setuptools if that is elsewhere."""
    folders: dict[str, str] = {}
    for name, module in (("lib", "os"), ("extra", "setuptools")):
        found, place, _ = run_python_command(["import %s" % module, "print(%s.__file__)" % module])
        if found:
            folder = os.path.dirname(place)
            if os.path.basename(folder) == module:
                folder = os.path.dirname(folder)
            if folder not in folders.values():
                folders[name] = folder
    return folders


# The program is a link, so that it may look for its modules in the wrong place.
_POST_COMMANDS = """
import os

path = os.path.join(this.root, "python")
for name in os.listdir(path):
    env.PYTHONPATH.append(os.path.join(path, name))
"""
