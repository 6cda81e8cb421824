"""Variables, home folders and fields in settings, beside rez, on random texts."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("rez")

from rez.config import expand_system_vars as rez_expand_system_vars

from rez_next.compat.config import expand_system_vars
from rez_next.objects.config.values import expanded
from support.random_runs import SEED, again, cases

PARTS = (
    ["~"] * 3
    + ["/", "\\", ":", ";", " ", "\t", "\n", "a", "..", "$"]
    + ["$A", "${A}", "${HOMES}", "$UNSET", "{system.platform}"]
)


def test_settings_are_expanded_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A", "x")
    monkeypatch.setenv("HOMES", "~:~/y")
    rng = random.Random(SEED)
    for _ in range(cases(5000)):
        text = "".join(rng.choices(PARTS, k=rng.randint(1, 7)))
        theirs = rez_expand_system_vars(text)
        for ours in (expand_system_vars, expanded):
            assert ours(text) == theirs, "%s: %r" % (again(), text)
