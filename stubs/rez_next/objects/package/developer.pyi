from enum import Enum
from os import PathLike
from typing import Any

from typing_extensions import Self

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.package import Package

class PreprocessMode(Enum):
    before = 0
    after = 1
    override = 2

class DeveloperPackage(Package):
    filepath: str | None
    includes: set[str] | None
    def __init__(self, resource: Any, context: ResolvedContext | None = None) -> None: ...
    @property
    def root(self) -> str | None: ...
    @classmethod
    def from_path(cls, path: str | PathLike[str], format: Any = None) -> Self: ...
    def get_reevaluated(self, objects: dict[str, Any]) -> Self: ...

def get_developer_package(path: str | PathLike[str], format: Any = None) -> DeveloperPackage: ...
