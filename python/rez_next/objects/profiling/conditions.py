"""Under what conditions something was measured: without them a figure cannot be repeated."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def conditions() -> dict[str, Any]:
    """This machine and this program, as JSON."""
    import platform
    from datetime import datetime, timezone

    import rez_next

    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "machine": platform.machine(),
        "system": "%s %s" % (platform.system(), platform.release()),
        "processor": _processor(),
        "processors": os.cpu_count() or 0,
        "python": platform.python_version(),
        "rez_next": rez_next.__version__,
        "program": os.path.basename(sys.argv[0]) if getattr(sys, "argv", None) else "",
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
            for line in file:
                name, _, value = line.partition(":")
                if name.strip() in ("model name", "Model"):
                    return value.strip()
    except OSError:
        pass
    import platform

    return platform.processor()
