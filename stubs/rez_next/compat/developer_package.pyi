from rez_next.exceptions import InvalidPackageError, PackageMetadataError
from rez_next.host.definition import set_objects as set_objects
from rez_next.host.source import SourceCode
from rez_next.objects.config.config import config
from rez_next.objects.data.serialise import load_from_file as load_from_file
from rez_next.objects.package.developer import DeveloperPackage, PreprocessMode
from rez_next.objects.package.made import create_package
from rez_next.objects.package.package import Package
from rez_next.objects.package.text import FileFormat as FileFormat
from rez_next.objects.shell.process import add_sys_paths as add_sys_paths
from rez_next.objects.text.messages import print_error as print_error
from rez_next.objects.text.messages import print_info as print_info

__all__ = [
    "DeveloperPackage",
    "FileFormat",
    "InvalidPackageError",
    "Package",
    "PackageMetadataError",
    "PreprocessMode",
    "SourceCode",
    "add_sys_paths",
    "config",
    "create_package",
    "load_from_file",
    "print_error",
    "print_info",
    "set_objects",
]
