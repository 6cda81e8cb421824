"""The release hook `command`: runs programs before and after a release."""

from __future__ import annotations

import os
import shutil
import sys
from subprocess import PIPE, STDOUT, Popen, list2cmdline

from rez_next.exceptions import ReleaseHookCancellingError
from rez_next.host.formatting import expandvars
from rez_next.objects.config.config import config
from rez_next.objects.data.schema import And, Optional, Or, Schema, Use
from rez_next.objects.data.scope import scoped_formatter
from rez_next.objects.releasing.hook import ReleaseHook
from rez_next.objects.system.system import system
from rez_next.objects.text.messages import print_debug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar


class CommandReleaseHook(ReleaseHook):
    """Runs the programs that the settings `plugins.release_hook.command` name.

    Each is a dict: `command`, the program; `args`, a text or a list, in which fields such as
    `{package.name}` and variables are filled in; `pretty_args`, False to have lists as Python
    writes them; `user`, who runs it: oneself, or `root`, by sudo; `env`, further variables.
    """

    commands_schema: Schema = Schema(
        {
            "command": str,
            Optional("args"): Or(And(str, Use(lambda text: text.strip().split())), [str]),
            Optional("pretty_args"): bool,
            Optional("user"): str,
            Optional("env"): dict,
        }
    )
    schema_dict: ClassVar[dict[str, Any]] = {
        "print_commands": bool,
        "print_output": bool,
        "print_error": bool,
        "cancel_on_error": bool,
        "stop_on_error": bool,
        "pre_build_commands": [commands_schema],
        "pre_release_commands": [commands_schema],
        "post_release_commands": [commands_schema],
    }

    @classmethod
    def name(cls) -> str:
        """`command`."""
        return "command"

    def pre_build(  # type: ignore[override]
        self, user: str, install_path: str, variants: Any = None, **kwargs: Any
    ) -> None:
        """Run `pre_build_commands`."""
        errors = self._run(self.settings.pre_build_commands, install_path, variants)
        self._cancel("pre-build", errors)

    def pre_release(  # type: ignore[override]
        self, user: str, install_path: str, variants: Any = None, **kwargs: Any
    ) -> None:
        """Run `pre_release_commands`."""
        errors = self._run(self.settings.pre_release_commands, install_path, variants)
        self._cancel("pre-release", errors)

    def post_release(  # type: ignore[override]
        self, user: str, install_path: str, variants: Any, **kwargs: Any
    ) -> None:
        """Run `post_release_commands`. `{package}` is the one that was installed."""
        errors = self._run(self.settings.post_release_commands, install_path, variants)
        if errors:
            message = "The following post-release commands failed:\n%s"
            print_debug(message, "\n\n".join(errors))

    def execute_command(
        self,
        cmd_name: str,
        cmd_arguments: list[str] | None,
        user: str | None,
        errors: list[str],
        env: dict[str, str] | None = None,
    ) -> bool:
        """Run a program.

        Args:
            cmd_name: The program.
            cmd_arguments: Its arguments.
            user: Who runs it; None is oneself.
            errors: Gets a message if it fails.
            env: Its environment; None is this process's.

        Returns:
            True if it succeeded.

        Raises:
            NotImplementedError: The user is neither oneself nor root.
        """
        path = cmd_name if os.path.isfile(cmd_name) else shutil.which(cmd_name)
        if not path:
            return self._failed("%s: command not found" % cmd_name, errors)
        words = [path, *(cmd_arguments or [])]
        if user == "root":
            words = ["sudo", *words]
        elif user and user != system.user:
            raise NotImplementedError(
                "A release command runs as oneself or as root, not as %r" % user
            )
        process = Popen(words, stdout=PIPE, stderr=STDOUT, env=env or None)
        output = process.communicate()[0].decode(errors="replace").strip()
        if process.returncode:
            return self._failed("command failed:\n%s" % output, errors)
        if self.settings.print_output:
            print(output)
        return True

    def _failed(self, message: str, errors: list[str]) -> bool:
        errors.append(message)
        if self.settings.print_error:
            print(message, file=sys.stderr)
        return False

    def _cancel(self, when: str, errors: list[str]) -> None:
        if errors and self.settings.cancel_on_error:
            message = "The following %s commands failed:\n%s"
            raise ReleaseHookCancellingError(message % (when, "\n\n".join(errors)))

    def _run(self, commands: Any, install_path: str, variants: Any) -> list[str]:
        """Run programs and return what went wrong."""
        package: Any = self.package
        about = []
        for variant in variants or ():
            if not isinstance(variant, int):
                package = variant.parent
                requires = [str(request) for request in variant.variant_requires]
                variant = {**variant.resource.variables, "variant_requires": requires}
            about.append(variant)
        formatter = scoped_formatter(
            system=system,
            release={"path": install_path},
            package=package,
            variants=about,
            num_variants=len(about),
        )
        errors: list[str] = []
        for command in commands:
            pretty = command.get("pretty_args", True)
            own = command.get("env") or {}
            environ = {**os.environ, **own}
            args = command.get("args") or []
            args = args.split() if isinstance(args, str) else args
            args = [expandvars(formatter.format(arg, pretty=pretty), environ) for arg in args]
            self._announce([command["command"], *args], own)
            done = self.execute_command(
                cmd_name=command["command"],
                cmd_arguments=args,
                user=command.get("user"),
                errors=errors,
                env=environ if own else None,
            )
            if not done and self.settings.stop_on_error:
                break
        return errors

    def _announce(self, words: list[str], variables: dict[str, str]) -> None:
        lines = ["running command: %s" % list2cmdline(words)]
        lines += ["    with: %s=%s" % item for item in variables.items()]
        if self.settings.print_commands:
            print("\n".join(lines))
        elif config.debug("package_release"):
            for line in lines:
                print_debug("%s", line)
