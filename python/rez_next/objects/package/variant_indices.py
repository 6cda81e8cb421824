"""Variants by number, from the start or from the end."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def resolve_variant_indices(
    variants: Iterable[int], num_variants: int
) -> tuple[set[int], list[int]]:
    """Indices of variants, those from the end too, as indices from the start.

    Args:
        variants: The indices.
        num_variants: How many variants the package has; of none, all indices are taken as given.

    Returns:
        The indices from the start, and those given that the package has not, in order.
    """
    given = set(variants)
    if num_variants <= 0:
        return given, []
    invalid = sorted(index for index in given if not -num_variants <= index < num_variants)
    return {index % num_variants for index in given}, invalid
