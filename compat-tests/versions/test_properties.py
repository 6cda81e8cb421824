"""rez, the shim and the engine answer alike whatever hypothesis thinks of.

It draws lists of operations from the generators that the other tests here use, and any text as a
version, a range and a requirement; what it finds it makes small.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any, Iterator, List

import pytest

rez_version = pytest.importorskip("rez.version")
hypothesis = pytest.importorskip("hypothesis")

from hypothesis import HealthCheck, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from operations import answer  # noqa: E402
from rez_next.compat import version as shim  # noqa: E402
from support.engine_process import EngineProcess  # noqa: E402
from support.random_runs import SEED, cases  # noqa: E402
from versions.engine_values import Call, running_engine  # noqa: E402
from versions.random_calls import calls_from  # noqa: E402

CASES = cases(5_000, 200_000)
CALLS = 10

#: Characters that mean something, and all the others.
TEXTS = st.text(
    st.one_of(st.sampled_from("01aA_.-+<>=,|!~@# \n"), st.characters(blacklist_categories=["Cs"])),
    max_size=12,
)
PARSERS = ["version.parse", "range.parse", "requirement.parse", "versioned_object.parse"]


def examples(number: int) -> Any:
    chosen = settings(
        max_examples=number,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: seed(SEED)(chosen(test))


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with running_engine() as running:
        yield running


@examples(CASES // CALLS)
@given(st.randoms(use_true_random=False))
def test_operations(engine: EngineProcess, random: Random) -> None:
    all_agree(engine, list(calls_from(random, CALLS)))


@examples(CASES // len(PARSERS))
@given(TEXTS)
def test_any_text(engine: EngineProcess, text: str) -> None:
    all_agree(engine, [{"op": op, "args": [text]} for op in PARSERS])


@examples(CASES // CALLS)
@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_versions_of_any_text(engine: EngineProcess, texts: List[str]) -> None:
    pairs = list(zip(texts, texts[1:]))
    calls = [{"op": "version.compare", "args": list(pair)} for pair in pairs]
    all_agree(engine, [*calls, {"op": "version.sort", "args": [texts]}])


def all_agree(engine: EngineProcess, calls: List[Call]) -> None:
    for call, of_engine in zip(calls, engine.ask_all(calls)):
        op, args = call["op"], call["args"]
        expected = answer(rez_version, op, args)
        assert answer(shim, op, args) == expected, "shim: " + json.dumps(call)
        assert of_engine == expected, "engine: " + json.dumps(call)
