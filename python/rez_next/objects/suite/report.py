"""What a suite says of itself as text: `print_info`, `print_tools`, in rez's words."""

from __future__ import annotations

from rez_next.objects.text.columns import columnise
from rez_next.objects.text.printer import Printer, print_rows, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.suite.suite import Suite
    from rez_next.objects.text.printer import Style

    Row = tuple[list[str], Style | None]


def print_info(suite: Suite, buf: Any, verbose: bool) -> None:
    """Print the contexts; see `Suite.print_info`."""
    say = Printer(buf)
    if not suite.contexts:
        say("Suite is empty.")
        return
    names = sorted(suite.contexts)
    say("Suite contains %d contexts:" % len(names))
    if not verbose:
        say(" ".join(names))
        return
    tools: dict[str, set[str]] = {name: set() for name in names}
    variants: dict[str, set[str]] = {name: set() for name in names}
    for tool in suite.get_tools().values():
        tools[tool["context_name"]].add(tool["tool_name"])
        variants[tool["context_name"]].add(str(tool["variant"]))
    say()
    rows = [("NAME", "VISIBLE TOOLS", "PATH"), ("----", "-------------", "----")]
    for name in names:
        counts = (len(tools[name]), len(variants[name]))
        visible = "%d tools from %d packages" % counts if counts[0] else "no tools"
        rows.append((name, visible, suite._context_path(name) or "-"))
    say("\n".join(columnise(rows)))


def print_tools(suite: Suite, buf: Any, verbose: bool, context_name: str | None) -> None:
    """Print the tools; see `Suite.print_tools`."""
    if context_name:
        suite._context(context_name)
    tools = [*suite.get_tools().values()]
    if verbose:
        tools += suite.get_hidden_tools()
        tools += [tool for name in suite.get_conflicting_aliases()
                  for tool in suite.get_alias_conflicts(name) or ()]  # fmt: skip
    rows: list[Row] = [
        (["TOOL", "ALIASING", "PACKAGE", "CONTEXT", ""], None),
        (["----", "--------", "-------", "-------", ""], None),
    ]
    for at, name in enumerate([context_name] if context_name else sorted(suite.contexts)):
        own = [tool for tool in tools if tool["context_name"] == name]
        if own and at:
            rows.append(([""] * 5, None))
        for tool in sorted(own, key=lambda each: str(each["tool_alias"]).lower()):
            rows.append(_row(tool, verbose))
    print_rows(Printer(buf), rows)


def _row(tool: dict[str, Any], verbose: bool) -> Row:
    """A tool's row.

    rez takes a tool for hidden when the entry has the key, and it always has: since 3.0 every tool
    is printed as hidden.
    """
    package, name = _package(tool["variant"], verbose), tool["tool_name"]
    name = "-" if name == tool["tool_alias"] else name
    row = [tool["tool_alias"], name, package, tool["context_name"], "(hidden)"]
    return row, warning


def _package(variant: Any, verbose: bool) -> str:
    if not isinstance(variant, set):
        return str(variant.qualified_package_name)
    if verbose:
        return ", ".join(each.qualified_package_name for each in variant)
    first = next(iter(variant))
    return "%s (+%d more)" % (first.qualified_package_name, len(variant) - 1)
