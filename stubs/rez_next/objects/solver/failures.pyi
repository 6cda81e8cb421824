from typing import ClassVar

from rez_next.values.requirement import Requirement, VersionedObject
from rez_next.values.version import Version

class Reduction:
    name: str
    version: Version
    variant_index: int | None
    dependency: Requirement
    conflicting_request: Requirement
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __init__(
        self,
        name: str,
        version: Version,
        variant_index: int | None,
        dependency: Requirement,
        conflicting_request: Requirement,
    ) -> None: ...
    def reducee_str(self) -> str: ...
    def involved_requirements(self) -> list[Requirement]: ...
    def __eq__(self, other: object) -> bool: ...

class DependencyConflict:
    dependency: Requirement
    conflicting_request: Requirement
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __init__(self, dependency: Requirement, conflicting_request: Requirement) -> None: ...
    def __eq__(self, other: object) -> bool: ...

class FailureReason:
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def involved_requirements(self) -> list[Requirement]: ...
    def description(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...

class TotalReduction(FailureReason):
    reductions: list[Reduction]
    def __init__(self, reductions: list[Reduction]) -> None: ...

class DependencyConflicts(FailureReason):
    conflicts: list[DependencyConflict]
    def __init__(self, conflicts: list[DependencyConflict]) -> None: ...

class Cycle(FailureReason):
    packages: list[VersionedObject]
    def __init__(self, packages: list[VersionedObject]) -> None: ...
