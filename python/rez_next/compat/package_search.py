"""rez.package_search: searches over all packages."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import PackageFamilyNotFoundError, ResourceContentError
from rez_next.objects.config.config import config
from rez_next.objects.graph.graph import digraph
from rez_next.objects.package.search import (
    ResourceSearcher,
    ResourceSearchResult,
    ResourceSearchResultFormatter,
    get_plugins,
    get_reverse_dependency_tree,
)
from rez_next.objects.repository.repository import (
    get_latest_package,
    iter_package_families,
    iter_packages,
)
from rez_next.values.requirement import Requirement

__all__ = [
    "PackageFamilyNotFoundError",
    "Requirement",
    "ResourceContentError",
    "ResourceSearchResult",
    "ResourceSearchResultFormatter",
    "ResourceSearcher",
    "config",
    "digraph",
    "get_latest_package",
    "get_plugins",
    "get_reverse_dependency_tree",
    "iter_package_families",
    "iter_packages",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.util": "ProgressBar",
        "compat.utils.colorize": "Printer critical error info",
        "compat.utils.formatting": "expand_abbreviations",
    },
)
