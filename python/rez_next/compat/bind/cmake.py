"""Makes a package of CMake."""

from __future__ import annotations

import os

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
        "--exe", type=str, metavar="PATH", help="the cmake to bind (default: the one on PATH)"
    )


def bind(
    path: str, version_range: Any = None, opts: Any = None, parser: Any = None
) -> list[Variant]:
    """Make the package; see `bind_package`."""
    program = find_exe("cmake", getattr(opts, "exe", None))
    version = extract_version(program, "--version", word_index=2)
    check_version(version, version_range)

    def make_root(variant: Variant, root: str) -> None:
        os.symlink(program, os.path.join(make_dirs(root, "bin"), "cmake"))

    with make_package("cmake", path, make_root=make_root) as package:
        package.version = version
        package.tools = ["cmake"]
        package.commands = "env.PATH.append('{this.root}/bin')"
        package.variants = [system.variant]
    variants: list[Variant] = package.installed_variants
    return variants
