"""The progress line: seen on a terminal when work is long, and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from rez_next.objects import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("time.monotonic", clock)
    return clock


def test_nothing_is_made_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.progress_for("context/resolve") as on_progress:
        assert on_progress is None


def test_a_process_without_standard_error_is_not_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with progress.progress_for("context/resolve") as on_progress:
        assert on_progress is None


def test_long_work_draws_a_line_and_takes_it_away(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.progress_for("context/resolve") as on_progress:
        assert on_progress is not None
        on_progress({"title": "Loading packages", "done": 1, "total": None})
        assert terminal.getvalue() == ""
        clock.now = 1.0
        on_progress({"title": "Loading packages", "done": 15, "total": 30})
        assert terminal.getvalue() == "\rLoading packages [###############...............] 15/30"
        on_progress({"title": "Loading packages", "done": 40, "total": None})
    last = terminal.getvalue().rsplit("\r", 2)
    assert last[1].strip() == ""
    assert last[2] == ""


def test_a_setting_turns_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from rez_next.objects.config.config import config

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(config, "show_progress", False, raising=False)
    with progress.progress_for("context/resolve") as on_progress:
        assert on_progress is None
