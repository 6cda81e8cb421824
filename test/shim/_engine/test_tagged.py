"""Python data crosses to the engine and back unchanged."""

from __future__ import annotations

import json
import random
import string
from collections import OrderedDict
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from rez_next._engine.framing import to_json
from rez_next._engine.tagged import from_tagged, to_tagged

FORMS = [
    (None, None),
    (True, True),
    (2**53 - 1, 2**53 - 1),
    (2**53, {"$": "int", "value": "9007199254740992"}),
    (-(2**53), {"$": "int", "value": "-9007199254740992"}),
    (1.0, {"$": "float", "value": "1.0"}),
    (float("-inf"), {"$": "float", "value": "-inf"}),
    ("é\udcff", "é\udcff"),
    ([1, [2]], [1, [2]]),
    ({"b": 1, "a": 2}, {"b": 1, "a": 2}),
    ({"$": 1}, {"$": "dict", "items": [["$", 1]]}),
    ({1: "a", None: "b"}, {"$": "dict", "items": [[1, "a"], [None, "b"]]}),
    ((1, ()), {"$": "tuple", "items": [1, {"$": "tuple", "items": []}]}),
    ({"b", "a"}, {"$": "set", "items": ["a", "b"]}),
    (frozenset([1]), {"$": "frozenset", "items": [1]}),
    (b"\x00\xff", {"$": "bytes", "value": "AP8="}),
    (date(2024, 2, 29), {"$": "date", "value": "2024-02-29"}),
    (
        datetime(2024, 2, 29, 1, 2, 3, 4, timezone(timedelta(hours=2))),
        {"$": "datetime", "value": "2024-02-29T01:02:03.000004+02:00"},
    ),
]


@pytest.mark.parametrize(("value", "form"), FORMS, ids=repr)
def test_each_kind_has_its_form(value: Any, form: Any) -> None:
    assert to_tagged(value) == form
    back = from_tagged(json.loads(to_json(form).decode("utf-8")))
    assert back == value
    assert type(back) is type(value)


def test_nested_data_survives() -> None:
    for seed in range(300):
        pick = random.Random(seed)
        value = _any(pick, 4)
        back = from_tagged(json.loads(to_json(to_tagged(value)).decode("utf-8")))
        assert repr(back) == repr(value), f"seed {seed}"


def test_order_of_dictionaries_is_kept() -> None:
    value = OrderedDict([("z", 1), ("a", 2), ("m", 3)])
    assert list(from_tagged(to_tagged(value))) == ["z", "a", "m"]


def test_functions_cross_by_what_the_caller_knows_of_them() -> None:
    form = {"$": "source", "source": "return 1", "filepath": None}

    def known(value: Any) -> Any:
        return form if callable(value) else None

    assert to_tagged([len], source=known) == [form]
    assert from_tagged([form], source=lambda f: f["source"]) == ["return 1"]
    assert from_tagged([form]) == [form]
    with pytest.raises(TypeError, match="object cannot be sent to the engine"):
        to_tagged([object()], source=known)


def _any(pick: random.Random, depth: int) -> Any:
    kind = pick.randrange(10 if depth else 6)
    if kind == 0:
        return pick.choice([None, True, False])
    if kind == 1:
        return pick.randrange(-(2**70), 2**70) if pick.random() < 0.5 else pick.randrange(100)
    if kind == 2:
        return pick.choice([0.0, -0.0, 1e300, 0.1, float("inf"), pick.random()])
    if kind in (3, 4):
        return "".join(pick.choices(string.printable + "é𝄞\udc80", k=pick.randrange(6)))
    if kind == 5:
        return bytes(pick.randrange(256) for _ in range(3))
    items = [_any(pick, depth - 1) for _ in range(pick.randrange(4))]
    if kind == 6:
        return tuple(items)
    if kind == 7:
        return {str(i) if pick.random() < 0.7 else i: item for i, item in enumerate(items)}
    return items
