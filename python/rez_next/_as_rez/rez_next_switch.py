"""Turns rez-next's switch on, in interpreters that may not have rez-next on their path.

The hook of an environment imports it when USE_REZ_NEXT is set, and the `rez` beside it always.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Where rez-next is, if it cannot be imported by its name; written by the hook's installation.
PACKAGE = ""


def package() -> Any:
    """The package rez_next, from wherever it is."""
    folder = PACKAGE or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    module = sys.modules.get("rez_next")
    if module is None:
        # By its place, and not through sys.path: nothing else there may come along.
        from importlib.util import module_from_spec, spec_from_file_location

        file = os.path.join(folder, "__init__.py")
        if not os.path.isfile(file):
            raise ImportError(
                "rez-next is asked for (USE_REZ_NEXT=%s), but is not in %s any more. Install it "
                "again (pip install rez-next-python), or delete %s and the .pth file beside it."
                % (os.environ.get("USE_REZ_NEXT", ""), folder, os.path.abspath(__file__))
            )
        spec: Any = spec_from_file_location("rez_next", file, submodule_search_locations=[folder])
        module = module_from_spec(spec)
        sys.modules["rez_next"] = module
        spec.loader.exec_module(module)
    if not hasattr(module, "__rez_version__"):
        raise ImportError(
            "rez-next is asked for, but %s belongs to another project, which PyPI calls "
            "'rez-next'; this is 'rez-next-python'. Run 'pip uninstall rez-next rez-next-python', "
            "then 'pip install rez-next-python'." % getattr(module, "__file__", folder)
        )
    return module


def is_on(variable: str) -> bool:
    """True if a variable says so."""
    return os.environ.get(variable, "").strip().lower() in ("1", "true", "yes", "on")


if __name__ == "rez_next_switch" and (is_on("USE_REZ_NEXT") or is_on("REZ_NEXT_COMPARE")):
    package().install_as_rez()
