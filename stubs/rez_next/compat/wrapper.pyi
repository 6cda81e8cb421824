from rez_next.exceptions import RezSystemError as RezSystemError
from rez_next.exceptions import SuiteError as SuiteError
from rez_next.objects.config.config import config as config
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.suite.wrapper import Wrapper as Wrapper

__all__ = ["ResolvedContext", "RezSystemError", "SuiteError", "Wrapper", "config"]
