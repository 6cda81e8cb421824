"""Time limits of users' Python: what is interrupted, where, and by how many threads."""

from __future__ import annotations

import threading
import time

import pytest

from rez_next.host.time_limit import TimeIsUp, one_watch, time_limit


def endless() -> None:
    while True:
        pass


def watches() -> int:
    return sum(it.name == "rez-next-time-limit" for it in threading.enumerate())


def test_what_takes_longer_is_interrupted_and_what_follows_is_not() -> None:
    for _ in range(3):
        with pytest.raises(TimeIsUp), time_limit(0.05):
            endless()
    begin = time.monotonic()
    while time.monotonic() - begin < 0.5:
        pass
    assert watches() == 0


def test_a_block_has_one_thread_for_all_its_limits() -> None:
    found = set()
    with one_watch():
        for _ in range(100):
            with time_limit(60):
                found.update(it for it in threading.enumerate() if "time-limit" in it.name)
        with one_watch(), pytest.raises(TimeIsUp), time_limit(0.05):
            endless()
        assert watches() == 1
    assert len(found) == 1
    assert watches() == 0


def test_a_limit_without_seconds_starts_no_thread() -> None:
    with time_limit(0):
        assert watches() == 0


def test_an_inner_limit_is_no_longer_than_its_outer_one() -> None:
    begin = time.monotonic()
    with pytest.raises(TimeIsUp), time_limit(0.1), time_limit(60):
        endless()
    assert time.monotonic() - begin < 30


def test_an_outer_limit_goes_on_after_an_inner_one() -> None:
    with pytest.raises(TimeIsUp), time_limit(0.3):
        for _ in range(3):
            with pytest.raises(TimeIsUp), time_limit(0.02):
                endless()
        endless()
    assert watches() == 0


def test_each_thread_has_limits_of_its_own() -> None:
    ended = []

    def work(seconds: float) -> None:
        try:
            with time_limit(seconds):
                begin = time.monotonic()
                while time.monotonic() - begin < 0.6:
                    pass
                ended.append(seconds)
        except TimeIsUp:
            pass

    threads = [threading.Thread(target=work, args=(seconds,)) for seconds in (0.1, 60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended == [60]
