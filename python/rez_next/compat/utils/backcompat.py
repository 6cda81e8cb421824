"""rez.utils.backcompat: data of older rez in today's form."""

from __future__ import annotations

from rez_next.objects.context.old_data import (
    convert_old_command_expansions,
    convert_old_commands,
    convert_old_variant_handle,
    variant_key_conversions,
)

__all__ = [
    "convert_old_command_expansions",
    "convert_old_commands",
    "convert_old_variant_handle",
    "variant_key_conversions",
]
