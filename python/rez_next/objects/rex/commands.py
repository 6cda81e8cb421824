"""Who runs the packages' commands() that the engine leaves to Python, for one context."""

from __future__ import annotations

from rez_next.objects.rex.effects import carry_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next._engine import protocol
    from rez_next.host.commands import ContextCommands
    from rez_next.objects.context.context import ResolvedContext


def commands_of(context: ResolvedContext) -> ContextCommands:
    """What runs them; the variants that they see are as the packages are now."""
    from rez_next.host.commands import ContextCommands
    from rez_next.objects.package.package import variants_by_handle

    return ContextCommands(lambda handles: variants_by_handle(handles, context))


def commands_server(context: ResolvedContext) -> protocol.HostHandlers:
    """What answers the engine during one call that makes the context's environment."""
    made: list[ContextCommands] = []

    def run(params: protocol.HostRunCommandsParams) -> protocol.HostRunCommandsResult:
        carry_out(params["due"])
        if not made:
            made.append(commands_of(context))
        return made[0].run(params)

    return {"host/runCommands": run}
