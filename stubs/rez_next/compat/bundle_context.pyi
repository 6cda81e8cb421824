from rez_next.exceptions import ContextBundleError as ContextBundleError
from rez_next.objects.bundle.bundle import bundle_context as bundle_context
from rez_next.objects.files.path_names import is_subdirectory as is_subdirectory
from rez_next.objects.files.programs import which as which
from rez_next.objects.package.copy import copy_package as copy_package
from rez_next.objects.system.platform import platform_ as platform_
from rez_next.objects.text.messages import print_info as print_info
from rez_next.objects.text.messages import print_warning as print_warning
from rez_next.objects.text.yaml_files import save_yaml as save_yaml

__all__ = [
    "ContextBundleError",
    "bundle_context",
    "copy_package",
    "is_subdirectory",
    "platform_",
    "print_info",
    "print_warning",
    "save_yaml",
    "which",
]
