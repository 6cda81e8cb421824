"""Bytes and messages: any pieces, any size, any text."""

from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING, Any

import pytest

from rez_next._engine.framing import Decoder, FrameError, frame, to_json
from rez_next.exceptions import EngineError

from .conftest import pid_of

if TYPE_CHECKING:
    from rez_next._engine.life import Engine

_TEXTS = ["", "é", "𝄞 and 日本", '\x00\x1f\u2028\u2029\\"', "a" * 5000]


def test_messages_come_out_of_any_pieces() -> None:
    messages: list[Any] = [{"id": i, "text": text} for i, text in enumerate(_TEXTS)]
    data = b"".join(frame(to_json(message)) for message in messages)
    for seed in range(50):
        pick = random.Random(seed)
        decoder, got, at = Decoder(), [], 0
        while at < len(data):
            size = pick.choice([1, 2, 7, 30, 4000])
            got += decoder.feed(data[at : at + size])
            at += size
        assert got == messages, f"seed {seed}"


@pytest.mark.parametrize("data", [b"hello\r\n\r\n", b"x" * 5000, b"Content-Length: x\r\n\r\n"])
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    with pytest.raises(FrameError):
        Decoder().feed(data)


@pytest.mark.parametrize("text", [*_TEXTS, "/a/\udcff\udc80/b", "é\udcff", "\ud800"])
def test_text_survives_both_ways(engine: Engine, text: str) -> None:
    assert engine.call("probe/echo", {"text": text, text: 1}) == {"text": text, text: 1}


def test_big_messages_from_two_threads_do_not_block_each_other(engine: Engine) -> None:
    """Larger than any pipe, both ways at once: a side that only writes would wait for ever."""
    params = {"items": ["x" * 100] * 40_000}
    answers: list[Any] = []

    def call() -> None:
        answers.append(engine.call("probe/echo", params, timeout=60))

    threads = [threading.Thread(target=call) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [params] * 3


def test_foreign_output_of_the_engine_is_an_error_and_the_next_call_works(engine: Engine) -> None:
    pid = pid_of(engine)
    with pytest.raises(EngineError, match="not the protocol"):
        engine.call("probe/garbage", {})
    assert pid_of(engine) != pid


def test_what_json_cannot_say_is_refused_before_it_is_sent(engine: Engine) -> None:
    pid = pid_of(engine)
    with pytest.raises(TypeError):
        engine.call("probe/echo", {"set": {1}})
    with pytest.raises(ValueError, match="float"):
        engine.call("probe/echo", {"nan": float("nan")})
    assert pid_of(engine) == pid
