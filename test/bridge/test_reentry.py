"""Signal handlers that call the engine, whatever the interrupted thread is doing there."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Iterator, List

import pytest

from rez_next._engine import life

if TYPE_CHECKING:
    from rez_next._engine.life import Engine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture
def answered(engine: Engine) -> Iterator[List[Any]]:
    """What a handler of SIGUSR1 that calls the engine was answered; handlers do not nest."""
    answers: List[Any] = []
    inside: List[None] = []

    def handler(*_: Any) -> None:
        if inside:
            return
        inside.append(None)
        try:
            answers.append(engine.call("probe/echo", {"n": len(answers)}, timeout=30))
        finally:
            inside.pop()

    before = signal.signal(signal.SIGUSR1, handler)
    yield answers
    signal.signal(signal.SIGUSR1, before)
    assert answers == [{"n": n} for n in range(len(answers))]


def test_while_messages_are_moved(engine: Engine, answered: List[Any]) -> None:
    params = {"text": "x" * 300_000}  # several pieces, each way
    engine.call("probe/echo", {})
    with signals():
        while len(answered) < 10:
            assert engine.call("probe/echo", params, timeout=30) == params


def test_while_another_thread_reads(engine: Engine, answered: List[Any]) -> None:
    """What a handler is answered does not keep the wait below it from its own answer."""
    ended = threading.Event()

    def other() -> None:
        while not ended.is_set():
            engine.call("probe/echo", {"text": "x" * 100_000}, timeout=30)

    engine.call("probe/echo", {})
    thread = threading.Thread(target=other)
    thread.start()
    try:
        with signals():
            while len(answered) < 10:
                assert engine.call("probe/echo", {"a": 1}, timeout=30) == {"a": 1}
    finally:
        ended.set()
        thread.join()


@contextmanager
def signals() -> Iterator[None]:
    """SIGUSR1 for the main thread, again and again."""
    ended = threading.Event()

    def send() -> None:
        while not ended.wait(0.003):
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def test_while_the_engine_starts(
    engine: Engine, answered: List[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    greet = life._greet

    def slowly(connection: Any) -> None:
        if not answered:
            signal.raise_signal(signal.SIGUSR1)
        greet(connection)

    monkeypatch.setattr(life, "_greet", slowly)
    assert engine.call("probe/echo", {"text": "a"}, timeout=30) == {"text": "a"}
    assert answered
