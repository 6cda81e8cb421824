"""Makes a package of the compilers gcc and g++."""

from __future__ import annotations

import os

from rez_next.exceptions import RezBindError
from rez_next.objects.binding.tools import check_version, extract_version, find_exe, make_dirs
from rez_next.objects.package.maker import make_package
from rez_next.objects.system.system import system

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Variant


def setup_parser(parser: Any) -> None:
    """Declare the options of this module."""
    parser.add_argument(
        "--exe", type=str, metavar="PATH", help="the gcc to bind (default: the one on PATH)"
    )


def bind(
    path: str, version_range: Any = None, opts: Any = None, parser: Any = None
) -> list[Variant]:
    """Make the package; see `bind_package`."""
    program = getattr(opts, "exe", None)
    programs = {name: find_exe(name, filepath=program) for name in ("gcc", "g++")}
    arguments = ["-dumpfullversion", "-dumpversion"]
    versions = {name: extract_version(at, arguments) for name, at in programs.items()}
    if versions["gcc"] != versions["g++"]:
        raise RezBindError(
            "gcc and g++ are of different versions: %s and %s" % (versions["gcc"], versions["g++"])
        )
    check_version(versions["gcc"], version_range)

    def make_root(variant: Variant, root: str) -> None:
        for name, at in programs.items():
            os.symlink(at, os.path.join(make_dirs(root, "bin"), name))

    with make_package("gcc", path, make_root=make_root) as package:
        package.version = versions["gcc"]
        package.tools = ["gcc", "g++"]
        package.commands = "env.PATH.append('{this.root}/bin')"
        package.variants = [system.variant]
    variants: list[Variant] = package.installed_variants
    return variants
