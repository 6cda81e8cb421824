"""The one door from objects to the engine: `ask(method, params)`.

It tells the connection the settings and who runs users' Python, so that neither the connection nor
the objects need to know of each other.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    from rez_next._engine import protocol


def _ask(
    method: str,
    params: Any,
    *,
    timeout: float | None = None,
    serve: protocol.HostHandlers | None = None,
    settings: bytes | None = None,
    process: bytes | None = None,
) -> Any:
    """Ask the engine and wait for its answer.

    To type checkers it is `ask`, whose parameters and result follow from the method.

    Args:
        method: A method of the protocol, such as `context/resolve`.
        params: Its parameters, as JSON.
        timeout: Seconds after which the call is cancelled; None waits for ever.
        serve: Handlers of host calls that belong to this call alone, such as its callbacks.
        settings: The settings, as `settings_text` gives them, if they were just asked for.
        process: This process's facts, for a call that makes environments.

    Returns:
        The result, as JSON.

    Raises:
        RezError: What the engine reports, as the class that rez would raise.
        EngineError: The engine cannot be started, or ended during the call.
    """
    begin()
    from rez_next._engine import engine
    from rez_next.objects.config.config import config, settings_text
    from rez_next.objects.progress import progress_for
    from rez_next.objects.serve import handlers

    # Worked out first: reading a configuration file in YAML asks the engine itself.
    settings = settings or settings_text()
    served = handlers(lambda: list(config.package_definition_build_python_paths))
    served.update(_repositories())
    served["host/warn"] = _warn
    served.update(serve or {})
    with progress_for(method) as on_progress:
        return engine().call(
            method,
            params,
            settings=settings,
            process=process,
            serve=served,
            on_progress=on_progress,
            timeout=timeout,
        )


ask: protocol.Ask = _ask

_looked = [False]


def begin() -> bool:
    """Start the engine that a call is to come for, and see if this process is to be profiled.

    Returns:
        Whether it starts, so that there is time for other work.
    """
    from rez_next._engine import engine

    starts = engine().begin()
    if not _looked[0]:
        import os

        _looked[0] = True
        if os.environ.get("REZ_NEXT_PROFILE"):
            from rez_next.objects.profiling.session import begin_if_wanted

            begin_if_wanted()
    return starts


def look_again() -> None:
    """In a forked child: it is another process."""
    _looked[0] = False


# As rez, which reads a package once: each warning is given once, until caches are cleared.
warned: set[str] = set()


def _warn(params: protocol.HostWarnParams) -> protocol.HostWarnResult:
    """Give the warnings that the settings want."""
    from rez_next.objects.config.config import config

    for warning in params["warnings"]:
        message = warning["message"]
        if message not in warned and (warning["kind"] is None or config.warn(warning["kind"])):
            from rez_next.objects.text.messages import print_warning

            warned.add(message)
            print_warning("%s", message)
    return {}


def _repositories() -> protocol.HostHandlers:
    """The engine's way to repositories that are Python, for one call; imported when it asks."""
    made: list[Any] = []

    def handler(name: str) -> Callable[[Any], Any]:
        def serve(params: Any) -> Any:
            if not made:
                from rez_next.objects.repository.server import RepositoryServer

                made.append(RepositoryServer())
            return getattr(made[0], name)(params)

        return serve

    return {
        "host/repositoryFamilies": handler("families"),
        "host/repositoryVersions": handler("versions"),
        "host/repositoryPackage": handler("package"),
    }
