from rez_next.exceptions import BuildContextResolveError as BuildContextResolveError
from rez_next.exceptions import BuildError as BuildError
from rez_next.exceptions import BuildProcessError as BuildProcessError
from rez_next.exceptions import ReleaseError as ReleaseError
from rez_next.exceptions import ReleaseHookCancellingError as ReleaseHookCancellingError
from rez_next.exceptions import ReleaseVCSError as ReleaseVCSError
from rez_next.exceptions import RezError as RezError
from rez_next.objects.building.process import BuildProcess as BuildProcess
from rez_next.objects.building.process import BuildProcessHelper as BuildProcessHelper
from rez_next.objects.building.process import create_build_process as create_build_process
from rez_next.objects.building.process import get_build_process_types as get_build_process_types
from rez_next.objects.building.system import BuildType as BuildType
from rez_next.objects.config.config import config as config
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.context.status import ResolverStatus as ResolverStatus
from rez_next.objects.package.variant_indices import (
    resolve_variant_indices as resolve_variant_indices,
)
from rez_next.objects.releasing.hook import create_release_hooks as create_release_hooks
from rez_next.objects.repository.repository import iter_packages as iter_packages
from rez_next.objects.text.messages import print_warning as print_warning
from rez_next.objects.text.printer import Printer as Printer
from rez_next.objects.text.printer import heading as heading

__all__ = [
    "BuildContextResolveError",
    "BuildError",
    "BuildProcess",
    "BuildProcessError",
    "BuildProcessHelper",
    "BuildType",
    "Printer",
    "ReleaseError",
    "ReleaseHookCancellingError",
    "ReleaseVCSError",
    "ResolvedContext",
    "ResolverStatus",
    "RezError",
    "config",
    "create_build_process",
    "create_release_hooks",
    "debug_print",
    "get_build_process_types",
    "heading",
    "iter_packages",
    "print_warning",
    "resolve_variant_indices",
]

def debug_print(msg: str, *nargs: object) -> None: ...
