from collections.abc import Iterable
from os import PathLike
from typing import List

from rez_next.objects.package.package import Package, PackageFamily
from rez_next.values.range import VersionRange

GIT_TIMEOUT: float

class Repository:
    location: str
    url: str | None
    ref: str | None
    commit: str | None
    def __init__(
        self,
        location: str,
        url: str | None = None,
        ref: str | None = None,
        commit: str | None = None,
    ) -> None: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class RepositoryManager:
    def __init__(self, paths: Iterable[str] | None = None) -> None: ...
    @property
    def paths(self) -> List[str]: ...
    def add_repository(
        self, source: str | PathLike[str], ref: str | None = None, timeout: float = 300.0
    ) -> Repository: ...
    def list(self) -> List[Repository]: ...
    def remove(
        self, repository: Repository | str | PathLike[str], delete: bool = False
    ) -> None: ...
    def refresh(
        self,
        repository: Repository | str | PathLike[str] | None = None,
        timeout: float = 300.0,
    ) -> List[Repository]: ...
    def find_packages(
        self, name: str, version_range: str | VersionRange | None = None
    ) -> List[Package]: ...
    def get_latest_package(
        self, name: str, version_range: str | VersionRange | None = None
    ) -> Package | None: ...
    def search(self, pattern: str) -> List[PackageFamily]: ...
