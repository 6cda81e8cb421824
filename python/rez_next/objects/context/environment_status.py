"""Where this process is: in which context, with which suites, and what a name stands for there."""

from __future__ import annotations

import os
from shutil import which

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.suite.suite import Suite
from rez_next.objects.text.printer import Printer, critical, print_rows, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.suite.wrapper import Wrapper
    from rez_next.objects.text.printer import Style

    Row = tuple[list[str], Style | None]


class Status:
    """The context and the suites of this process, looked up once; `status` is one."""

    def __init__(self) -> None:
        self._found: dict[str, Any] = {}

    @property
    def context_file(self) -> str | None:
        """The file of the context this process runs in, or None."""
        found: str | None = self._once("context_file", lambda: os.getenv("REZ_RXT_FILE"))
        return found

    @property
    def context(self) -> ResolvedContext | None:
        """The context this process runs in, or None.

        Raises:
            ResolvedContextError: Its file cannot be read.
        """
        path = self.context_file
        load = ResolvedContext.load
        found: ResolvedContext | None = self._once("context", lambda: load(path) if path else None)
        return found

    @property
    def suites(self) -> list[Suite]:
        """The suites whose tools are on PATH."""
        found: list[Suite] = self._once("suites", Suite.load_visible_suites)
        return found

    @property
    def parent_suite(self) -> Suite | None:
        """The suite whose tool this process runs in, or None."""
        path = self.context.parent_suite_path if self.context else None
        found: Suite | None = self._once("suite", lambda: Suite.load(path) if path else None)
        return found

    @property
    def active_suite_context_name(self) -> str | None:
        """What the context is called in that suite, or None."""
        return self.context.suite_context_name if self.context else None

    def print_info(self, obj: str | None = None, buf: Any = None) -> bool:
        """Print what something is, or where this process is.

        Args:
            obj: A tool, a package or a request for one, a suite's folder, a context's file.
            buf: Where to; None is standard output.

        Returns:
            False if it is none of these.
        """
        say = Printer(buf)
        if not obj:
            self._print_place(say)
            return True
        known = False
        for show in (self._show_tool, self._show_package, self._show_suite, self._show_context):
            if show(obj, say, "is also" if known else "is"):
                known = True
                print(file=say.buf)
        if not known:
            print("Rez does not know what '%s' is" % obj, file=say.buf)
        return known

    def print_tools(self, pattern: str | None = None, buf: Any = None) -> bool:
        """Print the tools of the context and of the suites.

        Args:
            pattern: Only those whose name matches, such as `ma*`.
            buf: Where to; None is standard output.

        Returns:
            False if there are none.
        """
        from fnmatch import fnmatch

        rows = _tools_of_context(self.context)
        shown = {name for name, _ in rows}
        for name, row in _tools_of_suites(self.suites):
            if name not in shown:
                shown.add(name)
                rows.append((name, row))
        if pattern:
            rows = [(name, row) for name, row in rows if fnmatch(name, pattern)]
        say = Printer(buf)
        if not rows:
            say("No matching tools.")
            return False
        head: list[Row] = [
            (["TOOL", "ALIASING", "PACKAGE", "SOURCE", ""], None),
            (["----", "--------", "-------", "------", ""], None),
        ]
        rows.sort(key=lambda each: each[0].lower())
        print_rows(say, head + [row for _, row in rows])
        return True

    def _once(self, name: str, find: Any) -> Any:
        if name not in self._found:
            self._found[name] = find()
        return self._found[name]

    def _print_place(self, say: Printer) -> None:
        from rez_next import __rez_version__

        lines = ["Using Rez v%s" % __rez_version__]
        if self.context is None:
            lines.append("\nNo active context.")
        elif self.context.load_path:
            lines.append("\nActive Context: %s" % self.context.load_path)
        else:
            lines.append("\nIn Active Context.")
        if self.suites:
            lines.append("\n%d visible suites:" % len(self.suites))
            lines += [str(suite.load_path) for suite in self.suites]
        else:
            lines.append("\nNo visible suites.")
        if self.parent_suite:
            within = (self.active_suite_context_name, self.parent_suite.load_path)
            lines.append("\nCurrently within context %r in suite at %s" % within)
        print("\n".join(lines), file=say.buf)

    def _show_tool(self, value: str, say: Printer, word: str) -> bool:
        is_name = os.path.basename(value) == value
        file = which(value) if is_name else None
        if file is None and os.path.exists(os.path.abspath(value)):
            file = os.path.abspath(value)
        if not file or not os.path.isfile(file):
            return False
        name = os.path.basename(file)
        wrapper = _wrapper_at(file)
        if wrapper is not None:
            say("'%s' %s a suite tool:" % (name, word))
            wrapper.print_about()
            return True
        if self.context is not None and self._show_context_tool(name, say, word):
            return True
        for suite in self.suites if is_name else ():
            hidden = os.path.join(str(suite.tools_path), name)
            if os.path.isfile(hidden):
                wrapper = _wrapper_at(hidden)
                if wrapper is not None:
                    text = "'%s' %s a suite tool, but is hidden by an unknown tool '%s':"
                    say(text % (name, word, file), warning)
                    wrapper.print_about()
                return True
        return False

    def _show_context_tool(self, name: str, say: Printer, word: str) -> bool:
        assert self.context is not None
        variants = self.context.get_tool_variants(name)
        if not variants:
            return False
        say("'%s' %s a tool in the active context:" % (name, word))
        say("Tool:     %s" % name)
        if self.context.load_path:
            say("Context:  %s" % self.context.load_path)
        names = " ".join(variant.qualified_package_name for variant in variants)
        if len(variants) > 1:
            say("Packages (in conflict): %s" % names, critical)
        else:
            say("Package:  %s" % names)
        return True

    def _show_package(self, value: str, say: Printer, word: str) -> bool:
        from rez_next.exceptions import RezError
        from rez_next.objects.package.request import PackageRequest
        from rez_next.objects.repository.repository import iter_packages

        if os.path.basename(value) != value:
            return False
        try:
            request = PackageRequest(value)
        except (RezError, ValueError):
            return False
        if request.conflict or request.range is None:
            return False
        variant = self.context.get_resolved_package(request.name) if self.context else None
        if self.context and variant is not None and variant.version in request.range:
            say("'%s' %s a package in the active context:" % (request.name, word))
            _say_package(say, variant.qualified_package_name, variant)
            if self.context.load_path:
                say("Context:  %s" % self.context.load_path)
            return True
        packages = list(iter_packages(request.name, request.range))
        if not packages:
            return False
        latest = max(packages, key=lambda package: package.version)
        text = "'%s' %s a package. The latest version" % (request.name, word)
        if not request.range.is_any():
            text += " in the range '%s'" % request.range
        say(text + " is:")
        _say_package(say, latest.qualified_name, latest)
        return True

    def _show_suite(self, value: str, say: Printer, word: str) -> bool:
        path = os.path.abspath(value)
        if not os.path.isdir(path) or not _loads(Suite, path):
            return False
        say("'%s' %s a suite. Use 'rez-suite' for more information." % (path, word))
        return True

    def _show_context(self, value: str, say: Printer, word: str) -> bool:
        path = os.path.abspath(value)
        if not os.path.isfile(path) or not _loads(ResolvedContext, path):
            return False
        say("'%s' %s a context. Use 'rez-context' for more information." % (path, word))
        return True


