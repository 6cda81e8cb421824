from importlib.metadata import Distribution
from typing import Any, Protocol

# A `distlib.database.InstalledDistribution`, as far as it is looked at.
class _InstalledDistribution(Protocol):
    name: str
    path: str
    @property
    def run_requires(self) -> Any: ...

def is_pure_python_package(installed_dist: _InstalledDistribution) -> bool: ...
def is_entry_points_scripts_package(installed_dist: _InstalledDistribution) -> bool: ...
def convert_distlib_to_setuptools(
    installed_dist: _InstalledDistribution,
) -> Distribution | None: ...
