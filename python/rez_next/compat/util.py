"""rez.util: what fits nowhere else."""

from __future__ import annotations

from rez_next.exceptions import RezError
from rez_next.host.includes import load_module_from_file
from rez_next.objects.data.lists import dedup, find_last_sublist, is_non_string_iterable
from rez_next.objects.files.programs import first_program as which
from rez_next.objects.memcached import get_function_arg_names
from rez_next.objects.package.variant_indices import resolve_variant_indices
from rez_next.objects.rex.quoting import shlex_join
from rez_next.objects.text.progress_bar import ProgressBar
from rez_next.objects.text.similar import get_close_matches, get_close_pkgs

__all__ = [
    "ProgressBar",
    "RezError",
    "dedup",
    "find_last_sublist",
    "get_close_matches",
    "get_close_pkgs",
    "get_function_arg_names",
    "is_non_string_iterable",
    "load_module_from_file",
    "resolve_variant_indices",
    "shlex_join",
    "which",
]
