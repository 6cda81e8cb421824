"""rez.utils.formatting: text for people, and text with fields."""

from __future__ import annotations

from rez_next.exceptions import PackageRequestError
from rez_next.objects.package.names import PACKAGE_NAME_REGEX, PACKAGE_NAME_REGSTR
from rez_next.objects.package.request import PackageRequest, is_valid_package_name
from rez_next.objects.rex.headings import header_comment, minor_header_comment
from rez_next.objects.text.columns import columnise, print_colored_columns
from rez_next.objects.text.expansion import (
    ENV_VAR_REGEX,
    ENV_VAR_REGSTR,
    EXPANDUSER_RE,
    expanduser,
    expandvars,
)
from rez_next.objects.text.fields import (
    FORMAT_VAR_REGEX,
    FORMAT_VAR_REGSTR,
    ObjectStringFormatter,
    StringFormatMixin,
    StringFormatType,
    expand_abbreviations,
)
from rez_next.objects.text.python_code import as_block_string, dict_to_attributes_code, indent
from rez_next.objects.text.quantities import (
    _readable_units,
    get_epoch_time_from_str,
    memory_divs,
    positional_number_string,
    positional_suffix,
    readable_memory_size,
    readable_time_duration,
    time_divs,
)
from rez_next.values.requirement import Requirement

invalid_package_names = ("__pycache__",)

__all__ = [
    "ENV_VAR_REGEX",
    "ENV_VAR_REGSTR",
    "EXPANDUSER_RE",
    "FORMAT_VAR_REGEX",
    "FORMAT_VAR_REGSTR",
    "PACKAGE_NAME_REGEX",
    "PACKAGE_NAME_REGSTR",
    "ObjectStringFormatter",
    "PackageRequest",
    "PackageRequestError",
    "Requirement",
    "StringFormatMixin",
    "StringFormatType",
    "_readable_units",
    "as_block_string",
    "columnise",
    "dict_to_attributes_code",
    "expand_abbreviations",
    "expanduser",
    "expandvars",
    "get_epoch_time_from_str",
    "header_comment",
    "indent",
    "invalid_package_names",
    "is_valid_package_name",
    "memory_divs",
    "minor_header_comment",
    "positional_number_string",
    "positional_suffix",
    "print_colored_columns",
    "readable_memory_size",
    "readable_time_duration",
    "time_divs",
]
