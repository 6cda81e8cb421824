"""The shim's value types answer random operations exactly as rez does.

A failure prints the smallest failing operation found, as a case for a vector file.

Beside the operations of the vector files, whose answers are texts, this looks at what only Python
has: hashes, `repr`, tokens, iteration, pickling, own classes of tokens, and what is raised when the
other operand is something else.
"""

from __future__ import annotations

import copy
import importlib.util
import itertools
import json
import pickle
import time
from pathlib import Path
from random import Random
from typing import Any, Callable, Dict, List

import pytest

rez_version = pytest.importorskip("rez.version")

from operations import answer  # noqa: E402
from support.random_runs import SEED, again, cases  # noqa: E402
from versions.random_calls import Texts, random_calls, shrunk  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


shim = _load(ROOT / "test" / "shim" / "values_api.py")

CASES = cases(20_000, 400_000)


def test_the_shim_answers_as_rez() -> None:
    for call in random_calls(SEED, CASES):
        op, args = call["op"], call["args"]
        if answer(shim, op, args) != answer(rez_version, op, args):
            smallest = shrunk(call, differs)
            case = {**smallest, **answer(rez_version, smallest["op"], smallest["args"])}
            pytest.fail(
                "{}\nas drawn: {}\nrez:      {}\nshim:     {}".format(
                    again(),
                    json.dumps(call),
                    json.dumps(case),
                    json.dumps(answer(shim, smallest["op"], smallest["args"])),
                ),
                pytrace=False,
            )


def differs(call: Dict[str, Any]) -> bool:
    op, args = call["op"], call["args"]
    return bool(answer(shim, op, args) != answer(rez_version, op, args))


def outcome(function: Callable[..., Any], *args: Any) -> Any:
    try:
        return function(*args)
    except Exception as error:  # whatever is raised is the answer
        return "{}: {}".format(type(error).__name__, error)


