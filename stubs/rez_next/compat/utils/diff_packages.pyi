from rez_next.exceptions import RezError as RezError
from rez_next.objects.package.diff import diff_packages as diff_packages

__all__ = ["RezError", "diff_packages"]
