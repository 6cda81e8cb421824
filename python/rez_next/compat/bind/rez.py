"""Makes a package of rez: what stands for it here, with the Node that its engine runs on."""

from __future__ import annotations

import os
import shutil

import rez_next
from rez_next._engine.node import candidates, unsuitable
from rez_next.exceptions import RezBindError
from rez_next.objects.binding.tools import check_version
from rez_next.objects.package.maker import make_package
from rez_next.objects.system.system import system
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Variant


def bind(
    path: str, version_range: Any = None, opts: Any = None, parser: Any = None
) -> list[Variant]:
    """Make the package; see `bind_package`."""
    version = Version(rez_next.__rez_version__)
    check_version(version, version_range)
    folder = os.path.dirname(os.path.abspath(rez_next.__file__))

    def make_root(variant: Variant, root: str) -> None:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(folder, os.path.join(root, "rez_next"), ignore=ignored)

    with make_package("rez", path, make_root=make_root) as package:
        package.version = version
        package.requires = ["python-3.8+<3.14"]
        package.variants = [system.variant]
        package.commands = _COMMANDS % {"node": _node()}
    variants: list[Variant] = package.installed_variants
    return variants


def _node() -> str:
    for _, path in candidates():
        if unsuitable(path, dict(os.environ)) is None:
            return path
    raise RezBindError("There is no Node here that the engine could run on")


_COMMANDS = """
env.PYTHONPATH.append("{this.root}")
env.PYTHONPATH.append("{this.root}/rez_next/_as_rez")
env.REZ_NEXT_NODE = %(node)r
"""
