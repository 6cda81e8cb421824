"""What a context is for: the environment it makes, as data, as a script, and to run things in."""

from __future__ import annotations

from rez_next.objects.context.on_success import on_success

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Callable

    from rez_next.host.actions import Action
    from rez_next.objects.shell.execution import ShellResult


class ContextEnvironment:
    """The environment. A part of `ResolvedContext`: `self` is one."""

    # False once a package cache was found to have no folder: it is said once.
    package_cache_present = True

    @on_success
    def get_environ(self: Any, parent_environ: Mapping[str, str] | None = None) -> dict[str, str]:
        """The variables that the resolved packages set.

        Args:
            parent_environ: The environment to build on; None is this process's.

        Raises:
            PackageCommandError: A package's commands failed.
        """
        from rez_next.objects.shell.execution import environment

        return environment(self, parent_environ)

    @on_success
    def get_shell_code(
        self: Any,
        shell: str | None = None,
        parent_environ: Mapping[str, str] | None = None,
        style: Any = None,
    ) -> str:
        """The script that makes this environment in a running shell.

        Args:
            shell: The shell it is for, such as `bash`; None is the current one.
            parent_environ: The environment to build on; None is this process's.
            style: rez's output style; None is `file`.
        """
        from rez_next.objects.shell.execution import shell_code

        return shell_code(self, shell, parent_environ, style)

    @on_success
    def execute_command(
        self: Any,
        args: str | Sequence[str],
        parent_environ: dict[str, str] | None = None,
        **Popen_args: Any,
    ) -> subprocess.Popen[Any]:
        """Start a command in this environment, without a shell's aliases and functions.

        Args:
            args: The command and its arguments, or one string for the system's shell.
            parent_environ: The environment to build on; None is this process's.
            Popen_args: Further arguments of `subprocess.Popen`.

        Returns:
            The process, started by this very process.
        """
        from rez_next.objects.shell.execution import execute_command

        return execute_command(self, args, parent_environ, Popen_args)

    @on_success
    def execute_shell(
        self: Any,
        shell: str | None = None,
        parent_environ: Mapping[str, str] | None = None,
        rcfile: str | None = None,
        norc: bool = False,
        stdin: Any = False,
        command: str | Iterable[str] | None = None,
        quiet: bool = False,
        block: bool | None = None,
        actions_callback: Callable[[Any], Any] | None = None,
        post_actions_callback: Callable[[Any], Any] | None = None,
        context_filepath: str | None = None,
        start_new_session: bool = False,
        detached: bool = False,
        pre_command: str | Sequence[str] | None = None,
        **Popen_args: Any,
    ) -> subprocess.Popen[Any] | tuple[int, Any, Any] | ShellResult:
        """Start a shell in this environment, or run a command in one.

        Two forms share the first argument. A text that names none of rez's shells, alone or with
        `parent_environ` and arguments of `Popen`, is a command:
        `execute_shell("echo $REZ_USED_RESOLVE")` runs it to its end in the current shell and
        returns its output as text. Every other call is rez's and returns what rez returns.

        Args:
            shell: The shell to start, such as `bash`, or a command (see above).
            parent_environ: The environment to build on; None is this process's.
            rcfile: A file to source in place of the shell's own startup files.
            norc: Skip startup files where the shell can.
            stdin: Read commands from standard input; a file or `PIPE` reads them from there.
            command: Run this and end. An empty one starts the shell, which then ends at once.
            quiet: No welcome message in an interactive shell.
            block: Wait for the end. None waits if the shell is interactive.
            actions_callback: Called with the rex executor before packages' commands run.
            post_actions_callback: Called with the rex executor after they did.
            context_filepath: Where to write the environment's script; the caller removes it.
            start_new_session: Start the shell in a process group of its own.
            detached: Open a terminal window of its own.
            pre_command: Words to put before the shell's command line.
            Popen_args: Further arguments of `subprocess.Popen`.

        Returns:
            A `Popen`, or with `block` the tuple (returncode, stdout, stderr), or for the command
            form a result with `stdout`, `stderr` and `returncode`.

        Raises:
            RezPluginError: There is no such shell.
        """
        from rez_next.objects.shell import execution

        if shell and execution.is_command(
            shell, rcfile, norc, stdin, command, quiet, block is not None, actions_callback,
            post_actions_callback, context_filepath, start_new_session, detached, pre_command,
        ):  # fmt: skip
            return execution.run_command(self, shell, parent_environ, Popen_args)
        return execution.execute_shell(
            self,
            shell=shell,
            parent_environ=parent_environ,
            rcfile=rcfile,
            norc=norc,
            stdin=stdin,
            command=command,
            quiet=quiet,
            block=block,
            actions_callback=actions_callback,
            post_actions_callback=post_actions_callback,
            context_filepath=context_filepath,
            start_new_session=start_new_session,
            detached=detached,
            pre_command=pre_command,
            popen_args=Popen_args,
        )

    @on_success
    def execute_rex_code(
        self: Any,
        code: str,
        filename: str | None = None,
        shell: str | None = None,
        parent_environ: Mapping[str, str] | None = None,
        **Popen_args: Any,
    ) -> subprocess.Popen[Any]:
        """Run rex code in a shell of this environment, after the packages' own.

        Args:
            code: The code; it sees what packages' commands see but `this`.
            filename: What tracebacks call it.
            shell: The shell, such as `bash`; None is the current one.
            parent_environ: The environment to build on; None is this process's.
            Popen_args: Further arguments of `subprocess.Popen`.

        Returns:
            The shell's process.

        Raises:
            RexError: The code is no Python, or raised.
        """
        process: subprocess.Popen[Any] = self.execute_shell(
            shell=shell,
            parent_environ=parent_environ,
            command="",
            block=False,
            post_actions_callback=lambda executor: executor.execute_code(code, filename),
            **Popen_args,
        )
        return process

    @on_success
    def get_actions(self: Any, parent_environ: Mapping[str, str] | None = None) -> list[Action]:
        """What the packages ask for, as rex actions in order.

        Args:
            parent_environ: The environment to build on; None is this process's.
        """
        from rez_next.objects.shell.execution import actions

        return actions(self, parent_environ)

    @on_success
    def apply(self: Any, parent_environ: Mapping[str, str] | None = None) -> None:
        """Make this process's `os.environ` and `sys.path` those of the context."""
        from rez_next.objects.shell.execution import apply_to_process

        apply_to_process(self, parent_environ)

    @on_success
    def which(
        self: Any, cmd: str, parent_environ: Mapping[str, str] | None = None, fallback: bool = False
    ) -> str | None:
        """The path of a program in this environment.

        Args:
            cmd: The program's name.
            parent_environ: The environment to build on; None is this process's.
            fallback: Search this process's PATH too.
        """
        from rez_next.objects.files.programs import which

        found = which(cmd, env=self.get_environ(parent_environ))
        return which(cmd) if found is None and fallback else found
