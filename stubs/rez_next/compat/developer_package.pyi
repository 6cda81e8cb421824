from rez_next.exceptions import InvalidPackageError, PackageMetadataError
from rez_next.host.source import SourceCode
from rez_next.objects.config.config import config
from rez_next.objects.package.developer import DeveloperPackage, PreprocessMode
from rez_next.objects.package.made import create_package
from rez_next.objects.package.package import Package

__all__ = [
    "DeveloperPackage",
    "InvalidPackageError",
    "Package",
    "PackageMetadataError",
    "PreprocessMode",
    "SourceCode",
    "config",
    "create_package",
]
