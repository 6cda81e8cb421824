"""What is to be read of a context in a notebook, and beside its graph."""

from __future__ import annotations

from rez_next.objects.page import Markup, element, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.package import Variant

#: Seconds for an explanation that nobody has asked for.
_SECONDS = 2.0


def words_of_failure(context: ResolvedContext) -> Markup:
    """Why a resolve failed, and what would resolve it."""
    explanation = context.explain(_SECONDS)
    if explanation.status == "impossible":
        return explanation._picture_words()
    # It was stopped by a limit, a callback or a filter of users: its own words are what there is.
    return element("p", context.failure_description or context.status.name)


def words_of_resolve(context: ResolvedContext) -> Markup:
    """The packages of a resolve."""
    rows = [_row(variant) for variant in context.resolved_packages or ()]
    rows += [(str(request), "", "ephemeral") for request in context.resolved_ephemerals or ()]
    if not rows:
        return element("p", "The resolve is empty.")
    return table(["package", "variant", "from"], rows)


def _row(variant: Variant) -> tuple[object, ...]:
    index = "" if variant.index is None else variant.index
    return (variant.qualified_package_name, index, variant.resource.location)
