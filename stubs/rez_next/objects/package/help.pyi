from _typeshed import SupportsWrite

from rez_next.objects.package.package import Package
from rez_next.values.range import VersionRange

class PackageHelp:
    package: Package | None
    def __init__(
        self,
        package_name: str,
        version_range: VersionRange | str | None = None,
        paths: list[str] | None = None,
        verbose: bool = False,
    ) -> None: ...
    @property
    def success(self) -> bool: ...
    @property
    def sections(self) -> list[list[str]]: ...
    def open(self, section_index: int = 0) -> None: ...
    def print_info(self, buf: SupportsWrite[str] | None = None) -> None: ...
    @classmethod
    def open_rez_manual(cls) -> None: ...
