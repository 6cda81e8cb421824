"""The differences from rez that compat-tests/deviations.toml lists for versions are still there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

rez_version = pytest.importorskip("rez.version")

from rez_next.compat import version as shim  # noqa: E402
from versions.engine_values import running_engine  # noqa: E402

HERE = Path(__file__).resolve().parent


def outcome(look: Any, api: Any) -> Any:
    try:
        return look(api)
    except Exception as error:
        return type(error).__name__


def next_of_a_number(api: Any) -> Any:
    token = api.NumericToken("3")
    return str(token.next()), str(token)


def changed_tokens(api: Any) -> Any:
    tokens = api.Version("97.1").tokens
    tokens.append(tokens[0])
    return len(tokens)


def changed_seps(api: Any) -> Any:
    seps = api.Version("97.1").seps
    seps.clear()
    return seps


def changed_bounds(api: Any) -> Any:
    bounds = api.VersionRange("97.1|98").bounds
    del bounds[0]
    return len(bounds)


def changed_subtokens(api: Any) -> Any:
    subtokens = api.AlphanumericVersionToken("a1").subtokens
    subtokens.reverse()
    return list(map(str, subtokens))


def free_attribute(api: Any) -> Any:
    version = api.Version("97.2")
    version.colour = "red"
    return version.colour


@pytest.mark.parametrize(
    "look, mine, its",
    [
        (next_of_a_number, ("1", "3"), ("1", "1")),
        (changed_tokens, "TypeError", 3),
        (changed_seps, "TypeError", []),
        (changed_bounds, "TypeError", 1),
        (changed_subtokens, "TypeError", ["1", "a"]),
        (free_attribute, "AttributeError", "red"),
        (lambda api: str(api.Version([])), "TypeError", ""),
        (lambda api: str(api.Version({})), "TypeError", ""),
    ],
)
def test_the_two_differ(look: Any, mine: Any, its: Any) -> None:
    assert outcome(look, shim) == mine
    assert outcome(look, rez_version) == its


def test_the_engine_has_no_limit_of_digits() -> None:
    text = "1" * 4301
    call = {"op": "version.parse", "args": [text]}
    with running_engine() as engine:
        assert engine.ask_all([call]) == [{"expect": text}]
    if hasattr(sys, "get_int_max_str_digits") and sys.get_int_max_str_digits() == 4300:
        for api in (shim, rez_version):
            assert outcome(lambda each: str(each.Version(text)), api) == "ValueError"


def test_the_list_can_be_read() -> None:
    tomllib = pytest.importorskip("tomllib")
    path = HERE.parent / "deviations.toml"
    listed = tomllib.loads(path.read_text("utf-8"))["deviation"]
    assert len({each["name"] for each in listed}) == len(listed)
    for each in listed:
        assert set(each) == {"name", "what", "why", "since", "test"}, each["name"]
        assert (HERE.parent.parent / each["test"].partition("::")[0]).is_file(), each["name"]
