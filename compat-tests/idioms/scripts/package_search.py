"""Searches over all packages: who depends on a family, and plugins of it."""

from rez.package_remove import remove_package  # noqa: F401
from rez.package_search import ResourceSearcher, get_plugins, get_reverse_dependency_tree

names, graph = get_reverse_dependency_tree("python", depth=1)
print([sorted(level) for level in names], len(graph.edges()) > 0)
print(get_plugins("maya"))
kind, results = ResourceSearcher(latest=True).search("maya-2023+")
print(kind, [(r.resource_type, r.resource.qualified_name, r.validation_error) for r in results])
