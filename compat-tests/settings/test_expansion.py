"""Variables, home folders and fields in settings, beside rez, on random texts."""

from __future__ import annotations

import os
import random

import pytest

pytest.importorskip("rez")

from rez.config import expand_system_vars as rez_expand_system_vars

from rez_next.compat.config import expand_system_vars
from rez_next.objects.config.values import expanded

SEED = int(os.environ.get("REZ_NEXT_SEED") or random.randrange(10**6))

PARTS = (
    ["~"] * 3
    + ["/", "\\", ":", ";", " ", "\t", "\n", "a", "..", "$"]
    + ["$A", "${A}", "${HOMES}", "$UNSET", "{system.platform}"]
)


def test_settings_are_expanded_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A", "x")
    monkeypatch.setenv("HOMES", "~:~/y")
    rng = random.Random(SEED)
    for _ in range(5000):
        text = "".join(rng.choices(PARTS, k=rng.randint(1, 7)))
        theirs = rez_expand_system_vars(text)
        for ours in (expand_system_vars, expanded):
            assert ours(text) == theirs, "%r, REZ_NEXT_SEED=%d" % (text, SEED)
