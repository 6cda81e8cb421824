"""rez.suite: several contexts whose tools lie in one folder."""

from __future__ import annotations

from rez_next.exceptions import ResolvedContextError, SuiteError
from rez_next.objects.context import ResolvedContext
from rez_next.objects.request import PackageRequest
from rez_next.objects.suite import Suite
from rez_next.objects.wrapper import run_tool as _FWD__invoke_suite_tool_alias  # noqa: N812

__all__ = [
    "PackageRequest",
    "ResolvedContext",
    "ResolvedContextError",
    "Suite",
    "SuiteError",
    "_FWD__invoke_suite_tool_alias",
]
