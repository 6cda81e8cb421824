"""Time limits of users' Python: what is interrupted and where, and that nothing else is."""

from __future__ import annotations

import random
import sys
import threading
import time
from typing import Any, Iterator

import pytest

from rez_next.host import time_limit
from rez_next.host.time_limit import TimeIsUp, busy_clock, in_time


def endless() -> None:
    while True:
        pass


def busy(seconds: float) -> None:
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        pass


def watches() -> int:
    return sum(it.name == "rez-next-time-limit" for it in threading.enumerate())


def test_what_takes_longer_is_interrupted_and_what_follows_is_not() -> None:
    for _ in range(3):
        with pytest.raises(TimeIsUp):
            in_time(0.05, endless)
    busy(0.25)
    assert watches() == 0


@pytest.fixture
def _threads_take_short_turns() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("_threads_take_short_turns")
def test_work_that_ends_in_the_moment_of_its_limit_interrupts_nothing_else() -> None:
    times = random.Random(7)
    ended = interrupted = 0
    for _ in range(150):
        try:
            in_time(0.005, lambda: busy(0.005 + times.uniform(-0.0002, 0.0006)))
            ended += 1
        except TimeIsUp:
            interrupted += 1
        busy(0.001)
    assert ended and interrupted
    assert watches() == 0


def test_results_and_errors_are_those_of_the_work() -> None:
    assert in_time(60, lambda: "done") == "done"
    with pytest.raises(ZeroDivisionError):
        in_time(60, lambda: 1 / 0)
    assert watches() == 0


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_limit_without_seconds_starts_no_thread(seconds: float) -> None:
    assert in_time(seconds, watches) == 0


def test_a_limit_may_be_longer_than_a_system_can_wait() -> None:
    assert in_time(1e30, watches) == 1


def test_what_catches_everything_is_interrupted_again() -> None:
    caught = []

    def stubborn() -> None:
        while len(caught) < 2:
            try:
                endless()
            except BaseException as error:
                caught.append(type(error))
        endless()

    with pytest.raises(TimeIsUp):
        in_time(0.05, stubborn)
    assert caught == [TimeIsUp, TimeIsUp]


def test_an_outer_limit_goes_on_after_an_inner_one() -> None:
    def outer() -> None:
        for _ in range(3):
            with pytest.raises(TimeIsUp):
                in_time(0.02, endless)
        endless()

    with pytest.raises(TimeIsUp):
        in_time(0.3, outer)
    assert watches() == 0


def test_waiting_is_no_part_of_what_a_thread_computes() -> None:
    in_time(0.1, lambda: time.sleep(0.2), busy_clock())
    with pytest.raises(TimeIsUp):
        in_time(0.1, endless, busy_clock())


def test_the_bridge_to_the_engine_is_not_interrupted() -> None:
    names: dict[str, Any] = {"__name__": "rez_next._engine.connection", "busy": busy}
    exec("def call():\n    busy(0.15)\n    ended.append(True)", names)
    ended: list[bool] = []
    names["ended"] = ended

    def work() -> None:
        names["call"]()
        endless()

    with pytest.raises(TimeIsUp):
        in_time(0.05, work)
    assert ended == [True]


def test_an_interrupt_at_the_end_of_a_limit_leaves_no_watch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    end, calls = time_limit._Watch.end, []

    def interrupted(watch: time_limit._Watch) -> None:
        calls.append(watch)
        if len(calls) == 1:
            raise KeyboardInterrupt
        end(watch)

    monkeypatch.setattr(time_limit._Watch, "end", interrupted)
    with pytest.raises(KeyboardInterrupt):
        in_time(60, lambda: None)
    assert watches() == 0


def test_waiting_is_never_taken_for_more_than_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "pthread_getcpuclockid", raising=False)
    monkeypatch.setattr(time, "process_time", lambda: time.perf_counter() * 16)
    clock = busy_clock()
    time.sleep(0.1)
    assert 0.09 < clock() < 1.5


def test_each_thread_has_limits_of_its_own() -> None:
    ended = []

    def work(seconds: float) -> None:
        try:
            in_time(seconds, lambda: busy(0.3))
            ended.append(seconds)
        except TimeIsUp:
            pass

    threads = [threading.Thread(target=work, args=(seconds,)) for seconds in (0.05, 60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended == [60]
