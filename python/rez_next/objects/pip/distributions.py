"""What is installed of a Python distribution, from the files that its installer left."""

from __future__ import annotations

import os
import re
from email.parser import Parser
from importlib.metadata import Distribution
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def is_pure_python_package(installed_dist: Any) -> bool:
    """True if a distribution is for every platform, as its wheel says.

    Args:
        installed_dist: A `distlib.database.InstalledDistribution`.
    """
    text = _found(installed_dist).read_text("WHEEL")
    wheel = Parser().parsestr(text or "")
    return str(wheel.get("Root-Is-Purelib", "")).lower() == "true"


def is_entry_points_scripts_package(installed_dist: Any) -> bool:
    """True if an installer makes programs for a distribution; they are the platform's.

    Args:
        installed_dist: A `distlib.database.InstalledDistribution`.
    """
    groups = {entry.group for entry in _found(installed_dist).entry_points}
    return not groups.isdisjoint(("console_scripts", "gui_scripts"))


def convert_distlib_to_setuptools(installed_dist: Any) -> Distribution | None:
    """Python's own object for a distribution that distlib found; None if it is not there.

    Args:
        installed_dist: A `distlib.database.InstalledDistribution`.
    """
    wanted = _comparable(installed_dist.key)
    for entry in os.scandir(os.path.dirname(installed_dist.path)):
        if entry.is_dir() and entry.name.endswith((".dist-info", ".egg-info")):
            found = Distribution.at(Path(entry.path))
            if _comparable(found.metadata["Name"] or "") == wanted:
                return found
    return None


def _found(installed_dist: Any) -> Distribution:
    found = convert_distlib_to_setuptools(installed_dist)
    if found is None:
        raise FileNotFoundError("No files of distribution %s" % installed_dist.key)
    return found


def _comparable(name: str) -> str:
    return re.sub("[^A-Za-z0-9.]+", "-", name).lower()
