"""Build systems: what turns a variant's source into its payload, inside the build's environment.

The kinds are plugins of the type `build_system`; see `custom`, `cmake` and `make` beside this file.
"""

from __future__ import annotations

import os
from contextlib import suppress
from enum import Enum
from typing import List, TypedDict

from rez_next.exceptions import BuildSystemError, PackageMetadataError
from rez_next.host.bindings import RO_MappingBinding, VariantBinding
from rez_next.host.escaped_string import literal
from rez_next.objects.building.variant_folder import variant_folder
from rez_next.objects.package.developer import get_developer_package

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.developer import DeveloperPackage
    from rez_next.objects.package.package import Variant


class BuildType(Enum):
    """What a build is for."""

    #: For its developer.
    local = 0
    #: For everybody: a release.
    central = 1


class BuildResult(TypedDict, total=False):
    """What a build system answers.

    Attributes:
        success: True if the variant is built, and installed if that was wanted.
        extra_files: Files of interest to those who look into the build; they are installed too.
        build_env_script: A script that leads into the build's environment, if it was to be made.
    """

    success: bool
    extra_files: List[str]
    build_env_script: str


class BuildSystem:
    """What builds the variants of a package. Subclasses say how.

    Args:
        working_dir: The package's source folder.
        opts: The command line's options, as `bind_cli` declares them.
        package: The package; None loads the one in the source folder.
        write_build_scripts: Do not build; write scripts that lead into the build's environment.
        verbose: Say what is done.
        build_args: Arguments for the build.
        child_build_args: Arguments for the build system that this one uses, if it uses one.

    Raises:
        BuildSystemError: This system cannot build what is in the folder.
    """

    @classmethod
    def name(cls) -> str:
        """The plugin's name."""
        raise NotImplementedError

    def __init__(
        self,
        working_dir: str,
        opts: argparse.Namespace | None = None,
        package: DeveloperPackage | None = None,
        write_build_scripts: bool = False,
        verbose: bool = False,
        build_args: Sequence[str] = [],
        child_build_args: list[str] = [],  # noqa: B006
    ) -> None:
        self.working_dir = working_dir
        if not self.is_valid_root(working_dir):
            raise BuildSystemError(
                "Not a valid working directory for build system %r: %s" % (self.name(), working_dir)
            )
        self.package: DeveloperPackage = package or get_developer_package(working_dir)
        self.write_build_scripts = write_build_scripts
        self.build_args = build_args
        self.child_build_args = child_build_args
        self.verbose = verbose
        self.opts = opts

    @classmethod
    def is_valid_root(cls, path: str, package: Any = None) -> bool:
        """True if this system can build what is in a folder.

        Args:
            path: The folder.
            package: The package in it, where it is known.
        """
        raise NotImplementedError

    @classmethod
    def child_build_system(cls) -> str | None:
        """The name of the system that this one makes the files for, as cmake does for make."""
        return None

    @classmethod
    def bind_cli(cls, parser: argparse.ArgumentParser, group: argparse._ArgumentGroup) -> None:
        """Declare the command line's options of this system.

        Args:
            parser: The parser, to look at.
            group: The group to add them to.
        """

    def build(
        self,
        context: ResolvedContext,
        variant: Variant,
        build_path: str,
        install_path: str,
        install: bool = False,
        build_type: BuildType = BuildType.local,
    ) -> BuildResult:
        """Build a variant.

        Args:
            context: The environment to build in.
            variant: The variant.
            build_path: The folder for what the build makes on the way.
            install_path: The variant's folder in the repository.
            install: Put the result there.
            build_type: What the build is for.
        """
        raise NotImplementedError

    @classmethod
    def set_standard_vars(
        cls,
        executor: Any,
        context: ResolvedContext,
        variant: Variant,
        build_type: BuildType,
        install: bool,
        build_path: str,
        install_path: str | None = None,
    ) -> None:
        """Set the variables `REZ_BUILD_…` that every build sees.

        Their values are literal, so that no text of a package can be read as a shell's.

        Args:
            executor: Runs rex code in the build's environment.
            context: The environment.
            variant: The variant.
            build_type: What the build is for.
            install: True if the result is to be installed.
            build_path: The folder for what the build makes on the way.
            install_path: The variant's folder in the repository.
        """
        from rez_next.objects.config.config import config

        package: Any = variant.parent
        requests = context.requested_packages(True)
        variables = {
            "ENV": "1",
            "PATH": executor.normalize_path(build_path),
            "THREAD_COUNT": package.config.build_thread_count,
            "VARIANT_INDEX": variant.index or 0,
            "VARIANT_REQUIRES": " ".join(str(r) for r in variant.variant_requires),
            "VARIANT_SUBPATH": executor.normalize_path(variant_folder(variant)),
            "PROJECT_VERSION": package.version,
            "PROJECT_NAME": package.name,
            "PROJECT_DESCRIPTION": (package.description or "").strip(),
            "PROJECT_FILE": package.filepath,
            "SOURCE_PATH": executor.normalize_path(os.path.dirname(package.filepath)),
            "REQUIRES": " ".join(str(r) for r in requests),
            "REQUIRES_UNVERSIONED": " ".join(r.name for r in requests),
            "TYPE": build_type.name,
            "INSTALL": "1" if install else "0",
        }
        if install_path:
            variables["INSTALL_PATH"] = executor.normalize_path(install_path)
        for name, value in variables.items():
            executor.env["REZ_BUILD_" + name] = literal(str(value))
        if (
            build_type == BuildType.central
            and config.rez_1_environment_variables
            and not config.disable_rez_1_compatibility
        ):
            executor.env["REZ_IN_REZ_RELEASE"] = literal("1")

    @classmethod
    def add_pre_build_commands(
        cls,
        executor: Any,
        variant: Variant,
        build_type: BuildType,
        install: bool,
        build_path: str,
        install_path: str | None = None,
    ) -> None:
        """Run the variant's `pre_build_commands`, where it has any.

        They see the variant as `this`, and as `build` the arguments of this method.

        Args:
            executor: Runs rex code in the build's environment.
            variant: The variant.
            build_type: What the build is for.
            install: True if the result is to be installed.
            build_path: The folder for what the build makes on the way.
            install_path: The variant's folder in the repository.
        """
        commands = variant.pre_build_commands
        if not commands:
            return
        build = {
            "build_type": build_type.name,
            "install": install,
            "build_path": executor.normalize_path(build_path),
            "install_path": executor.normalize_path(install_path),
        }
        with executor.reset_globals():
            executor.bind("this", VariantBinding(variant, interpreter=executor.interpreter))
            executor.bind("build", RO_MappingBinding(build))
            executor.execute_code(commands)

    @classmethod
    def add_standard_build_actions(
        cls,
        executor: Any,
        context: ResolvedContext,
        variant: Variant,
        build_type: BuildType,
        install: bool,
        build_path: str,
        install_path: str | None = None,
    ) -> None:
        """Do what every build system does before a package's own commands run.

        Args:
            executor: Runs rex code in the build's environment.
            context: The environment.
            variant: The variant.
            build_type: What the build is for.
            install: True if the result is to be installed.
            build_path: The folder for what the build makes on the way.
            install_path: The variant's folder in the repository.
        """
        cls.set_standard_vars(
            executor=executor,
            context=context,
            variant=variant,
            build_type=build_type,
            install=install,
            build_path=build_path,
            install_path=install_path,
        )


