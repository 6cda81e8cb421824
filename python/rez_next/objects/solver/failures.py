"""Why a solve failed, as rez's classes: plain values, made of what the engine tells."""

from __future__ import annotations

from rez_next.values.range import VersionRange
from rez_next.values.requirement import Requirement, VersionedObject
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from rez_next._engine import protocol


class _Printable:
    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self)


class Reduction(_Printable):
    """A variant that was ruled out, because what it requires conflicts with what else is wanted.

    Args:
        name: The package's name.
        version: Its version.
        variant_index: The variant's number; None for a package without variants.
        dependency: The variant's requirement.
        conflicting_request: What it conflicts with.
    """

    def __init__(
        self,
        name: str,
        version: Version,
        variant_index: int | None,
        dependency: Requirement,
        conflicting_request: Requirement,
    ) -> None:
        self.name = name
        self.version = version
        self.variant_index = variant_index
        self.dependency = dependency
        self.conflicting_request = conflicting_request

    def reducee_str(self) -> str:
        """The variant, such as `foo-1.0[2]`."""
        index = "" if self.variant_index is None else str(self.variant_index)
        return "%s[%s]" % (VersionedObject.construct(self.name, self.version), index)

    def involved_requirements(self) -> list[Requirement]:
        """The package, its requirement, and what that conflicts with."""
        package = Requirement.construct(self.name, VersionRange.from_version(self.version))
        return [package, self.dependency, self.conflicting_request]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reduction) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        clash = (self.reducee_str(), self.dependency, self.conflicting_request)
        return "%s (dep(%s) <--!--> %s)" % clash


class DependencyConflict(_Printable):
    """A requirement that all possible variants share conflicts with what else is wanted.

    Args:
        dependency: The requirement.
        conflicting_request: What it conflicts with.
    """

    def __init__(self, dependency: Requirement, conflicting_request: Requirement) -> None:
        self.dependency = dependency
        self.conflicting_request = conflicting_request

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DependencyConflict) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return "%s <--!--> %s" % (self.dependency, self.conflicting_request)


class FailureReason(_Printable):
    """Why a step of a solve failed."""

    def involved_requirements(self) -> list[Requirement]:
        """The requirements that took part; the same one may come again."""
        return []

    def description(self) -> str:
        """The reason in words."""
        return ""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]


class TotalReduction(FailureReason):
    """Every variant of a package was ruled out.

    Args:
        reductions: How, one for each variant.
    """

    def __init__(self, reductions: list[Reduction]) -> None:
        self.reductions = reductions

    def involved_requirements(self) -> list[Requirement]:
        """The requirements that took part; the same one may come again."""
        return [each for item in self.reductions for each in item.involved_requirements()]

    def description(self) -> str:
        """The reason in words."""
        return "A package was completely reduced: %s" % self

    def __str__(self) -> str:
        return " ".join("(%s)" % item for item in self.reductions)


class DependencyConflicts(FailureReason):
    """Requirements that exclude each other.

    Args:
        conflicts: Which ones.
    """

    def __init__(self, conflicts: list[DependencyConflict]) -> None:
        self.conflicts = conflicts

    def involved_requirements(self) -> list[Requirement]:
        """The requirements that took part."""
        return [
            each for item in self.conflicts for each in (item.dependency, item.conflicting_request)
        ]

    def description(self) -> str:
        """The reason in words."""
        return "The following package conflicts occurred: %s" % self

    def __str__(self) -> str:
        return " ".join("(%s)" % item for item in self.conflicts)


class Cycle(FailureReason):
    """Packages that need each other in a circle.

    Args:
        packages: The packages, in the order in which they need each other.
    """

    def __init__(self, packages: list[VersionedObject]) -> None:
        self.packages = packages

    def involved_requirements(self) -> list[Requirement]:
        """The packages, as requirements."""
        return [
            Requirement.construct(each.name, VersionRange.from_version(each.version))
            for each in self.packages
        ]

    def description(self) -> str:
        """The reason in words."""
        return "A cyclic dependency was detected: %s" % self

    def __str__(self) -> str:
        return " --> ".join(str(each) for each in self.packages + self.packages[:1])


def failure_reason(data: protocol.SolverFailure) -> FailureReason | None:
    """The reason that the engine gave; None where there is none in rez."""

    def clash(item: Mapping[str, Any]) -> tuple[Requirement, Requirement]:
        return Requirement(item["dependency"]), Requirement(item["conflictingRequest"])

    if data["kind"] == "DependencyConflicts":
        return DependencyConflicts([DependencyConflict(*clash(item)) for item in data["conflicts"]])
    if data["kind"] == "TotalReduction":
        return TotalReduction(
            [
                Reduction(
                    item["name"], Version(item["version"]), item["variantIndex"], *clash(item)
                )
                for item in data["reductions"]
            ]
        )
    if data["kind"] == "Cycle":
        return Cycle(
            [
                VersionedObject.construct(item["name"], Version(item["version"]))
                for item in data["packages"]
            ]
        )
    return None


def _reduction(item: dict[str, Any], dependency: Requirement, request: Requirement) -> Reduction:
    version = Version(item["version"])
    return Reduction(item["name"], version, item["variantIndex"], dependency, request)
