"""Requests with changes, random ones, as rez makes them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, List

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, SIDES, Side, difference, outcome
from support.random_runs import SEED, again, cases

HERE = Path(__file__).resolve().parent

PACKAGES = str(HERE.parents[1] / "examples" / "packages")
REQUEST = ["maya-2024", "usd", "!python-2", "~numpy-1", "my_tool"]
CHANGES = (
    "maya-2025 !maya-2022 ~usd-23 usd-24 ^my_tool ^maya numpy !python-3.7 new-1 ~new2 maya ^zzz "
    "my_tool-1.2"
).split()


def changed(side: Side, context: Any, texts: List[str], **options: Any) -> List[str]:
    # rez takes texts too, but fails on them where it limits ranks.
    make = side.resolved_context.PackageRequest
    changes = [text if text.startswith("^") else make(text) for text in texts]
    return [str(each) for each in context.get_patched_request(changes, **options)]


def test_random_changes() -> None:
    source = random.Random(SEED)
    contexts = {
        side: side.resolved_context.ResolvedContext(REQUEST, package_paths=[PACKAGES])
        for side in SIDES
    }
    for _ in range(cases(500)):
        texts = source.choices(CHANGES, k=source.randrange(1, 5))
        subtracted = source.choices(["maya", "usd", "x"], k=source.randrange(3))
        strict, rank = source.random() < 0.3, source.randrange(5)

        def question(side: Side, asked: Any = (texts, subtracted, strict, rank)) -> Any:
            texts, subtracted, strict, rank = asked
            options = {"strict": strict, "rank": rank}
            if subtracted:
                options["package_subtractions"] = list(subtracted)
            return changed(side, contexts[side], texts, **options)

        expected, found = outcome(question, REZ), outcome(question, OURS)
        case = (texts, subtracted, strict, rank)
        assert found == expected, (again(), case, difference(expected, found))


def test_texts_are_limited_by_rank_too() -> None:
    """rez's own documentation allows texts; with a rank it raises AttributeError."""
    contexts = [
        side.resolved_context.ResolvedContext(REQUEST, package_paths=[PACKAGES]) for side in SIDES
    ]
    with pytest.raises(AttributeError, match="conflict"):
        contexts[0].get_patched_request(["maya-2025"], rank=3)
    requests = contexts[1].get_patched_request(["maya-2025"], rank=3)
    assert "~python<3.10_" in [str(request) for request in requests]
