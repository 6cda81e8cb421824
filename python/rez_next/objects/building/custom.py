"""The build system `custom`: the package says itself what to run, in `build_command`."""

from __future__ import annotations

import sys
from functools import partial
from shlex import quote

from rez_next.exceptions import PackageMetadataError
from rez_next.objects.building.build_env import write_build_env_script
from rez_next.objects.building.system import BuildResult, BuildSystem, BuildType
from rez_next.objects.package.developer import get_developer_package
from rez_next.objects.text.messages import print_warning
from rez_next.objects.text.printer import Printer, heading

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.package import Variant

# Where a project declares the options of its build, in the folder the command runs in.
_OPTIONS_FILE = "./parse_build_args.py"


class CustomBuildSystem(BuildSystem):
    """Runs the command that the package's `build_command` is: a text or a list of words.

    In it `{root}` is the source folder, `{build_path}` the build's, `{install_path}` the
    variant's in the repository; `{install}` is `install` if the result is to be installed, and
    else empty; `{name}`, `{version}` and `{variant_index}` are the package's. False is no command
    at all: there is nothing to build.
    """

    @classmethod
    def name(cls) -> str:
        """`custom`."""
        return "custom"

    @classmethod
    def is_valid_root(cls, path: str, package: Any = None) -> bool:
        """True if the package has a `build_command`."""
        if package is None:
            try:
                package = get_developer_package(path)
            except PackageMetadataError:
                return False
        return getattr(package, "build_command", None) is not None

    @classmethod
    def bind_cli(cls, parser: argparse.ArgumentParser, group: argparse._ArgumentGroup) -> None:
        """Declare the options that the project's `parse_build_args.py` adds to `parser`."""
        try:
            with open(_OPTIONS_FILE, encoding="utf-8") as file:
                source = file.read()
        except OSError:
            return
        before = {action.dest for action in parser._actions}
        try:
            exec(compile(source, _OPTIONS_FILE, "exec"), {"parser": group})
        except Exception as error:
            print_warning("Error in ./parse_build_args.py: %s", error)
        added = {action.dest for action in parser._actions} - before
        parser._rezbuild_extra_args = list(added)  # type: ignore[attr-defined]

    def build(
        self,
        context: ResolvedContext,
        variant: Variant,
        build_path: str,
        install_path: str,
        install: bool = False,
        build_type: BuildType = BuildType.local,
    ) -> BuildResult:
        """Run the command; what it needs to know is in variables of the environment."""
        if self.write_build_scripts:
            script = write_build_env_script(
                self, variant, build_path=build_path, install=install, install_path=install_path
            )
            return {"success": True, "build_env_script": script}
        command = self.package.build_command
        if command is False:
            return {"success": True}
        fields = self._fields(variant, build_path, install_path, install)
        if isinstance(command, str):
            words = [command, *map(quote, self.build_args)]
            command = line = " ".join(words).format(**fields).strip()
        else:
            command = [word.format(**fields).strip() for word in [*command, *self.build_args]]
            line = " ".join(map(quote, command))
        if self.verbose:
            Printer(sys.stdout)("Running build command: %s" % line, heading)

        about: dict[str, Any] = {
            "variant": variant,
            "build_type": build_type,
            "install": install,
            "build_path": build_path,
            "install_path": install_path,
        }

        def before_commands(executor: Any) -> None:
            self._add_build_actions(executor, context=context, package=self.package, **about)
            self._set_options(executor)

        code, _, _ = context.execute_shell(  # type: ignore[misc]
            command=command,
            block=True,
            cwd=build_path,
            actions_callback=before_commands,
            post_actions_callback=partial(self.add_pre_build_commands, **about),
        )
        return {"success": not code}

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

    def _fields(
        self, variant: Variant, build_path: str, install_path: str, install: bool
    ) -> dict[str, Any]:
        from rez_next.objects.shell.shells import create_shell

        normalize = create_shell().normalize_path
        return {
            "build_path": normalize(build_path),
            "install_path": normalize(install_path),
            "root": normalize(self.package.root or ""),
            "install": "install" if install else "",
            "name": self.package.name,
            "variant_index": "" if variant.index is None else variant.index,
            "version": self.package.version,
        }

    def _set_options(self, executor: Any) -> None:
        """Hand the project's own options over, as variables `__PARSE_ARG_<NAME>`."""
        if not self.opts:
            return
        own = getattr(self.opts.parser, "_rezbuild_extra_args", ())
        for name, value in vars(self.opts).items():
            if name in own:
                executor.env["__PARSE_ARG_" + name.upper()] = _quoted(value)


def _quoted(value: Any) -> Any:
    """An option's value, so that no shell reads more than a word of text in it."""
    if isinstance(value, bool):
        return 1 if value else 0
    if isinstance(value, (list, tuple)):
        return " ".join(quote(str(item)) for item in value)
    return quote(str(value))
