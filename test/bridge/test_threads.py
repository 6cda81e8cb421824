"""Many threads, one engine, no background thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from rez_next._engine.framing import to_json

if TYPE_CHECKING:
    from rez_next._engine.life import Engine


def test_each_thread_gets_its_own_answers(engine: Engine) -> None:
    def calls(number: int) -> int:
        for i in range(200):
            params = {"thread": number, "call": i, "text": "x" * (i * 37 % 3000)}
            assert engine.call("probe/echo", params, timeout=60) == params
        return number

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(calls, range(16))) == list(range(16))


def test_each_call_sees_the_settings_of_its_own_thread(engine: Engine) -> None:
    def calls(number: int) -> None:
        settings = {"packages_path": ["/%d" % number]}
        for _ in range(50):
            answer = engine.call("probe/settings", {}, settings=to_json(settings), timeout=60)
            assert answer == {"settings": settings}

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(calls, range(8)))


def test_threads_that_start_at_once_share_one_engine(engine: Engine) -> None:
    barrier = threading.Barrier(8)

    def pid(_: int) -> int:
        barrier.wait()
        found: int = engine.call("engine/statistics", {})["pid"]
        return found

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(pid, range(8)))) == 1


def test_users_python_runs_on_the_thread_that_waits(engine: Engine) -> None:
    def calls(_: int) -> None:
        here = threading.get_ident()
        served: list[int] = []

        def late(params: dict[str, Any]) -> dict[str, Any]:
            served.append(threading.get_ident())
            return {"value": params["late"]}

        for _ in range(30):
            steps = [{"late": i} for i in range(5)]
            result = engine.call(
                "probe/read", {"steps": steps}, serve={"host/evaluateLate": late}, timeout=60
            )
            assert result == {"values": [0, 1, 2, 3, 4]}
        assert set(served) == {here}

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(calls, range(8)))


def test_a_thread_in_users_python_holds_up_no_other(engine: Engine) -> None:
    in_users_python, others_done = threading.Event(), threading.Event()

    def late(params: dict[str, Any]) -> dict[str, Any]:
        in_users_python.set()
        return {"value": others_done.wait(30)}

    def first() -> Any:
        params = {"steps": [{"late": 1}]}
        return engine.call("probe/read", params, serve={"host/evaluateLate": late})

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(first)
        assert in_users_python.wait(30)
        for i in range(100):
            assert engine.call("probe/echo", {"i": i}, timeout=30) == {"i": i}
        others_done.set()
        assert waiting.result(30) == {"values": [True]}


def test_a_long_wait_holds_up_no_other(engine: Engine) -> None:
    """The thread that reads for all keeps none of the others' answers."""
    counting = threading.Event()

    def count() -> Any:
        return engine.call(
            "probe/count", {"milliseconds": 1000}, on_progress=lambda _: counting.set()
        )

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(count)
        assert counting.wait(30)
        for i in range(20):
            assert engine.call("probe/echo", {"i": i}, timeout=30) == {"i": i}
        assert waiting.result(30)["done"] > 0


def test_no_thread_is_left_behind(engine: Engine) -> None:
    before = threading.active_count()
    engine.call("engine/ping", {})
    assert threading.active_count() == before
