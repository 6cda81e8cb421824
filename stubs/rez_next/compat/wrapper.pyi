from rez_next.exceptions import RezSystemError as RezSystemError
from rez_next.exceptions import SuiteError as SuiteError
from rez_next.objects.config import config as config
from rez_next.objects.context import ResolvedContext as ResolvedContext
from rez_next.objects.wrapper import Wrapper as Wrapper

__all__ = ["ResolvedContext", "RezSystemError", "SuiteError", "Wrapper", "config"]
