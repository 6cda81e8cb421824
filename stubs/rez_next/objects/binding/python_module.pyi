from collections.abc import Iterable, Mapping

from rez_next.objects.package.package import Variant
from rez_next.values.range import VersionRange
from rez_next.values.version import Version

def copy_module(name: str, destpath: str) -> None: ...
def bind(
    name: str,
    path: str,
    import_name: str | None = None,
    version_range: VersionRange | None = None,
    version: Version | str | None = None,
    requires: list[str] | None = None,
    pure_python: bool | None = None,
    tools: Iterable[str] | None = None,
    extra_module_names: Iterable[str] = ...,
    extra_attrs: Mapping[str, object] = ...,
) -> list[Variant]: ...
