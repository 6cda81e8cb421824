"""The build system `cmake`: runs CMake and then what CMake has made files for.

rez has macros for projects of CMake, `include(RezBuild)` and others. They are a library of its own:
a project that uses them finds those of the rez that is installed beside this package.
"""

from __future__ import annotations

import os
from functools import partial

from rez_next.exceptions import BuildSystemError
from rez_next.objects.building.build_env import write_build_env_script
from rez_next.objects.building.system import BuildResult, BuildSystem, BuildType
from rez_next.objects.config.config import config
from rez_next.objects.data.schema import Or
from rez_next.objects.files.programs import which
from rez_next.objects.system.platform import platform_
from rez_next.objects.text.messages import print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any, ClassVar

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.package import Variant

# What runs the files of a generator, by rez's name of it; all others are for make.
_MAKERS = {"mingw": "mingw32-make", "nmake": "nmake", "ninja": "ninja"}


class RezCMakeError(BuildSystemError):
    """CMake is not there, or cannot make what is asked for."""


class CMakeBuildSystem(BuildSystem):
    """Builds a project that has a `CMakeLists.txt`.

    CMake sees `REZ_BUILD_TYPE`, `local` or `central`, and `REZ_BUILD_INSTALL`, 1 if the result is
    to be installed and else 0, as its own variables.
    """

    build_systems: ClassVar[dict[str, str]] = {
        "eclipse": "Eclipse CDT4 - Unix Makefiles",
        "codeblocks": "CodeBlocks - Unix Makefiles",
        "make": "Unix Makefiles",
        "nmake": "NMake Makefiles",
        "mingw": "MinGW Makefiles",
        "xcode": "Xcode",
        "ninja": "Ninja",
    }

    build_targets: ClassVar[list[str]] = ["Debug", "Release", "RelWithDebInfo"]

    schema_dict: ClassVar[dict[str, Any]] = {
        "build_target": Or(*build_targets),
        "build_system": Or(*build_systems),
        "cmake_args": [str],
        "cmake_binary": Or(None, str),
        "make_binary": Or(None, str),
    }

    @classmethod
    def name(cls) -> str:
        """`cmake`."""
        return "cmake"

    @classmethod
    def child_build_system(cls) -> str:
        """`make`, whose files CMake makes."""
        return "make"

    @classmethod
    def is_valid_root(cls, path: str, package: Any = None) -> bool:
        """True if there is a `CMakeLists.txt`."""
        return os.path.isfile(os.path.join(path, "CMakeLists.txt"))

    @classmethod
    def bind_cli(cls, parser: argparse.ArgumentParser, group: argparse._ArgumentGroup) -> None:
        """Declare the options of the command line."""
        settings = config.plugins.build_system.cmake
        group.add_argument(
            "--bt",
            "--build-target",
            dest="build_target",
            type=str,
            choices=cls.build_targets,
            default=settings.build_target,
            help="set the build target (default: %(default)s).",
        )
        group.add_argument(
            "--bs",
            "--cmake-build-system",
            dest="cmake_build_system",
            choices=list(cls.build_systems),
            default=settings.build_system,
            help="set the cmake build system (default: %(default)s).",
        )

    def __init__(
        self,
        working_dir: str,
        opts: Any = None,
        package: Any = None,
        write_build_scripts: bool = False,
        verbose: bool = False,
        build_args: Any = [],  # noqa: B006
        child_build_args: Any = [],  # noqa: B006
    ) -> None:
        super().__init__(
            working_dir,
            opts=opts,
            package=package,
            write_build_scripts=write_build_scripts,
            verbose=verbose,
            build_args=build_args,
            child_build_args=child_build_args,
        )
        self.settings: Any = self.package.config.plugins.build_system.cmake
        self.build_target: str = getattr(opts, "build_target", self.settings.build_target)
        given = getattr(opts, "cmake_build_system", self.settings.build_system)
        self.cmake_build_system: str = given
        if self.cmake_build_system == "xcode" and platform_.name != "osx":
            raise RezCMakeError("Xcode projects can only be made on macOS")

    def build(
        self,
        context: ResolvedContext,
        variant: Variant,
        build_path: str,
        install_path: str,
        install: bool = False,
        build_type: BuildType = BuildType.local,
    ) -> BuildResult:
        """Run CMake, then make or what stands for it, and its target `install` if asked to.

        Raises:
            RezCMakeError: There is no CMake.
        """
        about: dict[str, Any] = {
            "variant": variant,
            "build_type": build_type,
            "install": install,
            "build_path": build_path,
            "install_path": install_path,
        }
        before = partial(self._add_build_actions, context=context, package=self.package, **about)
        after = partial(self.add_pre_build_commands, **about)

        def run(command: list[str], space: str = "\n") -> bool:
            if self.verbose:
                print("%sExecuting: %s" % (space, " ".join(command)))
            code, _, _ = context.execute_shell(  # type: ignore[misc]
                command=command,
                block=True,
                cwd=build_path,
                actions_callback=before,
                post_actions_callback=after,
            )
            return not code

        if not run(self._configuring(context, install_path, install, build_type), space=""):
            if _rezs_folder("cmake_files") is None:
                print_warning(
                    "No rez is installed beside rez-next: projects that use its macros for CMake, "
                    "as by include(RezBuild), need one"
                )
            return {"success": False}
        if self.write_build_scripts:
            script = write_build_env_script(
                self, variant, build_path=build_path, install=install, install_path=install_path
            )
            return {"success": True, "build_env_script": script}
        command = self._making(variant)
        succeeds = run(command)
        if succeeds and install and "install" not in command:
            succeeds = run([*command, "install"])
        return {"success": succeeds}

    def _configuring(
        self, context: ResolvedContext, install_path: str, install: bool, build_type: BuildType
    ) -> list[str]:
        from rez_next.objects.shell.shells import create_shell

        program = self.settings.cmake_binary or context.which("cmake", fallback=True)
        if not program:
            raise RezCMakeError("could not find cmake binary")
        found = which(program)
        if not found:
            raise RezCMakeError("cmake binary does not exist: %s" % program)
        # The shell fills it in: packages and macros are found by what commands() made of it.
        module_path = create_shell().get_key_token("CMAKE_MODULE_PATH").replace("\\", "/")
        return [
            found,
            self.working_dir,
            *(self.settings.cmake_args or ()),
            *(self.build_args or ()),
            "-DCMAKE_INSTALL_PREFIX=%s" % install_path,
            "-DCMAKE_MODULE_PATH=%s" % module_path,
            "-DCMAKE_BUILD_TYPE=%s" % self.build_target,
            "-DREZ_BUILD_TYPE=%s" % build_type.name,
            "-DREZ_BUILD_INSTALL=%d" % install,
            "-G",
            self.build_systems[self.cmake_build_system],
        ]

    def _making(self, variant: Variant) -> list[str]:
        maker = self.settings.make_binary or _MAKERS.get(self.cmake_build_system, "make")
        own = list(self.child_build_args or ())
        if maker != "nmake" and not any(each.startswith("-j") for each in own):
            own.append("-j%d" % variant.config.build_thread_count)
        return [maker, *own]

    @classmethod
    def _add_build_actions(
        cls,
        executor: Any,
        context: ResolvedContext,
        package: Any,
        variant: Variant,
        build_type: BuildType,
        install: bool,
        build_path: str,
        install_path: str | None = None,
    ) -> None:
        cls.add_standard_build_actions(
            executor=executor,
            context=context,
            variant=variant,
            build_type=build_type,
            install=install,
            build_path=build_path,
            install_path=install_path,
        )
        macros, templates = _rezs_folder("cmake_files"), _rezs_folder("template_files")
        if macros is not None:
            executor.env.CMAKE_MODULE_PATH.append(macros.replace("\\", "/"))
        if templates is not None:
            executor.env.REZ_BUILD_DOXYFILE = os.path.join(templates, "Doxyfile")
        settings = package.config.plugins.build_system.cmake
        executor.env.REZ_BUILD_INSTALL_PYC = "1" if settings.install_pyc else "0"


def _rezs_folder(name: str) -> str | None:
    """A folder of what the installed rez has for builds; None without a rez."""
    from rez_next.switch import installed_rez

    rez = installed_rez()
    if rez is None:
        return None
    folder = os.path.join(os.path.dirname(rez), "rezplugins", "build_system", name)
    return folder if os.path.isdir(folder) else None
