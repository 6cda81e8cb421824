"""Solving in one call: `Solver().resolve(requests)` gives a context or raises."""

from __future__ import annotations

from rez_next.exceptions import (
    PackageFamilyNotFoundError,
    PackageNotFoundError,
    ResolutionError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from rez_next.objects.context import ResolvedContext
    from rez_next.values.requirement import Requirement


class SolverConfig:
    """How to solve.

    Attributes:
        max_fails: Give up after so many failed steps; -1 never does.
        timeout: Give up after so many seconds; None never does.
        package_paths: Repositories to search; None is the setting `packages_path`.
        timestamp: Epoch seconds; packages released later are ignored. None ignores none.
        building: True to solve for a build.
    """

    def __init__(
        self,
        max_fails: int = -1,
        timeout: float | None = None,
        package_paths: list[str] | None = None,
        timestamp: float | None = None,
        building: bool = False,
    ) -> None:
        self.max_fails = max_fails
        self.timeout = timeout
        self.package_paths = package_paths
        self.timestamp = timestamp
        self.building = building

    def __repr__(self) -> str:
        fields = ", ".join("%s=%r" % item for item in sorted(vars(self).items()))
        return "%s(%s)" % (type(self).__name__, fields)


class Solver:
    """Resolves requests into contexts.

    Args:
        config: How to solve; None is the default.
    """

    def __init__(self, config: SolverConfig | None = None) -> None:
        self.config = config or SolverConfig()

    def set_config(self, config: SolverConfig) -> None:
        """Solve by `config` from now on."""
        self.config = config

    def resolve(self, requests: Iterable[str | Requirement]) -> ResolvedContext:
        """A context in which all of `requests` hold.

        Args:
            requests: What is asked for, such as `["maya-2024", "usd-23+"]`.

        Raises:
            ResolutionError: There is none; `conflicts` says what stands against it.
            PackageRequestError: A request is not one.
        """
        from rez_next.objects.context import ResolvedContext

        config = self.config
        options: dict[str, Any] = {
            "max_fails": config.max_fails,
            "time_limit": -1 if config.timeout is None else config.timeout,
            "package_paths": config.package_paths,
            "timestamp": config.timestamp,
            "building": config.building,
        }
        try:
            context = ResolvedContext(requests, **options)
        except (PackageFamilyNotFoundError, PackageNotFoundError) as error:
            raise ResolutionError(str(error), conflicts=[str(error)]) from error
        if not context.success:
            description = context.failure_description or context.status.description
            raise ResolutionError(description, conflicts=context.conflicts or [description])
        return context
