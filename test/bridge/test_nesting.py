"""The engine calls Python while Python calls the engine, as deep as it goes."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import pytest

from rez_next.exceptions import EngineError, PackageMetadataError

from .conftest import pid_of

if TYPE_CHECKING:
    from rez_next._engine.life import Engine


class UsersError(Exception):
    """An exception class that only users' Python knows."""


def read(engine: Engine, late: Any, *steps: Any, together: bool = False) -> Any:
    params = {"steps": [{"late": step} for step in steps], "together": together}
    serve = {"host/evaluateLate": lambda params: {"value": late(params["late"])}}
    return engine.call("probe/read", params, serve=serve, timeout=60)["values"]


def test_calls_nest(engine: Engine) -> None:
    def late(depth: int) -> Any:
        return [depth, *read(engine, late, depth - 1)] if depth else [0]

    assert read(engine, late, 20) == [_nested(20)]


def _nested(depth: int) -> list[Any]:
    return [depth, _nested(depth - 1)] if depth else [0]


def test_calls_made_together_nest(engine: Engine) -> None:
    """What is asked for an outer call is served while an inner one waits."""

    def late(number: int) -> int:
        inner: int = read(engine, lambda n: n + 1, number, number, together=True)[0]
        return inner * 10

    assert read(engine, late, *range(10), together=True) == [(n + 1) * 10 for n in range(10)]


def test_the_very_exception_of_users_python_comes_back(engine: Engine) -> None:
    error = UsersError("of no use to anybody", 42)

    def users_function(_: Any) -> None:
        raise error

    with pytest.raises(UsersError) as caught:
        read(engine, users_function, 1)
    assert caught.value is error
    assert caught.value.args == ("of no use to anybody", 42)
    names = [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]
    assert "users_function" in names


def test_an_exception_comes_back_through_every_nesting(engine: Engine) -> None:
    error = PackageMetadataError("broken")

    def late(depth: int) -> Any:
        if not depth:
            raise error
        return read(engine, late, depth - 1)

    with pytest.raises(PackageMetadataError) as caught:
        read(engine, late, 5)
    assert caught.value is error
    assert read(engine, str, 1) == ["1"]


def test_an_inner_exception_can_be_caught_by_users_python(engine: Engine) -> None:
    def fails(_: Any) -> None:
        raise UsersError("inner")

    def late(_: Any) -> str:
        try:
            read(engine, fails, 1)
        except UsersError as error:
            return str(error)
        return "no exception"

    assert read(engine, late, 1, 2) == ["inner", "inner"]


def test_one_failure_of_several_together_leaves_nothing_behind(engine: Engine) -> None:
    ran: list[int] = []

    def late(number: int) -> int:
        ran.append(number)
        if number == 1:
            raise UsersError("second")
        inner: int = read(engine, lambda n: n, number)[0]
        return inner

    for _ in range(20):
        with pytest.raises(UsersError):
            read(engine, late, *range(6), together=True)
        ran.clear()
        assert read(engine, str, 1) == ["1"]
        assert ran == []


def test_a_result_that_is_no_json_is_the_users_error(engine: Engine) -> None:
    with pytest.raises(TypeError, match="set is not JSON serializable"):
        read(engine, lambda _: {1}, 1)


def test_a_host_call_nobody_serves_is_an_engine_error(engine: Engine) -> None:
    pid = pid_of(engine)
    with pytest.raises(EngineError, match="nothing serves host/evaluateLate during probe/read"):
        engine.call("probe/read", {"steps": [{"late": 1}]})
    assert pid_of(engine) == pid
