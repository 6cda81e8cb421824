"""The protocol as Python sees it: names, effects and the forms of the messages.

Generated from src/protocol by `node scripts/generate-protocol.ts write`. The forms are for type
checkers alone, so that importing this costs nothing.
"""

from __future__ import annotations

PROTOCOL_VERSION = 1
PACKAGE_VERSION = "0.1.0"

# "read" may be repeated on a fresh engine after a crash; "write" may not.
EFFECTS = {
    "initialize": "read",
    "engine/ping": "read",
    "engine/statistics": "read",
}

HOST_METHODS = (
    "host/evaluateDefinition",
    "host/runCommands",
    "host/evaluateLate",
    "host/solverCallback",
)

TYPE_CHECKING = False  # type checkers take it for typing's; importing that costs 3 ms
if TYPE_CHECKING:
    from typing import Any, Literal, TypedDict

    from typing_extensions import NotRequired

    Method = Literal[
        "initialize",
        "engine/ping",
        "engine/statistics",
    ]

    HostMethod = Literal[
        "host/evaluateDefinition",
        "host/runCommands",
        "host/evaluateLate",
        "host/solverCallback",
    ]

    class InitializeParams(TypedDict):
        """The first message: who is calling, and with which settings."""

        protocolVersion: int
        packageVersion: str
        pythonVersion: str
        platform: str
        settings: dict[str, Any] | None

    class InitializeResult(TypedDict):
        """Answers initialize."""

        protocolVersion: int
        packageVersion: str
        nodeVersion: str
        pid: int

    class EnginePingParams(TypedDict):
        """Answers at once; measures a crossing."""

    class EnginePingResult(TypedDict):
        """Answers engine/ping."""

    class EngineStatisticsParams(TypedDict):
        """The engine's process: how long it lives and how much memory it holds."""

    class EngineStatisticsResultMemory(TypedDict):
        """Part of EngineStatisticsResultMemory."""

        rss: int
        heapUsed: int
        heapTotal: int

    class EngineStatisticsResult(TypedDict):
        """Answers engine/statistics."""

        pid: int
        nodeVersion: str
        uptimeSeconds: float
        memory: EngineStatisticsResultMemory

    class HostEvaluateDefinitionParams(TypedDict):
        """Runs a package.py and gives its attributes, tagged. Without source, reads the file."""

        path: str
        source: str | None

    class HostEvaluateDefinitionResult(TypedDict):
        """Answers host/evaluateDefinition."""

        data: dict[str, Any]

    HostRunCommandsParams = dict[str, Any]

    HostRunCommandsResult = dict[str, Any]

    HostEvaluateLateParams = dict[str, Any]

    class HostEvaluateLateResult(TypedDict):
        """Answers host/evaluateLate."""

        value: Any

    HostSolverCallbackParams = dict[str, Any]

    HostSolverCallbackResult = dict[str, Any]

    class ConfigurationUpdateParams(TypedDict):
        """The settings changed; requests sent after this one see the new ones."""

        settings: dict[str, Any]

    class ProgressParams(TypedDict):
        """How far a running request is."""

        requestId: int
        title: str
        done: int
        total: int | None
