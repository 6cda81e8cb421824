"""Warnings about what will go, also about what is in no Python file."""

from __future__ import annotations

import os
import warnings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class RezDeprecationWarning(DeprecationWarning):
    """Something of rez that is in use will go."""


# Whatever filters there are: PYTHONWARNINGS cannot name the class.
if os.environ.get("REZ_LOG_DEPRECATION_WARNINGS"):
    warnings.filterwarnings("default", category=RezDeprecationWarning)


def warn(
    message: str,
    category: type[Warning],
    pre_formatted: bool = False,
    stacklevel: int = 1,
    filename: str | None = None,
    **kwargs: Any,
) -> None:
    """Warn, as `warnings.warn`.

    Args:
        message: What about.
        category: The warning's class.
        pre_formatted: True if the message says all: no place in Python code is printed with it.
        stacklevel: Whose call is warned about.
        filename: The file or variable it is about, with `pre_formatted`.
        kwargs: Further arguments of `warnings.warn`.
    """
    before = warnings.formatwarning
    if pre_formatted:
        start = "%s: " % filename if filename else ""

        def formatted(_: Any, category: type[Warning], *args: Any, **kwargs: Any) -> str:
            return "%s%s: %s\n" % (start, category.__name__, message)

        warnings.formatwarning = formatted  # type: ignore[assignment]
    try:
        warnings.warn(message, category, stacklevel=stacklevel + 1, **kwargs)
    finally:
        warnings.formatwarning = before
