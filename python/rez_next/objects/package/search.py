"""Searches over all packages: what needs a package, its plugins, and whatever matches a pattern."""

from __future__ import annotations

import sys
from fnmatch import fnmatch

from rez_next.exceptions import ResourceContentError
from rez_next.objects.ask import ask
from rez_next.objects.config.config import config
from rez_next.objects.graph.graph import digraph
from rez_next.objects.repository.repository import iter_package_families, iter_packages
from rez_next.objects.text.fields import expand_abbreviations
from rez_next.objects.text.printer import Printer, critical, error, info
from rez_next.values.requirement import Requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from rez_next._engine import protocol
    from rez_next.objects.package.package import Package, Variant
    from rez_next.values.range import VersionRange

    Line = tuple[str, Callable[[str], str]]

_NODE = [("fillcolor", "#F6F6F6"), ("style", "filled"), ("fontsize", 10)]


def get_reverse_dependency_tree(
    package_name: str,
    depth: int | None = None,
    paths: list[str] | None = None,
    build_requires: bool = False,
    private_build_requires: bool = False,
) -> tuple[list[list[str]], digraph]:
    """The families that need a family, those that need these, and so on.

    Only the latest version of each counts, with the requirements of all its variants; nothing is
    resolved.

    Args:
        package_name: The family.
        depth: How far to go; None goes to the end.
        paths: Repositories to search; None is the setting `packages_path`.
        build_requires: Also what is needed to build against it.
        private_build_requires: Also what the family itself needs to be built.

    Returns:
        The families by distance, the first list being the family alone, and the graph of who needs
        whom.

    Raises:
        PackageFamilyNotFoundError: There is no such family.
    """
    params: protocol.SearchReverseDependenciesParams = {
        "name": package_name,
        "depth": depth,
        "paths": list(paths or config.packages_path),
        "buildRequires": build_requires,
        "privateBuildRequires": private_build_requires,
    }
    found = ask("search/reverseDependencies", params)
    graph = digraph()
    graph.add_node(package_name)
    for parent, child in found["edges"]:
        graph.add_node(parent, attrs=_NODE)
        graph.add_edge((parent, child))
    return found["levels"], graph


def get_plugins(package_name: str, paths: list[str] | None = None) -> list[str]:
    """The families whose latest package says that it is a plugin for a package.

    Args:
        package_name: The package's name.
        paths: Repositories to search; None is the setting `packages_path`.

    Raises:
        PackageFamilyNotFoundError: There is no such package.
    """
    paths = list(paths or config.packages_path)
    return ask("search/plugins", {"name": package_name, "paths": paths})["families"]


class ResourceSearchResult:
    """Something that was found.

    Args:
        resource: The package or variant; of a family, its name.
        resource_type: `family`, `package` or `variant`.
        validation_error: What is wrong with it; None where nothing is, or nobody looked.
    """

    def __init__(
        self, resource: Any, resource_type: str, validation_error: str | None = None
    ) -> None:
        self.resource = resource
        self.resource_type = resource_type
        self.validation_error = validation_error


