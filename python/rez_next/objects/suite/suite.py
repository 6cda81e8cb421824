"""Suites: several contexts whose tools lie in one folder, each run in its own environment.

A suite is a folder: `suite.yaml`, a context file for each context, and `bin` with a wrapper for
each tool. rez reads what is written here, and the other way round.
"""

from __future__ import annotations

import os

from rez_next.exceptions import ResolvedContextError, SuiteError
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.request import PackageRequest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from rez_next.values.requirement import Requirement

    Tool = dict[str, Any]


class Suite:
    """Contexts by name, and which of their tools are seen under which names.

    Of tools with one name, that of the context which was added or bumped last is seen. To keep
    them apart, hide a tool, give all tools of a context a prefix or a suffix, or give a tool an
    alias, which goes before prefix and suffix.

    Attributes:
        load_path: The suite's folder; None if it was not loaded.
        contexts: What is known of each context, by its name; `suite.yaml` holds the same.
        next_priority: What the next context is given.
    """

    def __init__(self) -> None:
        self.load_path: str | None = None
        self.contexts: dict[str, dict[str, Any]] = {}
        self.next_priority = 1
        self._flush_tools()

    @property
    def context_names(self) -> list[str]:
        """The contexts' names."""
        return list(self.contexts)

    @property
    def tools_path(self) -> str | None:
        """The folder that shows the tools when it is on PATH; None before the suite is loaded."""
        return os.path.join(self.load_path, "bin") if self.load_path else None

    def activation_shell_code(self, shell: str | None = None) -> str:
        """The line of a shell that puts the suite's tools on PATH.

        Args:
            shell: The shell, such as `bash`; None is the current one.
        """
        from rez_next.objects.ask import ask
        from rez_next.objects.shell.execution import surroundings
        from rez_next.objects.system.process_facts import process_facts

        answer = ask(
            "shell/activation",
            {"shell": surroundings(None, shell)["shell"], "folder": str(self.tools_path)},
            process=process_facts(),
        )
        return answer["script"]

    def context(self, name: str) -> ResolvedContext:
        """A context, which is read from its file when it is first asked for.

        Args:
            name: Its name in the suite.

        Raises:
            SuiteError: There is none of that name.
            ResolvedContextError: Its file is none of a context.
        """
        data = self._context(name)
        context: ResolvedContext | None = data.get("context")
        if context is None:
            context = ResolvedContext.load(str(self._context_path(name)))
            data["context"] = context
            data["loaded"] = True
        return context

    def add_context(
        self, name: str, context: ResolvedContext, prefix_char: str | None = None
    ) -> None:
        """Add a context, whose tools then go before those of the others.

        Args:
            name: What it is called in the suite.
            context: The context; the suite has a copy.
            prefix_char: What options begin with that a wrapper takes for itself; None follows the
                setting `suite_alias_prefix_char`, and `""` leaves all options to the tool.

        Raises:
            SuiteError: The name is taken, or the context is not resolved.
        """
        if name in self.contexts:
            raise SuiteError("Context already in suite: %r" % name)
        if not context.success:
            raise SuiteError("Context is not resolved: %r" % name)
        self.contexts[name] = {
            "name": name,
            "context": context.copy(),
            "tool_aliases": {},
            "hidden_tools": set(),
            "priority": self._next_priority,
            "prefix_char": prefix_char,
        }
        self._flush_tools()

    def find_contexts(
        self, in_request: str | None = None, in_resolve: str | Requirement | None = None
    ) -> list[str]:
        """The names of contexts that have a package.

        Args:
            in_request: The package is in the request, the implicit one included.
            in_resolve: The resolve meets this request; `!foo` finds contexts without foo.
        """
        names = self.context_names
        if in_request:
            names = [
                name
                for name in names
                if in_request in {r.name for r in self.context(name).requested_packages(True)}
            ]
        if in_resolve:
            wanted = PackageRequest(in_resolve) if isinstance(in_resolve, str) else in_resolve
            names = [name for name in names if _meets(self.context(name), wanted)]
        return names

    def remove_context(self, name: str) -> None:
        """Take a context out of the suite."""
        self._context(name)
        del self.contexts[name]
        self._flush_tools()

    def set_context_prefix(self, name: str, prefix: str) -> None:
        """Put `prefix` before the names of the context's tools."""
        self._context(name)["prefix"] = prefix
        self._flush_tools()

    def remove_context_prefix(self, name: str) -> None:
        """Take the context's prefix away."""
        self.set_context_prefix(name, "")

    def set_context_suffix(self, name: str, suffix: str) -> None:
        """Put `suffix` after the names of the context's tools."""
        self._context(name)["suffix"] = suffix
        self._flush_tools()

    def remove_context_suffix(self, name: str) -> None:
        """Take the context's suffix away."""
        self.set_context_suffix(name, "")

    def bump_context(self, name: str) -> None:
        """Let the context's tools go before those of all others."""
        self._context(name)["priority"] = self._next_priority
        self._flush_tools()

    def hide_tool(self, context_name: str, tool_name: str) -> None:
        """Show a context's tool under no name.

        Args:
            context_name: The context's name in the suite.
            tool_name: The tool's own name.

        Raises:
            SuiteError: The context has no such tool.
        """
        hidden: set[str] = self._context(context_name)["hidden_tools"]
        if tool_name not in hidden:
            self._validate_tool(context_name, tool_name)
            hidden.add(tool_name)
            self._flush_tools()

    def unhide_tool(self, context_name: str, tool_name: str) -> None:
        """Take `hide_tool` back; a tool of another context may still go before it.

        Args:
            context_name: The context's name in the suite.
            tool_name: The tool's own name.
        """
        hidden: set[str] = self._context(context_name)["hidden_tools"]
        if tool_name in hidden:
            hidden.remove(tool_name)
            self._flush_tools()

    def alias_tool(self, context_name: str, tool_name: str, tool_alias: str) -> None:
        """Show a context's tool as `tool_alias`, whatever prefix and suffix there are.

        Args:
            context_name: The context's name in the suite.
            tool_name: The tool's own name.
            tool_alias: The name it is seen under.

        Raises:
            SuiteError: It has an alias, or the context has no such tool.
        """
        aliases: dict[str, str] = self._context(context_name)["tool_aliases"]
        if tool_name in aliases:
            raise SuiteError(
                "Tool %r in context %r is already aliased to %r"
                % (tool_name, context_name, aliases[tool_name])
            )
        self._validate_tool(context_name, tool_name)
        aliases[tool_name] = tool_alias
        self._flush_tools()

    def unalias_tool(self, context_name: str, tool_name: str) -> None:
        """Take `alias_tool` back.

        Args:
            context_name: The context's name in the suite.
            tool_name: The tool's own name, not its alias.
        """
        aliases: dict[str, str] = self._context(context_name)["tool_aliases"]
        if aliases.pop(tool_name, None) is not None:
            self._flush_tools()

    def get_tools(self) -> dict[str, Tool]:
        """The tools that are seen, by the names they are seen under.

        Returns:
            Dicts with `tool_name` (the tool's own), `tool_alias` (the key), `context_name`, and
            `variant`: that which provides it, or a set of them where several of one context do.
        """
        return self._sorted_tools()[0]

    def get_hidden_tools(self) -> list[Tool]:
        """The tools that were hidden, as `get_tools` has them."""
        return self._sorted_tools()[1]

    def get_conflicting_aliases(self) -> list[str]:
        """The names that tools of more than one context would be seen under."""
        return list(self._sorted_tools()[2])

    def get_alias_conflicts(self, tool_alias: str) -> list[Tool] | None:
        """The tools that stand back behind the one of that name; None if there are none."""
        return self._sorted_tools()[2].get(tool_alias)

    def get_tool_filepath(self, tool_alias: str) -> str | None:
        """The wrapper of a tool; None for one that is not seen, or of a suite not loaded."""
        if tool_alias not in self.get_tools() or self.tools_path is None:
            return None
        return os.path.join(self.tools_path, tool_alias)

    def get_tool_context(self, tool_alias: str) -> str | None:
        """The name of the context whose tool is seen under that name, or None."""
        tool = self.get_tools().get(tool_alias)
        return None if tool is None else str(tool["context_name"])

    def validate(self) -> None:
        """Load every attribute of all packages.

        Raises:
            SuiteError: One of them is not valid.
        """
        for name in self.context_names:
            try:
                self.context(name).validate()
            except ResolvedContextError as error:
                raise SuiteError("Error in context %r: %s" % (name, error)) from error

    def to_dict(self) -> dict[str, Any]:
        """The suite without its contexts, as `suite.yaml` holds it."""
        left_out = ("context", "loaded")
        return {
            "contexts": {
                name: {key: value for key, value in data.items() if key not in left_out}
                for name, data in self.contexts.items()
            }
        }

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Suite:
        """The suite that `to_dict`, of rez too, gave as `d`."""
        suite = cls.__new__(cls)
        suite.load_path = None
        suite.contexts = d["contexts"]
        suite.next_priority = 1 + max((c["priority"] for c in suite.contexts.values()), default=0)
        suite._flush_tools()
        return suite

    def save(self, path: str, verbose: bool = False) -> None:
        """Write the suite to a folder, over itself if it was loaded from there.

        A suite that is there stays until the new one is whole.

        Args:
            path: The folder.
            verbose: Print what is written.

        Raises:
            SuiteError: There is something else at `path`.
            OSError: It cannot be written.
        """
        from rez_next.objects.suite.files import save

        save(self, path, verbose)

    @classmethod
    def load(cls, path: str) -> Suite:
        """Read a suite from its folder.

        Raises:
            OSError: There is nothing at `path`.
            SuiteError: It is not a suite, or cannot be read.
        """
        from rez_next.objects.suite.files import load

        return load(cls, path)

    @classmethod
    def visible_suite_paths(cls, paths: list[str] | None = None) -> list[str]:
        """The folders of suites whose tools are on PATH, in its order.

        Args:
            paths: Folders to look at in place of PATH's.
        """
        if paths is None:
            paths = os.getenv("PATH", "").split(os.pathsep)
        suites = []
        for path in paths:
            if path and os.path.isdir(path):
                suite = os.path.dirname(path)
                if os.path.isfile(os.path.join(suite, "suite.yaml")):
                    suites.append(suite)
        return suites

    @classmethod
    def load_visible_suites(cls, paths: list[str] | None = None) -> list[Suite]:
        """The suites whose tools are on PATH.

        Args:
            paths: Folders to look at in place of PATH's.
        """
        return [cls.load(path) for path in cls.visible_suite_paths(paths)]

    def print_info(self, buf: Any = None, verbose: bool = False) -> None:
        """Print what contexts there are.

        Args:
            buf: Where to; None is standard output.
            verbose: Also how many tools each has, and where it is.
        """
        from rez_next.objects.suite.report import print_info

        print_info(self, buf, verbose)

    def print_tools(
        self, buf: Any = None, verbose: bool = False, context_name: str | None = None
    ) -> None:
        """Print what tools there are.

        Args:
            buf: Where to; None is standard output.
            verbose: Also those that are hidden or stand back.
            context_name: Only tools of this context.

        Raises:
            SuiteError: There is no such context.
        """
        from rez_next.objects.suite.report import print_tools

        print_tools(self, buf, verbose, context_name)

    def __str__(self) -> str:
        return "%s(%s)" % (type(self).__name__, " ".join(self.context_names))

    @property
    def tools(self) -> dict[str, Tool] | None:
        """What `get_tools` gave last; None after a change."""
        return None if self._tools is None else self._tools[0]

    @property
    def hidden_tools(self) -> list[Tool] | None:
        """What `get_hidden_tools` gave last; None after a change."""
        return None if self._tools is None else self._tools[1]

    @property
    def tool_conflicts(self) -> dict[str, list[Tool]] | None:
        """The tools that stand back, by name; None after a change."""
        return None if self._tools is None else self._tools[2]

    @property
    def _next_priority(self) -> int:
        priority = self.next_priority
        self.next_priority += 1
        return priority

    def _context(self, name: str) -> dict[str, Any]:
        data = self.contexts.get(name)
        if not data:
            raise SuiteError("No such context: %r" % name)
        return data

    def _context_path(self, name: str, suite_path: str | None = None) -> str | None:
        folder = suite_path or self.load_path
        return os.path.join(folder, "contexts", "%s.rxt" % name) if folder else None

    def _sorted_contexts(self) -> list[dict[str, Any]]:
        return sorted(self.contexts.values(), key=lambda data: int(data["priority"]))

    def _flush_tools(self) -> None:
        self._tools: tuple[dict[str, Tool], list[Tool], dict[str, list[Tool]]] | None = None

    def _validate_tool(self, context_name: str, tool_name: str) -> None:
        provided: Iterable[Any] = self.context(context_name).get_tools(request_only=True).values()
        if not any(tool_name in names for _, names in provided):
            raise SuiteError("No such tool %r in context %r" % (tool_name, context_name))

    def _sorted_tools(self) -> tuple[dict[str, Tool], list[Tool], dict[str, list[Tool]]]:
        """The tools that are seen, those that are hidden, and those that stand back."""
        if self._tools is None:
            seen: dict[str, Tool] = {}
            hidden: list[Tool] = []
            behind: dict[str, list[Tool]] = {}
            for data in reversed(self._sorted_contexts()):
                for tool in self._tools_of(data):
                    alias, first = tool["tool_alias"], seen.get(tool["tool_alias"])
                    if tool["tool_name"] in data["hidden_tools"]:
                        hidden.append(tool)
                    elif first is None:
                        seen[alias] = tool
                    elif first["context_name"] == tool["context_name"]:
                        variant = first["variant"]
                        before = variant if isinstance(variant, set) else {variant}
                        first["variant"] = before | {tool["variant"]}
                    else:
                        behind.setdefault(alias, []).append(tool)
            self._tools = (seen, hidden, behind)
        return self._tools

    def _tools_of(self, data: dict[str, Any]) -> Iterable[Tool]:
        aliases = data["tool_aliases"]
        provided = self.context(data["name"]).get_tools(request_only=True)
        for variant, names in provided.values():
            for name in names:
                alias = aliases.get(name)
                if alias is None:
                    alias = "%s%s%s" % (data.get("prefix", ""), name, data.get("suffix", ""))
                yield {
                    "tool_name": name,
                    "tool_alias": alias,
                    "context_name": data["name"],
                    "variant": variant,
                    "hidden": False,
                    "conflicting": False,
                }


def _meets(context: ResolvedContext, wanted: Requirement) -> bool:
    variant = context.get_resolved_package(wanted.name)
    if variant is None:
        return wanted.conflict
    overlap = wanted.range is not None and variant.version in wanted.range
    return overlap != wanted.conflict
