"""Makes the package `hello_world`, to try out that packages work at all."""

from __future__ import annotations

import os

from rez_next.objects.binding.tools import check_version, make_dirs
from rez_next.objects.package.maker import make_package
from rez_next.objects.script.python_script import write_python_script
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Variant


def bind(
    path: str, version_range: Any = None, opts: Any = None, parser: Any = None
) -> list[Variant]:
    """Make the package; see `bind_package`."""
    version = Version("1.0")
    check_version(version, version_range)

    def make_root(variant: Variant, root: str) -> None:
        folder = make_dirs(root, "bin")
        for name in _TOOLS:
            write_python_script(os.path.join(folder, name), _SOURCE)

    # Unlike others that run by Python it does not require it: nothing is to stand in its way.
    with make_package("hello_world", path, make_root=make_root) as package:
        package.version = version
        package.tools = _TOOLS
        package.commands = "env.PATH.append('{this.root}/bin')\nenv.OH_HAI_WORLD = 'hello'"
    variants: list[Variant] = package.installed_variants
    return variants


_TOOLS = ["hello_world", "hello_world_gui"]

_SOURCE = """import argparse
import sys

parser = argparse.ArgumentParser()
parser.add_argument("-q", dest="quiet", action="store_true", help="quiet mode")
parser.add_argument("-r", dest="retcode", type=int, default=0, help="exit with this return code")
options = parser.parse_args()
if not options.quiet:
    print("Hello Rez World!")
sys.exit(options.retcode)
"""