class ResourceSearcher:
    """Finds families, packages and variants.

    Args:
        package_paths: Repositories to search; None is the setting `packages_path`.
        resource_type: `family`, `package` or `variant`; None is what the pattern suggests.
        no_local: Leave the local repository out.
        latest: Only the latest version of each family.
        after_time: Only what was released at or after this time, in seconds since the epoch.
        before_time: Only what was released before this time.
        validate: Look whether each definition is well formed.
    """

    def __init__(
        self,
        package_paths: list[str] | None = None,
        resource_type: str | None = None,
        no_local: bool = False,
        latest: bool = False,
        after_time: int | None = None,
        before_time: int | None = None,
        validate: bool = False,
    ) -> None:
        self.resource_type = resource_type
        self.no_local = no_local
        self.latest = latest
        self.after_time = after_time
        self.before_time = before_time
        self.validate = validate
        self.package_paths = package_paths or (config.nonlocal_packages_path if no_local else None)

    def iter_resources(
        self, resources_request: str | None = None
    ) -> tuple[str, Iterator[ResourceSearchResult]]:
        """What `search` gives, its results one by one."""
        kind, results = self.search(resources_request)
        return kind, iter(results)

    def search(
        self, resources_request: str | None = None
    ) -> tuple[str, list[ResourceSearchResult]]:
        """Find what matches a pattern.

        Args:
            resources_request: A name with wildcards, or a request such as `maya-2024+`; None is
                everything.

        Returns:
            The type that was looked for, and what was found: families in the order of the alphabet,
            packages in that of their versions.
        """
        pattern, versions = _pattern_of(resources_request)
        families = iter_package_families(self.package_paths)
        names = sorted({family.name for family in families if fnmatch(family.name, pattern)})
        kind = self.resource_type
        if not kind:
            kind = "package" if versions or len(names) == 1 else "family"
        if kind == "family":
            return kind, [ResourceSearchResult(name, "family") for name in names]
        return kind, [
            result
            for name in names
            for package in self._packages(name, versions)
            for result in self._results(package, kind)
        ]

    def _packages(self, name: str, versions: VersionRange | None) -> list[Package]:
        found = iter_packages(name, versions, paths=self.package_paths)
        packages = sorted(found, key=lambda package: package.version)
        return packages[-1:] if self.latest else packages

    def _results(self, package: Package, kind: str) -> Iterator[ResourceSearchResult]:
        try:
            if not self._is_of_the_time(package.timestamp):
                return
            if self.validate:
                package.validate_data()
        except ResourceContentError as problem:
            if kind == "package":
                yield ResourceSearchResult(package, kind, str(problem))
            return
        if kind == "package":
            yield ResourceSearchResult(package, kind)
            return
        try:
            variants: list[Variant] = list(package.iter_variants())
        except ResourceContentError:
            return
        for variant in variants:
            try:
                if self.validate:
                    variant.validate_data()
            except ResourceContentError as problem:
                yield ResourceSearchResult(variant, kind, str(problem))
            else:
                yield ResourceSearchResult(variant, kind)

    def _is_of_the_time(self, timestamp: int | None) -> bool:
        if not timestamp:
            return True
        if self.after_time and timestamp < self.after_time:
            return False
        return not (self.before_time and timestamp >= self.before_time)


class ResourceSearchResultFormatter:
    r"""Says what was found.

    Args:
        output_format: A text with fields such as `{base}`, which may be cut short, and `\\n` for a
            new line; None is the qualified name.
        suppress_newlines: Write new lines in attributes as `\\n`.
    """

    #: The fields that may be cut short.
    fields = (
        "pre_commands", "tools", "uuid", "build_requires", "version", "timestamp",
        "release_message", "private_build_requires", "revision", "description", "base", "authors",
        "variants", "commands", "name", "changelog", "post_commands", "requires", "root", "index",
        "uri", "num_variants", "qualified_name",
    )  # fmt: skip

    def __init__(self, output_format: str | None = None, suppress_newlines: bool = False) -> None:
        self.output_format = output_format
        self.suppress_newlines = suppress_newlines

    def print_search_results(
        self, search_results: list[ResourceSearchResult], buf: Any = sys.stdout
    ) -> None:
        """Print results, in colours on a terminal."""
        printer = Printer(buf)
        for text, style in self.format_search_results(search_results):
            printer(text, style)

    def format_search_results(self, search_results: list[ResourceSearchResult]) -> list[Line]:
        """Lines and their colours."""
        return [line for result in search_results for line in self._lines(result)]

    def _lines(self, result: ResourceSearchResult) -> list[Line]:
        if result.resource_type == "family":
            return [(result.resource, info)]
        if result.validation_error:
            return [(result.resource.qualified_name, error), (result.validation_error, critical)]
        if not self.output_format:
            return [(result.resource.qualified_name, info)]
        lines: list[Line] = []
        for line in expand_abbreviations(self.output_format, self.fields).split("\\n"):
            try:
                text = result.resource.format(line)
            except ResourceContentError as problem:
                lines += [(result.resource.qualified_name, error), (str(problem), critical)]
                break
            lines.append((text.replace("\n", "\\n") if self.suppress_newlines else text, info))
        return lines


def _pattern_of(request: str | None) -> tuple[str, VersionRange | None]:
    """The pattern of a name, and the versions that are meant; None where all are."""
    try:
        parsed = Requirement(request or "*")
    except Exception:
        return request or "*", None
    versions = parsed.range
    return parsed.name, None if versions is None or versions.is_any() else versions
