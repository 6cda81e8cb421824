from rez_next.objects.context.old_data import (
    convert_old_command_expansions,
    convert_old_commands,
    convert_old_variant_handle,
)
from rez_next.objects.context.old_data import variant_key_conversions as variant_key_conversions

__all__ = [
    "convert_old_command_expansions",
    "convert_old_commands",
    "convert_old_variant_handle",
    "variant_key_conversions",
]
