from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.package import Variant

def bundle_context(
    context: ResolvedContext,
    dest_dir: str,
    force: bool = False,
    skip_non_relocatable: bool = False,
    quiet: bool = False,
    patch_libs: bool = False,
    verbose: bool = False,
) -> None: ...

class Bundle:
    copied: dict[str, tuple[Variant, Variant]]
    logs: list[str]
    def __init__(self, packages: str, is_verbose: bool) -> None: ...
    def copy(self, context: ResolvedContext, force: bool, skip_non_relocatable: bool) -> None: ...
    def log(self, message: str, *arguments: object) -> None: ...
    def warn(self, message: str, *arguments: object) -> None: ...
    def say(self, message: str, *arguments: object) -> None: ...
