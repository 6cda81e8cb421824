"""Users' functions that add rex actions to a shell's environment, before and after the packages.

The engine asks for them at the right moment and says what the environment is by then; the actions
go back to it and are played in order, as those of a package.
"""

from __future__ import annotations

from rez_next.host.actions import from_wire, to_wire
from rez_next.host.bindings import VariantBinding, VariantsBinding
from rez_next.objects.config.config import config
from rez_next.objects.rex.commands import commands_of
from rez_next.objects.rex.rex import RexExecutor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Callable

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.shell.engine import EngineShell

    Callback = Callable[[RexExecutor], Any]


class RexCallbacks:
    """The callbacks of one call. Both are given the same executor, as in rez.

    Args:
        context: The context whose environment it is.
        parent_environ: The environment that is extended; None is this process's.
        shell: The shell whose script the engine writes.
        before: Called before the packages' commands, or None.
        after: Called after them, or None.
    """

    def __init__(
        self,
        context: ResolvedContext,
        parent_environ: Mapping[str, str] | None,
        shell: EngineShell,
        before: Callback | None,
        after: Callback | None,
    ) -> None:
        self._context = context
        self._callbacks = {"before": before, "after": after}
        self._shell = shell
        self._executor = RexExecutor(
            interpreter=shell,
            parent_environ=parent_environ,
            parent_variables=config.all_parent_variables or config.parent_variables,
            shebang=False,
        )
        self._own_names = dict(self._executor.globals)
        self._bound: dict[str, Any] = {}

    def serve(self) -> protocol.HostHandlers:
        """What answers the engine during the call."""
        commands = commands_of(self._context)
        return {
            "host/runActions": self._run,
            # What a callback has bound, packages' commands see.
            "host/runCommands": lambda params: commands.run(params, self._bound),
        }

    def _run(self, params: protocol.HostRunActionsParams) -> protocol.HostRunActionsResult:
        executor, manager = self._executor, self._executor.manager
        manager.environ.clear()
        manager.environ.update(dict(params["environ"]))
        manager.actions[:] = map(from_wire, params["actions"])
        self._shell.begin_with(manager.actions)
        for name in params["mentioned"]:
            executor.environ[name]
        if params["moment"] == "after":
            self._bind_context()
        callback = self._callbacks[params["moment"]]
        if callback is not None:
            callback(executor)
        self._bound = {
            name: value
            for name, value in executor.globals.items()
            if name != "__builtins__" and self._own_names.get(name, self) is not value
        }
        return {
            "actions": [to_wire(action) for action in manager.actions[len(params["actions"]) :]],
            "mentioned": [name for name in executor.environ if name not in manager.parent_environ],
            "binds": bool(self._bound),
        }

    def _bind_context(self) -> None:
        """What packages' commands see, but what is of one package."""
        from rez_next.objects.shell.execution import cached_roots

        executor = self._executor
        roots = cached_roots(self._context)
        for name, value in self._context.late_bindings().items():
            executor.bind(name, value)
        variants = {
            variant.name: VariantBinding(variant, roots.get(variant.name), executor.interpreter)
            for variant in self._context.resolved_packages or ()
        }
        executor.bind("resolve", VariantsBinding(variants))
