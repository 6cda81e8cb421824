"""What crosses between the shim and the engine is used on the other side."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterable

import pytest

from rez_next._engine.protocol import IS_REPEATABLE
from rez_next.objects.config.config import ENGINE_SETTINGS

_ROOT = Path(__file__).resolve().parents[2]


def _text_of(files: Iterable[Path]) -> str:
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.fixture(scope="module")
def engine() -> str:
    return _text_of((_ROOT / "src").rglob("*.ts"))


@pytest.fixture(scope="module")
def shim() -> str:
    generated = _ROOT / "python/rez_next/_engine/protocol.py"
    return _text_of(set((_ROOT / "python/rez_next").rglob("*.py")) - {generated})


@pytest.mark.parametrize("name", ENGINE_SETTINGS)
def test_the_engine_reads_a_setting_that_it_is_told(name: str, engine: str) -> None:
    assert re.search(r"\b%s\b" % name, engine), "%s is sent with every change, for nothing" % name


@pytest.mark.parametrize("method", IS_REPEATABLE)
def test_the_shim_asks_what_the_engine_answers(method: str, shim: str) -> None:
    assert '"%s"' % method in shim, "nothing in Python calls %s" % method
