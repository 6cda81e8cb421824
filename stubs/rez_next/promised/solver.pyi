from collections.abc import Iterable

from rez_next.objects.context import ResolvedContext
from rez_next.objects.package import Variant
from rez_next.values.requirement import Requirement

class SolverConfig:
    max_fails: int
    timeout: float | None
    package_paths: list[str] | None
    timestamp: float | None
    building: bool
    def __init__(
        self,
        max_fails: int = -1,
        timeout: float | None = None,
        package_paths: list[str] | None = None,
        timestamp: float | None = None,
        building: bool = False,
    ) -> None: ...

# A context that is known to have resolved: `resolve` raises otherwise.
class _SolvedContext(ResolvedContext):
    @property
    def resolved_packages(self) -> list[Variant]: ...
    @property
    def resolved_ephemerals(self) -> list[Requirement]: ...

class Solver:
    config: SolverConfig
    def __init__(self, config: SolverConfig | None = None) -> None: ...
    def set_config(self, config: SolverConfig) -> None: ...
    def resolve(self, requests: Iterable[str | Requirement]) -> _SolvedContext: ...
