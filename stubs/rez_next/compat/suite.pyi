from rez_next.exceptions import ResolvedContextError as ResolvedContextError
from rez_next.exceptions import SuiteError as SuiteError
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.data.dict_types import Context as Context
from rez_next.objects.data.dict_types import Tool as Tool
from rez_next.objects.data.lazy import cached_property as cached_property
from rez_next.objects.files.filesystem import safe_rmtree as safe_rmtree
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.script.forwarding import create_forwarding_script as create_forwarding_script
from rez_next.objects.suite.suite import Suite as Suite
from rez_next.objects.suite.wrapper import run_tool as _FWD__invoke_suite_tool_alias  # noqa: N812
from rez_next.objects.text.columns import columnise as columnise
from rez_next.objects.text.printer import Printer as Printer
from rez_next.objects.text.printer import alias as alias_col
from rez_next.objects.text.printer import critical as critical
from rez_next.objects.text.printer import warning as warning
from rez_next.objects.text.yaml_files import dump_yaml as dump_yaml

__all__ = [
    "Context",
    "PackageRequest",
    "Printer",
    "ResolvedContext",
    "ResolvedContextError",
    "Suite",
    "SuiteError",
    "Tool",
    "_FWD__invoke_suite_tool_alias",
    "alias_col",
    "cached_property",
    "columnise",
    "create_forwarding_script",
    "critical",
    "dump_yaml",
    "safe_rmtree",
    "warning",
]
