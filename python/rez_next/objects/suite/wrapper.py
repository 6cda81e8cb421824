"""A suite's wrapper: runs a tool in its context, and answers options about it.

Options begin with the context's prefix character, `+` by default: `maya +about`, `maya +i`.
"""

from __future__ import annotations

import os
import sys

from rez_next.exceptions import RezSystemError, SuiteError
from rez_next.objects.config.config import config
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.text.printer import Printer, critical, heading, local, print_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable
    from typing import Any, NoReturn

    from rez_next.objects.package.package import Variant
    from rez_next.objects.suite.suite import Suite


class Wrapper:
    """A tool of a suite.

    Args:
        filepath: The wrapper, in the folder `bin` of its suite.

    Raises:
        OSError: It cannot be read.
        RezSystemError: It is no wrapper, or in no suite.
    """

    def __init__(self, filepath: str) -> None:
        from rez_next.objects.script.forwarding import read_forwarding_script
        from rez_next.objects.suite.suite import Suite

        arguments = read_forwarding_script(filepath).get("kwargs") or {}
        suite_path = os.path.dirname(os.path.dirname(filepath))
        try:
            context_name, tool_name = arguments["context_name"], arguments["tool_name"]
            Suite.load(suite_path)
        except KeyError as error:
            raise RezSystemError(
                "Invalid executable file %s: it has no %s" % (filepath, error)
            ) from error
        except SuiteError as error:
            raise RezSystemError("Invalid executable file %s: %s" % (filepath, error)) from error
        context = ResolvedContext.load(_context_file(suite_path, context_name))
        self._init(suite_path, context_name, context, tool_name, arguments.get("prefix_char"))

    def _init(
        self,
        suite_path: str,
        context_name: str,
        context: ResolvedContext,
        tool_name: str,
        prefix_char: str | None = None,
    ) -> None:
        self.suite_path = suite_path
        self.context_name = context_name
        self.context = context
        self.tool_name = tool_name
        self.prefix_char = prefix_char

    @property
    def suite(self) -> Suite:
        """The suite it is in."""
        from rez_next.objects.suite.suite import Suite

        return Suite.load(self.suite_path)

    def run(self, *args: str) -> int:
        """Run the tool, or do what an option says.

        Args:
            args: What follows the wrapper on the command line.

        Returns:
            The tool's exit code; 0 for an option that only prints.
        """
        prefix = config.suite_alias_prefix_char if self.prefix_char is None else self.prefix_char
        if prefix == "":
            return _exit_code(self.context, [self.tool_name, *args])
        return self._run(prefix, list(args))

    def print_about(self) -> int:
        """Print where the tool comes from."""
        print("Tool:     %s" % self.tool_name)
        print("Path:     %s" % os.path.join(self.suite_path, "bin", self.tool_name))
        print("Suite:    %s" % self.suite_path)
        print("Context:  %s (%r)" % (self.context.load_path, self.context_name))
        variants = self.context.get_tool_variants(self.tool_name)
        if len(variants) > 1:
            _print_conflicting(variants)
        for variant in variants if len(variants) == 1 else ():
            print("Package:  %s" % variant.qualified_package_name)
        return 0

    def print_package_versions(self) -> int:
        """Print the versions of the tool's package, latest first; its own has a star."""
        from rez_next.objects.repository.repository import iter_packages

        variants = self.context.get_tool_variants(self.tool_name)
        if len(variants) > 1:
            _print_conflicting(variants)
            return 1
        for variant in variants:
            rows: list[Any] = []
            packages = iter_packages(variant.name)
            for package in sorted(packages, key=lambda each: each.version, reverse=True):
                own = package.version == variant.version
                style = heading if own else local if package.is_local else None
                name = ("* %s" if own else "  %s") % package.qualified_name
                label = "(local)" if package.is_local else ""
                rows.append(((name, package.path, label), style))
            print_rows(Printer(), rows)
        return 0

    def peek(self) -> int:
        """Print what the context's request resolves to now, against what it did."""
        config.remove_override("quiet")
        now = ResolvedContext(
            self.context.requested_packages(), package_paths=self.context.package_paths
        )
        _be_quiet()
        self.context.print_resolve_diff(now)
        return 0

    def _run(self, prefix: str, args: list[str]) -> int:
        options, tool_args = _parsed(self.tool_name, prefix, args)
        if options.about:
            return self.print_about()
        if options.versions:
            return self.print_package_versions()
        if options.peek:
            return self.peek()
        context = self.context if options.patch is None else self._patched(options)
        command: list[str] | None = [self.tool_name, *tool_args]
        if options.command:
            command = options.command
        elif options.interactive:
            config.override("prompt", "%s%s>" % (self.context_name, "*" if options.patch else ""))
            command = None
        stdin = options.stdin and _has_input()
        return _exit_code(context, command, stdin=stdin, quiet=options.quiet)

    def _patched(self, options: Namespace) -> ResolvedContext:
        request = self.context.get_patched_request(options.patch, strict=options.strict)
        config.remove_override("quiet")
        paths = config.nonlocal_packages_path if options.no_local else None
        context = ResolvedContext(request, package_paths=paths, verbosity=options.verbose)
        _be_quiet()
        return context


