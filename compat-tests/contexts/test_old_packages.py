"""Packages of older and newer rez: the same warnings, given as often, and the same refusals."""

from __future__ import annotations

import itertools
import logging
from pathlib import Path
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import Side, environ, same

OLD = "name: old\nversion: '1'\ncommands:\n- export OLD=!ROOT!\n- export LIST=!ROOT!/x:$LIST\n"
NEWER = "name: newer\nversion: '1'\nformat_version: 99\ncommands: env.NEWER = '1'\n"
SETTINGS = ("disable_rez_1_compatibility", "error_old_commands", "warn_old_commands", "quiet")


@pytest.fixture
def repository(tmp_path: Path) -> str:
    for name, text in (("old", OLD), ("newer", NEWER)):
        folder = tmp_path / name / "1"
        folder.mkdir(parents=True)
        (folder / "package.yaml").write_text(text)
    return str(tmp_path)


@pytest.mark.parametrize("values", itertools.product((True, False), repeat=len(SETTINGS)))
def test_old_commands_are_refused_or_warned_of(
    values: Any, repository: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = dict(zip(SETTINGS, values))
    same(lambda side: _said(side, ["old"], repository, settings, caplog))


def test_a_newer_format_is_warned_of(repository: str, caplog: pytest.LogCaptureFixture) -> None:
    assert same(lambda side: _said(side, ["newer"], repository, {}, caplog))[1]


def _said(
    side: Side,
    request: List[str],
    repository: str,
    settings: Dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> Any:
    """The environment, or why not, and what was logged while it was made three times."""
    caplog.clear()
    side.system.system.clear_caches()
    config = side.config.config
    for name, value in settings.items():
        config.override(name, value)
    try:
        resolve = side.resolved_context.ResolvedContext
        with caplog.at_level(logging.WARNING):
            contexts = [resolve(request, package_paths=[repository]) for _ in range(2)]
            try:
                made = [environ(each.get_environ()) for each in (*contexts, contexts[0])]
            except Exception as error:
                return type(error).__name__, str(error)
        messages = [record.getMessage() for record in caplog.records]
        return made, [message for message in messages if "deprecated" not in message]
    finally:
        for name in settings:
            config.remove_override(name)
