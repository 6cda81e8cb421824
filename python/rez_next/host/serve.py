"""What the engine may ask of this process, by method. Each handler imports what it needs."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable


def _evaluate_definition(params: dict[str, Any]) -> dict[str, Any]:
    from rez_next.host.definition import evaluate_definition

    return {"data": _tagged(evaluate_definition(params["path"]))}


def _run_commands(params: dict[str, Any]) -> dict[str, Any]:
    from rez_next.host.commands import run_commands

    return run_commands(params)


def _evaluate_late(params: dict[str, Any]) -> dict[str, Any]:
    from rez_next.host.late import evaluate_late_for_engine

    return {"value": _tagged(evaluate_late_for_engine(params))}


def _tagged(value: Any) -> Any:
    from rez_next._engine.tagged import to_tagged
    from rez_next.host.source import SourceCode

    return to_tagged(value, lambda found: found.to_wire() if isinstance(found, SourceCode) else None)


HANDLERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "host/evaluateDefinition": _evaluate_definition,
    "host/evaluateLate": _evaluate_late,
    "host/runCommands": _run_commands,
}
