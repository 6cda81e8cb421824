"""The engine's translations of glob and regex patterns match what Python's own match.

`REZ_NEXT_SEED` sets which patterns are tried; with `REZ_NEXT_LONG` they are many more.
"""

from __future__ import annotations

import fnmatch
import json
import os
import random
import re
import subprocess
import time
import warnings
from pathlib import Path
from typing import Any, List, Optional, Tuple

import pytest

from rez_next._engine.node import candidates

HERE = Path(__file__).resolve().parent
SEED = int(os.environ.get("REZ_NEXT_SEED", str(int(time.time()))))
COUNT = 200_000 if os.environ.get("REZ_NEXT_LONG") else 5_000

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
    lines = [json.dumps({"kind": kind, "pattern": p, "texts": t}) for p, t, _ in asked]
    node = next((path for _, path in candidates()), None)
    if node is None:
        pytest.skip("no node on PATH")
    output = subprocess.run(
        [node, str(HERE / "match_patterns.ts")],
        input="\n".join(lines) + "\n",
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout
    answers = [json.loads(line) for line in output.splitlines()]
    translated = 0
    for (pattern, texts, expected), found in zip(asked, answers):
        if found is not None:
            assert found == expected, f"REZ_NEXT_SEED={SEED}: {kind} {pattern!r} on {texts!r}"
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
