"""rez.bundle_context: a context and its packages in a folder that may be moved."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import ContextBundleError
from rez_next.objects.bundle.bundle import bundle_context

__all__ = ["ContextBundleError", "bundle_context"]

__getattr__ = given_from(
    __name__,
    {
        "compat.package_copy": "copy_package",
        "compat.util": "which",
        "compat.utils.filesystem": "is_subdirectory",
        "compat.utils.logging_": "print_info print_warning",
        "compat.utils.platform_": "platform_",
        "compat.utils.yaml": "save_yaml",
    },
)
