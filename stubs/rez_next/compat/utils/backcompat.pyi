from rez_next.objects.old_data import (
    convert_old_command_expansions,
    convert_old_commands,
    convert_old_variant_handle,
)

__all__ = ["convert_old_command_expansions", "convert_old_commands", "convert_old_variant_handle"]
