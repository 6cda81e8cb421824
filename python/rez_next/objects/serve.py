"""What the engine may ask of this process, by method. Each handler imports what it needs."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

    from rez_next._engine import protocol


def handlers(python_paths: Callable[[], list[str]]) -> protocol.HostHandlers:
    """The handlers of one call, by method.

    Args:
        python_paths: Gives the folders from which a package.py may import.
    """

    def evaluate_definition(
        params: protocol.HostEvaluateDefinitionParams,
    ) -> protocol.HostEvaluateDefinitionResult:
        from rez_next.host import definition
        from rez_next.host.live import tagged_attributes

        data, is_self_contained = definition.evaluated(
            params["path"], python_paths(), text=params["source"]
        )
        return {"data": tagged_attributes(data), "isSelfContained": is_self_contained}

    def evaluate_late(
        params: protocol.HostEvaluateLateParams,
    ) -> protocol.HostEvaluateLateResult:
        from rez_next.objects.package import late

        return late.evaluate_late(params)

    return {
        "host/evaluateDefinition": evaluate_definition,
        "host/evaluateLate": evaluate_late,
    }
