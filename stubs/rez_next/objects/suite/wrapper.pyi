from typing import NoReturn

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.suite.suite import Suite

class Wrapper:
    suite_path: str
    context_name: str
    context: ResolvedContext
    tool_name: str
    prefix_char: str | None
    def __init__(self, filepath: str) -> None: ...
    @property
    def suite(self) -> Suite: ...
    def run(self, *args: str) -> int: ...
    def print_about(self) -> int: ...
    def print_package_versions(self) -> int: ...
    def peek(self) -> int: ...

def run_tool(
    context_name: str,
    tool_name: str,
    prefix_char: str | None = None,
    _script: str | None = None,
    _cli_args: list[str] | None = None,
) -> NoReturn: ...