def _tools_of_context(context: ResolvedContext | None) -> list[tuple[str, Row]]:
    if context is None:
        return []
    conflicts = context.get_conflicting_tools()
    rows: list[tuple[str, Row]] = []
    for _, (variant, tools) in sorted(context.get_tools().items()):
        for tool in tools:
            clash = tool in conflicts
            label = "(in conflict)" if clash else ""
            row = [tool, "-", variant.qualified_package_name, "active context", label]
            rows.append((tool, (row, critical if clash else None)))
    return rows


def _tools_of_suites(suites: list[Suite]) -> list[tuple[str, Row]]:
    rows: list[tuple[str, Row]] = []
    for suite in suites:
        for alias, tool in suite.get_tools().items():
            labels, style = [], None
            path = which(alias)
            if path and path != os.path.join(str(suite.tools_path), alias):
                labels.append("(hidden by unknown tool '%s')" % path)
                style = warning
            variant = tool["variant"]
            variants = variant if isinstance(variant, set) else [variant]
            if isinstance(variant, set):
                labels.append("(in conflict)")
                style = critical
            packages = ", ".join(each.qualified_package_name for each in variants)
            own = "-" if tool["tool_name"] == alias else tool["tool_name"]
            source = "context '%s' in suite '%s'" % (tool["context_name"], suite.load_path)
            rows.append((alias, ([alias, own, packages, source, " ".join(labels)], style)))
    return rows


def _say_package(say: Printer, name: str, package: Any) -> None:
    say("Package:  %s" % name)
    say("URI:      %s%s" % (package.uri, "  (local)" if package.is_local else ""))


def _wrapper_at(file: str) -> Wrapper | None:
    from rez_next.exceptions import RezError
    from rez_next.objects.suite.wrapper import Wrapper

    try:
        return Wrapper(file)
    except (RezError, OSError):
        return None


def _loads(cls: Any, path: str) -> bool:
    from rez_next.exceptions import RezError

    try:
        cls.load(path)
    except (RezError, OSError):
        return False
    return True


status = Status()
