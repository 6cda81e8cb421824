from rez_next.exceptions import ResolvedContextError as ResolvedContextError
from rez_next.exceptions import SuiteError as SuiteError
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.suite.suite import Suite as Suite
from rez_next.objects.suite.wrapper import run_tool as _FWD__invoke_suite_tool_alias  # noqa: N812

__all__ = [
    "PackageRequest",
    "ResolvedContext",
    "ResolvedContextError",
    "Suite",
    "SuiteError",
    "_FWD__invoke_suite_tool_alias",
]
