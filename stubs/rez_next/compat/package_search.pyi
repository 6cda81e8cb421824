from rez_next.exceptions import PackageFamilyNotFoundError as PackageFamilyNotFoundError
from rez_next.exceptions import ResourceContentError as ResourceContentError
from rez_next.objects.config.config import config as config
from rez_next.objects.graph.graph import digraph as digraph
from rez_next.objects.package.search import ResourceSearcher as ResourceSearcher
from rez_next.objects.package.search import ResourceSearchResult as ResourceSearchResult
from rez_next.objects.package.search import (
    ResourceSearchResultFormatter as ResourceSearchResultFormatter,
)
from rez_next.objects.package.search import get_plugins as get_plugins
from rez_next.objects.package.search import (
    get_reverse_dependency_tree as get_reverse_dependency_tree,
)
from rez_next.objects.repository.repository import get_latest_package as get_latest_package
from rez_next.objects.repository.repository import iter_package_families as iter_package_families
from rez_next.objects.repository.repository import iter_packages as iter_packages
from rez_next.objects.text.fields import expand_abbreviations as expand_abbreviations
from rez_next.objects.text.printer import Printer as Printer
from rez_next.objects.text.printer import critical as critical
from rez_next.objects.text.printer import error as error
from rez_next.objects.text.printer import info as info
from rez_next.objects.text.progress_bar import ProgressBar as ProgressBar
from rez_next.values.requirement import Requirement as Requirement

__all__ = [
    "PackageFamilyNotFoundError",
    "Printer",
    "ProgressBar",
    "Requirement",
    "ResourceContentError",
    "ResourceSearchResult",
    "ResourceSearchResultFormatter",
    "ResourceSearcher",
    "config",
    "critical",
    "digraph",
    "error",
    "expand_abbreviations",
    "get_latest_package",
    "get_plugins",
    "get_reverse_dependency_tree",
    "info",
    "iter_package_families",
    "iter_packages",
]
