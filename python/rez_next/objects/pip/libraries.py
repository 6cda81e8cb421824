"""The public libraries that this needs, and the package itself does not bring."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def library(name: str) -> Any:
    """A module of `packaging` or `distlib`.

    Raises:
        ImportError: The library is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        top = name.partition(".")[0]
        raise ImportError(
            "Packages of pip need the public library %r, which is not installed here. Install it "
            "with: pip install %s" % (top, top),
            name=name,
        ) from error