def compare(look: Callable[..., Any], draw: Callable[[Texts, Random], List[Any]]) -> None:
    """Compare what a function sees of either package, on random arguments."""
    random = Random(SEED)
    texts = Texts(random)
    for _ in range(CASES // 10):
        args = draw(texts, random)
        expected, found = outcome(look, rez_version, *args), outcome(look, shim, *args)
        assert found == expected, "{}\nargs: {!r}".format(again(), args)


def tries(*functions: Callable[[], Any]) -> List[Any]:
    return [outcome(function) for function in functions]


def a_version(texts: Texts, random: Random) -> List[Any]:
    return [texts.version()]


def two_versions(texts: Texts, random: Random) -> List[Any]:
    return [texts.version(), texts.version()]


def a_range(texts: Texts, random: Random) -> List[Any]:
    return [texts._damaged(texts._range())]


def test_what_a_version_shows() -> None:
    def look(api: Any, text: str) -> Any:
        version = api.Version(text)
        return [
            hash(version),
            hash(version) == hash(version.as_tuple()),
            repr(version),
            repr(version.tokens),
            version.seps,
            [repr(token) for token in version],
            [[repr(run) for run in token.subtokens] for token in version],
            [(run.s, run.n) for token in version for run in token.subtokens],
            [repr(token.next()) for token in version],
            *tries(
                lambda: repr(version[-1]),
                lambda: repr(version[1:]),
                lambda: repr(version[::-1]),
                lambda: repr(version[5]),
                lambda: version["a"],
                lambda: repr(version.copy()),
                lambda: version.copy() == version,
                lambda: repr(next(version)),
                lambda: format(version),
                lambda: "{:>5}".format(version),
                lambda: "%s %r" % (version, version),
                lambda: version.trim("1"),
                lambda: repr(version.trim(True)),
                lambda: version.trim(1).seps,
                lambda: version.trim(-1).seps,
                lambda: repr(version.trim(-1).tokens),
                lambda: repr(version.trim(-2).next().tokens),
                lambda: hash(version.trim(-1)),
                lambda: version.trim(-1) == version.trim(1),
                lambda: version.trim(-1) < version,
                lambda: repr(version.trim(-1).copy().tokens),
                lambda: len(version.trim(-1)),
            ),
        ]

    compare(look, a_version)


def test_copies_of_a_version() -> None:
    def look(api: Any, text: str, length: int) -> Any:
        version = api.Version(text).trim(length)
        copies = [copy.copy(version), copy.deepcopy(version)]
        copies += [pickle.loads(pickle.dumps(version, protocol)) for protocol in range(5)]
        return [
            (str(each), each.tokens == version.tokens, each.seps, each == version, hash(each))
            for each in copies
        ]

    compare(look, lambda texts, random: [texts.version(), random.choice([-2, -1, 0, 1, 9])])


FOREIGN = ["1", None, 1, 1.5, (), [], b"1", object, Ellipsis]


def test_versions_and_other_things() -> None:
    def look(api: Any, text: str, other: Any) -> Any:
        version = api.Version.inf if text == "[INF]" else api.Version(text)
        answers = tries(
            lambda: version == other,
            lambda: version != other,
            lambda: version < other,
            lambda: version > other,
            lambda: version <= other,
            lambda: version >= other,
            lambda: other < version,
            lambda: other >= version,
            lambda: other == version,
            lambda: other in api.VersionRange("1+"),
            lambda: api.VersionRange("1+").contains_version(other),
            lambda: api.VersionRange("1+") & other,
            lambda: api.VersionRange("1+") | other,
            lambda: api.VersionRange("1+") == other,
            lambda: api.VersionRange("1+").intersects(other),
            lambda: api.VersionRange("1+").issuperset(other),
            lambda: api.VersionRange("1+") < other,
        )
        return [str(each) for each in answers]

    random = Random(SEED)
    texts = Texts(random)
    for text, other in itertools.product(["", "1", "[INF]", texts._version()], FOREIGN):
        assert look(shim, text, other) == look(rez_version, text, other), (text, other, again())


@pytest.mark.parametrize("name", ["Version", "VersionRange", "Requirement", "VersionedObject"])
@pytest.mark.parametrize(
    "bad",
    [*FOREIGN, "", " ", "\n", "1\n", "\ud800", "1\ud8002", "1²2", "٣", 0, False, {}],
    ids=repr,
)
def test_bad_input(name: str, bad: Any) -> None:
    found = outcome(read, shim, name, bad)
    if isinstance(bad, (list, dict)) and name == "Version":
        assert "unhashable" in found  # rez takes what is empty for no version
    else:
        assert found == outcome(read, rez_version, name, bad)


@pytest.mark.parametrize("length", [10_000, 4301, 4300, 641, 640])
def test_long_input(length: int) -> None:
    texts = [
        "1" * length,
        "0" * length,
        "a" * length,
        "a1" * (length // 2),
        "1." * (length // 2) + "1",
        "1-" * (length // 2),
        "." * length,
        "1|" * (length // 2),
        "<" * length,
        "1." + "1" * length + "..",
        "1+<" + "2" * length + "!",
    ]
    for name, text in itertools.product(("Version", "VersionRange", "Requirement"), texts):
        expected = outcome(read, rez_version, name, text)
        start = time.perf_counter()
        assert outcome(read, shim, name, text) == expected
        assert time.perf_counter() - start < 10


def read(api: Any, name: str, text: Any) -> str:
    return repr(getattr(api, name)(text))


def test_what_a_range_shows() -> None:
    def look(api: Any, text: str) -> Any:
        found = api.VersionRange(text)
        return [
            hash(found),
            repr(found),
            repr(found.bounds),
            [hash(bound) for bound in found.bounds],
            [(repr(bound.lower), repr(bound.upper)) for bound in found.bounds],
            [(bound.lower_bounded(), bound.upper_bounded()) for bound in found.bounds],
            sorted(found.bounds) == found.bounds,
            hash(found) == hash(tuple(found.bounds)),
            *tries(
                lambda: repr(found.inverse().bounds),
                lambda: repr(found & []),
                lambda: repr(found | []),
                lambda: repr(found.intersection([found, api.VersionRange("1+")])),
                lambda: repr(found + api.VersionRange("2")),
                lambda: repr(~found),
                lambda: found != api.VersionRange(text.replace("-", ".")),
                lambda: repr(api.VersionRange(None) | found),
                lambda: repr(api.VersionRange(None) & found),
                lambda: api.VersionRange(None) == found,
                lambda: found in api.VersionRange(None),
                lambda: api.VersionRange(None) in found,
            ),
        ]

    compare(look, a_range)


def test_copies_of_a_range() -> None:
    def look(api: Any, text: str) -> Any:
        found = api.VersionRange(text)
        copies = [copy.copy(found), copy.deepcopy(found)]
        copies += [pickle.loads(pickle.dumps(found, protocol)) for protocol in range(5)]
        return [(str(each), each == found, hash(each), repr(each.bounds)) for each in copies]

    compare(look, a_range)


def test_copies_of_requirements() -> None:
    def look(api: Any, text: str, thing: str) -> Any:
        found = [api.Requirement(text), api.VersionedObject(thing)]
        copies = [copy.copy(found[0]), copy.copy(found[1]), *copy.deepcopy(found)]
        for protocol in range(5):
            copies += pickle.loads(pickle.dumps(found, protocol))
        listed = pickle.loads(pickle.dumps(api.RequirementList(found[:1])))
        return [
            *[(repr(each), each == mine, hash(each)) for each, mine in zip(copies, found * 7)],
            repr(listed),
            listed == api.RequirementList(found[:1]),
            repr(outcome(hash, listed)),
        ]

    compare(look, lambda texts, random: [texts.requirement(), texts.object()])


def test_visiting_versions() -> None:
    def look(api: Any, text: str, changes: List[Any]) -> Any:
        found = api.VersionRange(text)
        untouched = str(api.VersionRange(text))
        answers = itertools.cycle(changes)
        visited = []

        def visit(version: Any) -> Any:
            visited.append(str(version))
            change = next(answers)
            return None if change is None else api.Version(change)

        found.visit_versions(visit)
        return [
            visited,
            str(found),
            repr(found.bounds),
            hash(found),
            str(api.VersionRange(text)) == untouched,
            [outcome(found.contains_version, api.Version(text)) for text in ("", "1", "2.0", "a")],
        ]

    compare(
        look,
        lambda texts, random: [
            texts._damaged(texts._range()),
            [random.choice([None, None, "1", "2.0", texts._version()]) for _ in range(5)],
        ],
    )


@pytest.mark.parametrize("descending", [False, True])
def test_walking_along_a_series(descending: bool) -> None:
    def look(api: Any, text: str, series: List[str]) -> Any:
        found = api.VersionRange(text)
        versions = sorted(map(api.Version, series), reverse=descending)
        answers = []
        for method in ("iter_intersect_test", "iter_intersecting", "iter_non_intersecting"):
            walk = getattr(found, method)
            answers.append(repr(list(walk(versions, descending=descending))))
            pairs = list(enumerate(versions))
            answers.append(repr(list(walk(pairs, key=lambda pair: pair[1], descending=descending))))
            answers.append(repr(outcome(walk(versions, None, descending).next)))
            answers.append(repr(iter(walk([])) is not None))
        return answers

    compare(
        look,
        lambda texts, random: [
            texts._damaged(texts._range()),
            [texts._version() for _ in range(random.randint(0, 9))],
        ],
    )


def own_tokens(api: Any) -> List[Any]:
    class Stable(api.AlphanumericVersionToken):  # type: ignore[misc]
        """Only lower case."""

        def __init__(self, token: Any) -> None:
            if token is not None and token != token.lower():
                raise api.VersionError("upper case: " + token)
            super().__init__(token)

    class Backwards(api.VersionToken):  # type: ignore[misc]
        """The longer, the less."""

        def __init__(self, token: str) -> None:
            self.token = token

        def __str__(self) -> str:
            return self.token

        def less_than(self, other: Any) -> bool:
            return len(self.token) > len(other.token)

        def next(self) -> Any:
            return Backwards(self.token[:-1] or "0")

    def plain(token: str) -> Any:
        return api.AlphanumericVersionToken(token)

    return [Stable, Backwards, api.NumericToken, plain, api.AlphanumericVersionToken]


def test_two_spans_may_end_with_one_and_the_same_version() -> None:
    # Versions of own tokens are shared by text, so these spans cannot be told by their versions.
    look = [
        str(
            api.VersionRange("_<=a|_.b+<a|>a<c", lambda t, api=api: api.AlphanumericVersionToken(t))
        )
        for api in (rez_version, shim)
    ]
    assert look[0] == look[1]


def test_own_tokens() -> None:
    def look(api: Any, one: str, two: str, range_text: str, kind: int, other_kind: int) -> Any:
        make, make_other = own_tokens(api)[kind], own_tokens(api)[other_kind]
        a = api.Version(one, make_token=make)
        b = api.Version(two, make_token=make_other)
        numeric = api.NumericToken in (make, make_other)
        answers = tries(
            lambda: repr(a),
            lambda: hash(a),
            lambda: a.as_tuple(),
            lambda: len(a),
            lambda: bool(a),
            lambda: a.seps,
            lambda: repr(a.trim(1)),
            lambda: a == b,
            lambda: a != b,
            lambda: a < b,
            lambda: b < a,
            lambda: a >= b,
            lambda: a < api.Version.inf,
            lambda: a > api.Version(),
            lambda: api.Version() < a,
            lambda: api.Version.inf < a,
            lambda: sorted([a, b]) == sorted([b, a]),
            lambda: str(api.VersionRange.from_version(a, ">=")),
            lambda: b in api.VersionRange.from_version(a, ">="),
            lambda: str(api.VersionRange.from_version(a, "==") | api.VersionRange()),
            lambda: str(api.VersionRange.from_versions([a, b])),
            lambda: str(api.VersionRange.from_version(a, "<").inverse()),
        )
        if not numeric:  # there, rez's `next` changes the token it is called on
            answers += tries(
                lambda: str(a.next()),
                lambda: str(api.VersionRange.from_version(a)),
                lambda: str(api.VersionRange(range_text, make_token=make)),
                lambda: str(api.VersionRange(range_text, make)),
                lambda: str(api.VersionRange(range_text, make) & api.VersionRange("1+")),
                lambda: b in api.VersionRange(range_text, make),
            )
        return answers

    def draw(texts: Texts, random: Random) -> List[Any]:
        kind = random.randrange(5)
        other = kind if random.random() < 0.6 else random.randrange(5)
        return [texts.version(), texts.version(), texts._range(), kind, other]

    compare(look, draw)


def test_tokens() -> None:
    def look(api: Any, one: str, two: str, kind: str, other_kind: str) -> Any:
        a, b = outcome(getattr(api, kind), one), outcome(getattr(api, other_kind), two)
        return tries(
            lambda: (repr(a), repr(b)),
            lambda: (a == b, a != b),
            lambda: (a < b, a <= b, a > b, a >= b),
            lambda: repr(copy.deepcopy(a)),
            lambda: repr(pickle.loads(pickle.dumps(a))),
            lambda: hash(a),
        )

    def draw(texts: Texts, random: Random) -> List[Any]:
        kinds = ["AlphanumericVersionToken", "NumericToken"]
        return [
            *[texts._damaged(random.choice(["1", "01", "a", "a1", "a_1b02", ""])) for _ in kinds],
            *[random.choice(kinds) for _ in kinds],
        ]

    compare(look, draw)


def test_reversed_order() -> None:
    def look(api: Any, series: List[str]) -> Any:
        versions = [api.Version(text) for text in series]
        keys = list(map(api.reverse_sort_key, versions))
        return [
            repr(sorted(versions, key=api.reverse_sort_key)),
            repr(keys),
            str(keys),
            [(a < b, a <= b, a > b, a >= b, a == b, a != b) for a in keys for b in keys],
            outcome(lambda: keys[0] == 1),
        ]

    compare(look, lambda texts, random: [[texts._version() for _ in range(4)]])


def test_a_range_of_texts_is_the_range_of_their_versions() -> None:
    # Of rez's, only the text can be had, and it is not sorted as versions are.
    from rez_next.compat.version import Version, VersionRange

    def look(api: Any, texts: List[str]) -> Any:
        return str(api.VersionRange.from_versions(texts))

    compare(look, lambda texts, random: [[str(random.randrange(10)) for _ in range(4)]])
    made = VersionRange.from_versions(["10", Version("9"), "9"])
    assert made == VersionRange("==9|==10")
    assert Version("10") in made and Version("8") not in made
