from rez_next.exceptions import RezSystemError as RezSystemError
from rez_next.exceptions import SuiteError as SuiteError
from rez_next.objects.config.config import config as config
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.data.lazy import cached_property as cached_property
from rez_next.objects.suite.wrapper import Wrapper as Wrapper
from rez_next.objects.text.columns import columnise as columnise
from rez_next.objects.text.printer import Printer as Printer
from rez_next.objects.text.printer import critical as critical
from rez_next.objects.text.printer import heading as heading
from rez_next.objects.text.printer import local as local

__all__ = [
    "Printer",
    "ResolvedContext",
    "RezSystemError",
    "SuiteError",
    "Wrapper",
    "cached_property",
    "columnise",
    "config",
    "critical",
    "heading",
    "local",
]
