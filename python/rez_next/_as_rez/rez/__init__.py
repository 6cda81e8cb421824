"""`rez` for a process that has this folder on its path: rez-next, or the installed rez.

The installed one comes where USE_REZ_NEXT is 0, false, no or off, and where it is compared.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def _step_aside() -> None:
    """Import the rez that would be found without this folder, under this very name."""
    from importlib import import_module

    del sys.modules["rez"]
    path = sys.path[:]
    sys.path[:] = [entry for entry in path if os.path.abspath(entry) != _here]
    try:
        import_module("rez")
    finally:
        sys.path[:] = path


def _stand_for_rez() -> None:
    from importlib import import_module
    from importlib.util import module_from_spec, spec_from_file_location

    file = os.path.join(_here, "rez_next_switch.py")
    spec: Any = spec_from_file_location("rez_next_path_entry", file)
    switch = module_from_spec(spec)
    spec.loader.exec_module(switch)
    own = sys.modules.pop("rez")
    try:
        switch.package().install_as_rez()
        if switch.is_on("REZ_NEXT_COMPARE"):
            sys.modules["rez"] = own
            _step_aside()
        else:
            import_module("rez")
    except BaseException:
        sys.modules.setdefault("rez", own)
        raise


if os.environ.get("USE_REZ_NEXT", "").strip().lower() in ("0", "false", "no", "off"):
    _step_aside()
else:
    _stand_for_rez()
