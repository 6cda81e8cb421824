"""The engine's translations of glob and regex patterns match what Python's own match."""

from __future__ import annotations

import fnmatch
import random
import re
import warnings
from pathlib import Path
from typing import Any, List, Optional, Tuple

import pytest

from support.engine_process import answers, node
from support.random_runs import SEED, again, cases

HERE = Path(__file__).resolve().parent
COUNT = cases(5_000, 200_000)

PIECES = {
    "glob": ["*", "?", "[", "]", "!", "-", "^", "a", "b", "foo", "1", ".", "_", "\\", "[a-c]",
             "[!a]", "[]]", "[1-9]", "[", "+", "(", "|", "\n", "é", "[^a]", "[&&b]"],
    "regex": ["a", "b", "1", "-", r"\.", ".", ".*", "*", "+", "?", "{2}", "{1,}", "{,2}", "{", "}",
              "[", "]", "^", "$", "|", "(", ")", "(?:", "(?=", "(?!", "(?P<x>", "(?i)", r"\d",
              r"\w", r"\s", r"\D", r"\W", r"\b", r"\A", r"\Z", r"\n", r"\x41", r"\-", "[a-c]",
              "[^1]", r"[\d.]", r"[\w-]", "[]a]", "[a|b]", "foo", "_", "é", "/", "\\", "*?", "++",
              r"\1", "#", "[--a]", "[a&&b]", ","],
}  # fmt: skip
TEXT_PIECES = ["a", "b", "c", "1", "2", "-", ".", "_", "foo", "A", "\n", "é", "٣", "²", "]", "[",
               "^", "\\", " ", "\x1c", "\u2028", "|", "&", "!"]  # fmt: skip


@pytest.mark.parametrize("kind", ["glob", "regex"])
def test_patterns_match_as_in_python(kind: str) -> None:
    rng = random.Random(SEED)
    cases = [_case(kind, rng) for _ in range(COUNT)]
    asked = [(pattern, texts, expected) for pattern, texts, expected in cases if expected]
    questions = [{"kind": kind, "pattern": p, "texts": t} for p, t, _ in asked]
    translated = 0
    matched = answers([node(), str(HERE / "match_patterns.ts")], questions)
    for (pattern, texts, expected), found in zip(asked, matched):
        if found is not None:
            assert found == expected, f"{again()}: {kind} {pattern!r} on {texts!r}"
            translated += 1
    assert translated > len(asked) / 4


def _case(kind: str, rng: random.Random) -> Tuple[str, List[str], Optional[List[bool]]]:
    pattern = "".join(rng.choice(PIECES[kind]) for _ in range(rng.randint(1, 6)))
    texts = ["".join(rng.choice(TEXT_PIECES) for _ in range(rng.randint(0, 5))) for _ in range(8)]
    compiled = _compiled(kind, pattern)
    if compiled is None:
        return pattern, texts, None
    return pattern, texts, [bool(compiled.match(text)) for text in texts]


def _compiled(kind: str, pattern: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return re.compile(fnmatch.translate(pattern) if kind == "glob" else pattern)
        except (re.error, OverflowError):
            return None
