"""What crosses between the shim and the engine is used on the other side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rez_next.objects.config.config import ENGINE_SETTINGS

_ROOT = Path(__file__).resolve().parents[2]


def _text_of(folder: str, pattern: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((_ROOT / folder).rglob(pattern)))


@pytest.fixture(scope="module")
def engine() -> str:
    return _text_of("src", "*.ts")


@pytest.mark.parametrize("name", ENGINE_SETTINGS)
def test_the_engine_reads_a_setting_that_it_is_told(name: str, engine: str) -> None:
    assert re.search(r"\b%s\b" % name, engine), "%s is sent with every change, for nothing" % name
