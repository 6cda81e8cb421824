"""Late-bound attributes of packages that the engine has read, for the engine to go on with."""

from __future__ import annotations

from rez_next.exceptions import PackageMetadataError, PackageRequestError
from rez_next.objects.package.package import Package
from rez_next.objects.package.request import PackageRequest
from rez_next.objects.repository.record_resources import resource_of
from rez_next.objects.repository.typed_attributes import REQUIREMENT_LISTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.package import Variant


def evaluate_late(
    params: protocol.HostEvaluateLateParams, context: ResolvedContext | None = None
) -> protocol.HostEvaluateLateResult:
    """What a late-bound attribute is, as rez's solver reads it.

    Args:
        params: "package" and "key"; and "ofVariants", for what each of its variants has.
        context: The context that is being resolved, where there is one.

    Raises:
        PackageMetadataError: A list of requests is none.
        SourceCodeError: The function raised, or is no Python.
    """
    package = Package(resource_of(params["package"]), context)
    key = params["key"]
    if params["ofVariants"]:
        return {"value": [_evaluated(variant, key) for variant in package.iter_variants()]}
    return {"value": _evaluated(package, key)}


def _evaluated(owner: Package | Variant, key: str) -> Any:
    value = owner._evaluate(getattr(owner.resource, key))
    if key in REQUIREMENT_LISTS:
        return _requests(value, "%s: '%s' is late-bound and gave" % (owner.uri, key))
    from rez_next._engine.tagged import to_tagged
    from rez_next.host.source import SourceCode

    return to_tagged(value, lambda it: it.to_wire() if isinstance(it, SourceCode) else None)


def _requests(value: Any, said: str) -> list[str]:
    if not (isinstance(value, list) and all(isinstance(i, (str, PackageRequest)) for i in value)):
        raise PackageMetadataError("%s %r instead of a list of requests" % (said, value))
    try:
        return [str(PackageRequest(str(item))) for item in value]
    except PackageRequestError as error:
        raise PackageMetadataError("%s a request that is none: %s" % (said, error)) from error
