from rez_next.objects.package.package import Variant
from rez_next.values.range import VersionRange

def get_bind_modules(verbose: bool = False) -> dict[str, str]: ...
def find_bind_module(name: str, verbose: bool = False) -> str | None: ...
def bind_package(
    name: str,
    path: str | None = None,
    version_range: VersionRange | None = None,
    no_deps: bool = False,
    bind_args: list[str] | None = None,
    quiet: bool = False,
) -> list[Variant]: ...
def print_packages(variants: list[Variant]) -> None: ...
