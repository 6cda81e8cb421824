"""rez.release_hook: what a studio does before and after a release."""

from __future__ import annotations

from rez_next.objects.package.developer import get_developer_package as get_developer_package
from rez_next.objects.releasing.hook import (
    ReleaseHook,
    ReleaseHookEvent,
    create_release_hook,
    create_release_hooks,
    get_release_hook_types,
)
from rez_next.objects.text.messages import print_debug as print_debug
from rez_next.objects.text.messages import print_warning as print_warning

__all__ = [
    "ReleaseHook",
    "ReleaseHookEvent",
    "create_release_hook",
    "create_release_hooks",
    "get_developer_package",
    "get_release_hook_types",
    "print_debug",
    "print_warning",
]
