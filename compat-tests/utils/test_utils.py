"""rez.utils and rez.util beside ours, on random data."""

from __future__ import annotations

import copy
import random
from typing import Any, Callable, Dict, List

import pytest

pytest.importorskip("rez")

from rez import util as rez_util
from rez.utils import data_utils as rez_data
from rez.utils import formatting as rez_formatting
from rez.utils import patching as rez_patching
from rez.utils import platform_ as rez_platform
from rez.utils import scope as rez_scope

from rez_next.compat import util
from rez_next.compat.utils import (
    data_utils,
    filesystem,
    formatting,
    patching,
    platform_,
    scope,
)
from support.random_runs import SEED, again


@pytest.fixture(params=range(5))
def rng(request: pytest.FixtureRequest) -> random.Random:
    print(again())
    return random.Random(SEED * 5 + request.param)


def outcome(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


def text(rng: random.Random, letters: str, longest: int) -> str:
    return "".join(rng.choice(letters) for _ in range(rng.randrange(longest)))


def nested(rng: random.Random, depth: int) -> Dict[str, Any]:
    return {
        rng.choice("abcd"): nested(rng, depth - 1)
        if depth and rng.random() < 0.4
        else rng.choice([1, [1, 2], "x", None, "a\nb"])
        for _ in range(rng.randrange(4))
    }


def test_patched_requests(rng: random.Random) -> None:
    for _ in range(500):
        requests = [
            rng.choice(["", "", "!", "~"])
            + rng.choice("abc")
            + rng.choice(["", "-1", "-2+", "==3"])
            for _ in range(rng.randrange(5))
        ]
        patches = [
            rng.choice(["", "!", "~", "^"]) + rng.choice("abcd") + rng.choice(["", "-1", "-2+"])
            for _ in range(rng.randrange(4))
        ]
        theirs = list(map(str, rez_patching.get_patched_request(requests, patches)))
        ours = list(map(str, patching.get_patched_request(requests, patches)))
        assert ours == theirs, (requests, patches)


def test_dicts(rng: random.Random) -> None:
    for _ in range(300):
        one, other = nested(rng, 3), nested(rng, 3)
        theirs, ours = copy.deepcopy(one), copy.deepcopy(one)
        rez_data.deep_update(theirs, other)
        data_utils.deep_update(ours, other)
        assert ours == theirs, (one, other)
        for name, arguments in (
            ("get_dict_diff", (one, other)),
            ("get_dict_diff_str", (one, other, "title")),
            ("deep_del", (one, lambda value: value is None)),
            ("convert_json_safe", ({"a": one, "b": (other, 1)},)),
        ):
            expected = getattr(rez_data, name)(*arguments)
            assert getattr(data_utils, name)(*arguments) == expected, arguments
        code = rez_formatting.dict_to_attributes_code(one)
        assert formatting.dict_to_attributes_code(one) == code


def test_numbers(rng: random.Random) -> None:
    for _ in range(500):
        limit = rng.choice([100, 5000, 10**6, 10**14])
        value = rng.randrange(-limit, limit)
        for name in ("readable_memory_size", "readable_time_duration", "positional_number_string"):
            assert getattr(formatting, name)(value) == getattr(rez_formatting, name)(value), value


def test_texts(rng: random.Random) -> None:
    environ = {"a": "$b", "b": "B"}
    for _ in range(500):
        path = text(rng, "~/: ;ab$.{}", 9)
        assert formatting.expanduser(path) == rez_formatting.expanduser(path), path
        expanded = rez_formatting.expandvars(path, environ)
        assert formatting.expandvars(path, environ) == expanded, path
        txt = text(rng, 'ab{}. "\\\n', 12)
        for name in ("indent", "as_block_string"):
            assert getattr(formatting, name)(txt) == getattr(rez_formatting, name)(txt), txt
        fields = ["hey", "there", "the"]
        abbreviated = "{%s} {h} {%s}" % (rng.choice(["t", "the", "ther"]), text(rng, "hx", 3))
        whole = rez_formatting.expand_abbreviations(abbreviated, fields)
        assert formatting.expand_abbreviations(abbreviated, fields) == whole
        when = rng.choice(["", "-", ""]) + text(rng, "15.", 4) + rng.choice("smhdx5")
        theirs = outcome(rez_formatting.get_epoch_time_from_str, when)
        ours = outcome(formatting.get_epoch_time_from_str, when)
        assert ours == theirs or abs(ours - theirs) < 2, when


def test_rows(rng: random.Random) -> None:
    for _ in range(200):
        rows = [
            tuple(rng.choice(["a", "bbb", 3, ""]) for _ in range(rng.randrange(4)))
            for _ in range(3)
        ]
        assert formatting.columnise(rows) == rez_formatting.columnise(rows), rows


def test_sequences(rng: random.Random) -> None:
    names = ["boost-1", "boots-2", "numpy-1", "bo", "Boost-3"]
    for _ in range(200):
        some = [rng.choice(names) for _ in range(4)]
        assert util.get_close_pkgs("boost-1", some) == rez_util.get_close_pkgs("boost-1", some)
        whole: List[int] = [rng.randrange(3) for _ in range(6)]
        part = [rng.randrange(3) for _ in range(rng.randrange(1, 3))]
        assert util.find_last_sublist(whole, part) == rez_util.find_last_sublist(whole, part)
        words = ["a b", "", "$x", 'q"'][: rng.randrange(5)]
        changes = [("$", "S")]
        joined = rez_util.shlex_join(words, replacements=changes)
        assert util.shlex_join(words, replacements=changes) == joined
        indices = [rng.randrange(-4, 4) for _ in range(3)]
        resolved = rez_util.resolve_variant_indices(indices, 2)
        assert util.resolve_variant_indices(indices, 2) == resolved


def test_scopes_and_formats(rng: random.Random) -> None:
    for _ in range(200):
        data = nested(rng, 3)
        txt = text(rng, "ab.{}[] ", 8)
        theirs = outcome(rez_scope.scoped_format, txt, a=data)
        assert outcome(scope.scoped_format, txt, a=data) == theirs, (txt, data)
        made, expected = scope.RecursiveAttribute(data), rez_scope.RecursiveAttribute(data)
        made.x.y = expected.x.y = 1
        assert str(made) == str(expected)


def test_the_machine() -> None:
    ours, theirs = platform_.platform_, rez_platform.platform_
    for name in (
        "name arch os terminal_emulator_command image_viewer editor difftool tmpdir physical_cores "
        "logical_cores has_case_sensitive_filesystem new_session_popen_args"
    ).split():
        assert getattr(ours, name) == getattr(theirs, name), name


def test_coded_names_of_files(rng: random.Random) -> None:
    for _ in range(300):
        name = text(rng, "aB_ (é€\u20ac).-\U0001f600", 9)
        coded = filesystem.encode_filesystem_name(name)
        assert coded == coded.lower() and coded.isascii()
        assert filesystem.decode_filesystem_name(coded) == name
