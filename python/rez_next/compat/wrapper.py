"""rez.wrapper: the tools of suites."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import RezSystemError, SuiteError
from rez_next.objects.config.config import config
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.suite.wrapper import Wrapper

__all__ = ["ResolvedContext", "RezSystemError", "SuiteError", "Wrapper", "config"]

__getattr__ = given_from(
    __name__,
    {
        "compat.utils.colorize": "Printer critical heading local",
        "compat.utils.data_utils": "cached_property",
        "compat.utils.formatting": "columnise",
    },
)
