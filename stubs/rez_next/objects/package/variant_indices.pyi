from collections.abc import Iterable

def resolve_variant_indices(
    variants: Iterable[int], num_variants: int
) -> tuple[set[int], list[int]]: ...
