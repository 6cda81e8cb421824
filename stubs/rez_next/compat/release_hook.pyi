from rez_next.objects.package.developer import get_developer_package as get_developer_package
from rez_next.objects.releasing.hook import ReleaseHook as ReleaseHook
from rez_next.objects.releasing.hook import ReleaseHookEvent as ReleaseHookEvent
from rez_next.objects.releasing.hook import create_release_hook as create_release_hook
from rez_next.objects.releasing.hook import create_release_hooks as create_release_hooks
from rez_next.objects.releasing.hook import get_release_hook_types as get_release_hook_types
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
