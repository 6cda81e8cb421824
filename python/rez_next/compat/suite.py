"""rez.suite: several contexts whose tools lie in one folder."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import ResolvedContextError, SuiteError
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.request import PackageRequest
from rez_next.objects.suite.suite import Suite
from rez_next.objects.suite.wrapper import run_tool as _FWD__invoke_suite_tool_alias  # noqa: N812

__all__ = [
    "PackageRequest",
    "ResolvedContext",
    "ResolvedContextError",
    "Suite",
    "SuiteError",
    "_FWD__invoke_suite_tool_alias",
]

__getattr__ = given_from(
    __name__,
    {
        "objects.data.dict_types": "Context Tool",
        "compat.utils.colorize": "Printer alias_col=alias critical warning",
        "compat.utils.data_utils": "cached_property",
        "compat.utils.execution": "create_forwarding_script",
        "compat.utils.filesystem": "safe_rmtree",
        "compat.utils.formatting": "columnise",
        "compat.utils.yaml": "dump_yaml",
    },
)