def get_buildsys_types() -> list[str]:
    """The names of the build systems that there are."""
    from rez_next.objects.plugin.manager import plugin_manager

    names: list[str] = plugin_manager.get_plugins("build_system")
    return names


def get_valid_build_systems(
    working_dir: str, package: DeveloperPackage | None = None
) -> list[type[BuildSystem]]:
    """The build systems that can build what is in a folder.

    Args:
        working_dir: The folder.
        package: The package in it; None loads it, if there is one.
    """
    from rez_next.objects.plugin.manager import plugin_manager

    if package is None:
        with suppress(PackageMetadataError):
            package = get_developer_package(working_dir)
    if package is not None:
        wanted = getattr(package, "build_system", None)
        if getattr(package, "build_command", None) is not None:
            wanted = "custom"
        if wanted:
            return [plugin_manager.get_plugin_class("build_system", wanted)]
    classes = [
        plugin_manager.get_plugin_class("build_system", name) for name in get_buildsys_types()
    ]
    valid = [cls for cls in classes if cls.is_valid_root(working_dir, package=package)]
    # Where cmake makes the files for make, or somebody left them there, cmake it is.
    children = {cls.child_build_system() for cls in valid}
    return [cls for cls in valid if cls.name() not in children]


def create_build_system(
    working_dir: str,
    buildsys_type: str | None = None,
    package: DeveloperPackage | None = None,
    opts: argparse.Namespace | None = None,
    write_build_scripts: bool = False,
    verbose: bool = False,
    build_args: Any = [],  # noqa: B006
    child_build_args: Any = [],  # noqa: B006
) -> BuildSystem:
    """Make the build system for a source folder.

    Args:
        working_dir: The folder.
        buildsys_type: The system's name; None takes the one that can build what is there.
        package: The package; None loads the one in the folder.
        opts: The command line's options.
        write_build_scripts: Do not build; write scripts that lead into the build's environment.
        verbose: Say what is done.
        build_args: Arguments for the build.
        child_build_args: Arguments for the build system that this one uses.

    Raises:
        BuildSystemError: No system can build it, or several can, or not the named one.
        RezPluginError: There is none of that name.
    """
    from rez_next.objects.plugin.manager import plugin_manager

    if not buildsys_type:
        valid = get_valid_build_systems(working_dir, package=package)
        if not valid:
            message = "No build system is associated with the path %s"
            raise BuildSystemError(message % working_dir)
        if len(valid) > 1:
            names = ", ".join(cls.name() for cls in valid)
            message = "Source could be built with one of: %s; Please specify a build system"
            raise BuildSystemError(message % names)
        buildsys_type = valid[0].name()
    cls = plugin_manager.get_plugin_class("build_system", buildsys_type)
    system: BuildSystem = cls(
        working_dir,
        opts=opts,
        package=package,
        write_build_scripts=write_build_scripts,
        verbose=verbose,
        build_args=build_args,
        child_build_args=child_build_args,
    )
    return system
