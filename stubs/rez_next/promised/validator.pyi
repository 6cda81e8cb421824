from collections.abc import Iterable
from os import PathLike

from typing_extensions import Literal

from rez_next.objects.package.package import Package, Variant

class PackageProblem:
    severity: Literal["error", "warning"]
    message: str
    file: str
    line: int | None
    key: str | None
    def __init__(
        self,
        severity: str,
        message: str,
        file: str,
        line: int | None = None,
        key: str | None = None,
    ) -> None: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class ValidationResult:
    errors: list[PackageProblem]
    warnings: list[PackageProblem]
    def __init__(self, problems: Iterable[PackageProblem]) -> None: ...
    @property
    def is_valid(self) -> bool: ...
    def __bool__(self) -> bool: ...

class PackageValidator:
    paths: list[str] | None
    def __init__(self, paths: Iterable[str] | None = None) -> None: ...
    def validate(self, package: Package | Variant | str | PathLike[str]) -> ValidationResult: ...
