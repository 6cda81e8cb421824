"""Scripts that lead into the environment of a build, for those who want to run its steps by hand.

A script names the Python and the package that wrote it, so that it works outside of them.
"""

from __future__ import annotations

import os
import sys
from functools import partial

from rez_next.objects.script.python_script import write_python_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from rez_next.objects.building.system import BuildSystem
    from rez_next.objects.package.package import Variant

_SCRIPT = """import sys
sys.path.insert(0, {folder!r})
from rez_next.objects.building.build_env import spawn_build_shell
spawn_build_shell(**{arguments!r})
"""


def write_build_env_script(
    system: BuildSystem, variant: Variant, build_path: str, install: bool, install_path: str
) -> str:
    """Write the script of a variant that has been prepared for its build.

    Args:
        system: What would build it.
        variant: The variant.
        build_path: The build's folder, where the script goes and `build.rxt` is.
        install: True if the result is to be installed.
        install_path: The variant's folder in the repository.

    Returns:
        The script.
    """
    arguments = {
        "system": system.name(),
        "working_dir": os.path.abspath(system.working_dir),
        "build_path": os.path.abspath(build_path),
        "variant_index": variant.index,
        "install": install,
        "install_path": install_path,
    }
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    text = _SCRIPT.format(folder=os.path.dirname(package), arguments=arguments)
    return write_python_script(os.path.join(build_path, "build-env"), text)


def spawn_build_shell(
    system: str,
    working_dir: str,
    build_path: str,
    variant_index: int | None,
    install: bool,
    install_path: str | None = None,
) -> NoReturn:
    """Start a shell in the environment of a build, and exit as it does.

    Args:
        system: The build system's name.
        working_dir: The package's source folder.
        build_path: The build's folder.
        variant_index: Which variant it is.
        install: True if the result is to be installed.
        install_path: The variant's folder in the repository.
    """
    from rez_next.objects.building.system import BuildType
    from rez_next.objects.config.config import config
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.developer import get_developer_package
    from rez_next.objects.plugin.manager import plugin_manager

    context = ResolvedContext.load(os.path.join(build_path, "build.rxt"))
    package = get_developer_package(working_dir)
    cls = plugin_manager.get_plugin_class("build_system", system)
    config.override("prompt", "BUILD>")
    about: dict[str, Any] = {
        "variant": package.get_variant(variant_index),
        "build_type": BuildType.local,
        "install": install,
        "build_path": build_path,
        "install_path": install_path,
    }
    code, _, _ = context.execute_shell(  # type: ignore[misc]
        block=True,
        cwd=build_path,
        actions_callback=partial(cls._add_build_actions, context=context, package=package, **about),
        post_actions_callback=partial(cls.add_pre_build_commands, **about),
    )
    sys.exit(code)
