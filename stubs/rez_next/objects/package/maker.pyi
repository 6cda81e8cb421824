from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rez_next.host.environ import AttrDictWrapper
from rez_next.objects.package.package import Package, Variant

class PackageMaker(AttrDictWrapper):
    name: str
    package_cls: type[Package]
    installed_variants: list[Variant]
    skipped_variants: list[Variant]
    def __init__(
        self,
        name: str,
        data: dict[str, Any] | None = None,
        package_cls: type[Package] | None = None,
    ) -> None: ...
    def get_package(self) -> Package: ...

@contextmanager
def make_package(
    name: str,
    path: str,
    make_base: Callable[[Variant, str], Any] | None = None,
    make_root: Callable[[Variant, str], Any] | None = None,
    skip_existing: bool = True,
    warn_on_skip: bool = True,
) -> Iterator[PackageMaker]: ...
