from enum import Enum
from os import PathLike
from typing import Any

from typing_extensions import Literal, Self

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.package import Package
from rez_next.objects.package.text import FileFormat
from rez_next.objects.repository.package_resources import PackageResource

class PreprocessMode(Enum):
    before = 0
    after = 1
    override = 2

class DeveloperPackage(Package):
    filepath: str | None
    includes: set[str] | None
    def __init__(
        self, resource: PackageResource, context: ResolvedContext | None = None
    ) -> None: ...
    @property
    def root(self) -> str | None: ...
    @classmethod
    def from_path(
        cls, path: str | PathLike[str], format: FileFormat | Literal["py", "yaml"] | None = None
    ) -> Self: ...
    def get_reevaluated(self, objects: dict[str, Any]) -> Self: ...

def get_developer_package(
    path: str | PathLike[str], format: FileFormat | Literal["py", "yaml"] | None = None
) -> DeveloperPackage: ...
