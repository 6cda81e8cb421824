"""Start, versions, settings, and what the engine refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Callable

import pytest

from rez_next._engine import life
from rez_next._engine.framing import to_json
from rez_next.exceptions import EngineError, PackageNotFoundError

from .conftest import pid_of

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from rez_next._engine.life import Engine


def test_importing_the_bridge_loads_and_starts_nothing(
    run_python: Callable[..., CompletedProcess[str]],
) -> None:
    script = """
    import subprocess
    import os, rez_next
    home = os.path.dirname(os.path.dirname(rez_next.__file__))
    command = [sys.executable, "-S", "-c", "import sys; sys.path.append(sys.argv[1]); "
        "before = set(sys.modules); "
        "import rez_next._engine; print(sorted(set(sys.modules) - before))", home]
    print(subprocess.check_output(command, universal_newlines=True))
    """
    loaded = json.loads(run_python(script).stdout.replace("'", '"'))
    own = ["rez_next", "rez_next._engine", "rez_next._names", "rez_next._version"]
    assert loaded == ["__future__", *own]


def test_one_engine_serves_all_calls(engine: Engine) -> None:
    assert pid_of(engine) == pid_of(engine)


def test_an_engine_of_another_version_is_refused(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "PACKAGE_VERSION", "99.0")
    with pytest.raises(EngineError, match=r"rez_next 99\.0 .* reinstall rez-next-python"):
        engine.call("engine/ping", {})
    monkeypatch.undo()


def test_settings_are_sent_when_they_differ(engine: Engine) -> None:
    settings = {"packages_path": ["/a"]}
    assert engine.call("probe/settings", {}, settings=to_json(settings)) == {"settings": settings}
    settings["packages_path"].append("/b")
    assert engine.call("probe/settings", {}, settings=to_json(settings)) == {"settings": settings}
    assert engine.call("probe/settings", {}) == {"settings": settings}
    pid = pid_of(engine)
    engine.close()
    assert engine.call("probe/settings", {}, settings=to_json(settings)) == {"settings": settings}
    assert pid_of(engine) != pid


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("no/method", {}, "no method no/method"),
        ("toString", {}, "no method toString"),
        ("probe/badResult", {"number": 1}, "invalid result of probe/badResult: text: "),
    ],
)
def test_what_is_not_the_protocol_is_an_engine_error(
    engine: Engine, method: str, params: dict[str, Any], message: str
) -> None:
    with pytest.raises(EngineError) as caught:
        engine.call(method, params)
    assert message in str(caught.value)


def test_parameters_of_another_type_are_a_type_error(engine: Engine) -> None:
    with pytest.raises(TypeError) as caught:
        engine.call("probe/badResult", {"number": None})
    assert str(caught.value) == "invalid parameters of probe/badResult: number: None is no number"
    (note,) = caught.value.__notes__  # type: ignore[attr-defined]
    assert note.startswith("A value was given that is of another kind")


def test_an_error_of_the_domain_is_the_exception_rez_would_raise(engine: Engine) -> None:
    params = {
        "type": "PackageNotFoundError",
        "message": "no such package: maya",
        "data": {"name": "maya"},
    }
    with pytest.raises(PackageNotFoundError) as caught:
        engine.call("probe/fail", params)
    assert str(caught.value) == "no such package: maya"
    assert caught.value.data == {"name": "maya"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["NoSuchError", "TypeError", "Any"])
def test_an_error_without_a_class_is_an_engine_error(engine: Engine, kind: str) -> None:
    with pytest.raises(EngineError, match="it broke"):
        engine.call("probe/fail", {"type": kind, "message": "it broke"})


@pytest.mark.parametrize("place", ["EngineProcess", "_greet"])
def test_a_time_limit_by_a_signal_is_no_failure_of_the_start(
    place: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The handler's TimeoutError is an OSError too."""
    real = getattr(life, place)

    def late(given: Any) -> Any:
        if place == "_greet":
            real(given)
        raise TimeoutError("time is over")

    monkeypatch.setattr(life, place, late)
    for _ in range(2):
        with pytest.raises(TimeoutError, match="time is over"):
            engine.call("engine/ping", {"payload": None})
    monkeypatch.undo()
    assert pid_of(engine)
