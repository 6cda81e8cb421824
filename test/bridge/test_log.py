"""Standard output belongs to the messages; everything else is in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rez_next.exceptions import EngineError

if TYPE_CHECKING:
    from rez_next._engine.life import Engine


def test_what_the_engine_prints_is_in_its_log(engine: Engine) -> None:
    for i in range(1000):
        assert engine.call("probe/log", {"text": f"line {i} " + "é" * 50}) == {}
    connection = engine._connection
    assert connection is not None
    tail = connection.process.log_tail()
    assert tail.endswith("line 999 " + "é" * 50)
    assert len(tail.encode("utf-8")) <= 4096 + 4


def test_an_error_the_engine_did_not_expect_is_in_its_log(engine: Engine) -> None:
    with pytest.raises(EngineError):
        engine.call("probe/fail", {"type": "TypeError", "message": "a slip"})
    connection = engine._connection
    assert connection is not None
    assert "TypeError: a slip" in connection.process.log_tail()