def run_tool(
    context_name: str,
    tool_name: str,
    prefix_char: str | None = None,
    _script: str | None = None,
    _cli_args: list[str] | None = None,
) -> NoReturn:
    """What wrappers call: run the tool and end with its exit code.

    Args:
        context_name: The context in the suite.
        tool_name: The tool.
        prefix_char: See `Suite.add_context`.
        _script: The wrapper.
        _cli_args: What follows it on the command line.
    """
    suite_path = os.path.dirname(os.path.dirname(str(_script)))
    context = ResolvedContext.load(_context_file(suite_path, context_name))
    wrapper = Wrapper.__new__(Wrapper)
    wrapper._init(suite_path, context_name, context, tool_name, prefix_char)
    sys.exit(wrapper.run(*(_cli_args or ())))


def _context_file(suite_path: str, context_name: str) -> str:
    return os.path.join(suite_path, "contexts", "%s.rxt" % context_name)


def _exit_code(context: ResolvedContext, command: list[str] | None, **options: Any) -> int:
    code, _, _ = context.execute_shell(  # type: ignore[misc]
        command=command, block=True, **options
    )
    return int(code)


def _parsed(tool_name: str, prefix: str, args: list[str]) -> tuple[Namespace, list[str]]:
    """The wrapper's own options, and what is the tool's."""
    import argparse

    parser = argparse.ArgumentParser(prog=tool_name, prefix_chars=prefix)

    def option(*names: str, help: str, **kwargs: Any) -> None:
        parser.add_argument(*(name.replace("=", prefix) for name in names), help=help, **kwargs)

    option("=a", "==about", action="store_true", help="say where the tool comes from")
    option("=i", "==interactive", action="store_true", help="start a shell in its environment")
    option("=p", "==patch", nargs="*", metavar="PKG", help="run it with these requests changed")
    option("==versions", action="store_true", help="list the versions of its package")
    option(
        "==command", nargs="+", metavar=("COMMAND", "ARG"), help="run another command in its place"
    )
    option("==stdin", action="store_true", help="run commands from standard input in its place")
    option("==strict", action="store_true", help="with patch: change the resolve, not the request")
    option(
        "==nl", "==no-local", dest="no_local", action="store_true",
        help="with patch: leave local packages out",
    )  # fmt: skip
    option("==peek", action="store_true", help="show what the request would resolve to now")
    option("==verbose", action="count", default=0, help="say more; repeat for still more")
    option("==quiet", action="store_true", help="no welcome in a shell")
    option(
        "==no-rez-args", dest="no_rez_args", action="store_true",
        help="all other arguments are the tool's",
    )  # fmt: skip

    options, tool_args = parser.parse_known_args(args)
    if options.no_rez_args:
        tool_args = list(args)
        tool_args.remove(prefix * 2 + "no-rez-args")
        options = parser.parse_args([])
    return options, tool_args


def _has_input() -> bool:
    """Whether something waits on standard input; where that cannot be seen, yes."""
    import select

    try:
        return bool(select.select([sys.stdin], [], [], 0.0)[0])
    except (OSError, ValueError):
        return True


def _be_quiet() -> None:
    if "REZ_QUIET" not in os.environ:
        config.override("quiet", True)


def _print_conflicting(variants: Iterable[Variant]) -> None:
    names = " ".join(variant.qualified_package_name for variant in variants)
    Printer()("Packages (in conflict): %s" % names, critical)
