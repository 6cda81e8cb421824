from collections.abc import Callable, Iterator

from _typeshed import SupportsWrite

from rez_next.objects.graph.graph import digraph
from rez_next.objects.package.package import Package, PackageFamily, Variant

def get_reverse_dependency_tree(
    package_name: str,
    depth: int | None = None,
    paths: list[str] | None = None,
    build_requires: bool = False,
    private_build_requires: bool = False,
) -> tuple[list[list[str]], digraph]: ...
def get_plugins(package_name: str, paths: list[str] | None = None) -> list[str]: ...

class ResourceSearchResult:
    resource: PackageFamily | Package | Variant
    resource_type: str
    validation_error: str | None
    def __init__(
        self,
        resource: PackageFamily | Package | Variant,
        resource_type: str,
        validation_error: str | None = None,
    ) -> None: ...

class ResourceSearcher:
    resource_type: str | None
    no_local: bool
    latest: bool
    after_time: int | None
    before_time: int | None
    validate: bool
    package_paths: list[str]
    def __init__(
        self,
        package_paths: list[str] | None = None,
        resource_type: str | None = None,
        no_local: bool = False,
        latest: bool = False,
        after_time: int | None = None,
        before_time: int | None = None,
        validate: bool = False,
    ) -> None: ...
    def iter_resources(
        self, resources_request: str | None = None
    ) -> tuple[str, Iterator[ResourceSearchResult]]: ...
    def search(
        self, resources_request: str | None = None
    ) -> tuple[str, list[ResourceSearchResult]]: ...

class ResourceSearchResultFormatter:
    fields: tuple[str, ...]
    output_format: str | None
    suppress_newlines: bool
    def __init__(
        self, output_format: str | None = None, suppress_newlines: bool = False
    ) -> None: ...
    def print_search_results(
        self, search_results: list[ResourceSearchResult], buf: SupportsWrite[str] = ...
    ) -> None: ...
    def format_search_results(
        self, search_results: list[ResourceSearchResult]
    ) -> list[tuple[str, Callable[[str], str]]]: ...
