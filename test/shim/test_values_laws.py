"""What holds for all versions, ranges and requirements, with no rez to ask.

`REZ_NEXT_SEED` sets the seed of the random values; a failure prints it.
"""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
import threading
from abc import ABC
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, List

import pytest

from rez_next.exceptions import VersionError
from rez_next.values.order import END, order_of_token, tokens_of
from rez_next.values.range import VersionRange
from rez_next.values.range_text import is_surely_a_range, read_range
from rez_next.values.requirement import Requirement, RequirementList
from rez_next.values.tokens import AlphanumericVersionToken, NumericToken, VersionToken
from rez_next.values.version import Version

SEED = int(os.environ.get("REZ_NEXT_SEED", "1"))
SAID = "REZ_NEXT_SEED={}".format(SEED)

TOKENS = [
    "0",
    "00",
    "1",
    "01",
    "001",
    "10",
    "2",
    "a",
    "A",
    "_",
    "b",
    "a1",
    "a01",
    "1a",
    "01a",
    "a1a",
]
TOKENS += [
    "a1a",
    "0a",
    "00a",
    "a0",
    "a00",
    "z9z",
    "9" * 30,
    "a" + "9" * 70,
    "9" * 130,
    "a" + "1" * 62,
]


def versions(count: int) -> List[Version]:
    random = Random(SEED)
    return [
        Version(".".join(random.choice(TOKENS) for _ in range(random.randint(0, 3))))
        for _ in range(count)
    ]


def ranges(count: int) -> List[VersionRange]:
    # None begins with ">". Joining such a range with one that ends at its version, rez looks at the
    # wrong neighbour if there is a third between them ("<=3|1|>3" stays two ranges), and so do we:
    # there the laws do not hold. The vectors and the comparison with rez have these ranges.
    random = Random(SEED)
    made = []
    while len(made) < count:
        parts = []
        for _ in range(random.choice([1, 1, 2, 3, 7])):
            first, second = (random.choice(TOKENS[:16]) for _ in range(2))
            signs = random.choice(["{}", "=={}", "{}+", "<{}", "<={}", "{}+<{}", "{}..{}"])
            parts.append(signs.format(first, second))
        try:
            made.append(VersionRange("|".join(parts)))
        except VersionError:
            continue
    return made


@pytest.mark.parametrize("a, b", list(product(TOKENS, TOKENS)))
def test_the_order_of_tokens_is_that_of_their_runs(a: str, b: str) -> None:
    one, two = AlphanumericVersionToken(a), AlphanumericVersionToken(b)
    assert (order_of_token(a) < order_of_token(b)) is (one.subtokens < two.subtokens)
    assert (order_of_token(a) == order_of_token(b)) is (a == b)
    assert tokens_of(order_of_token(a)) == [a]


def test_the_order_of_versions_is_total_and_agrees_with_the_tokens() -> None:
    for a, b in product(versions(120), repeat=2):
        expected = (a.tokens > b.tokens) - (a.tokens < b.tokens)
        assert ((a > b) - (a < b)) == expected, (a, b, SAID)
        assert (a == b) is (expected == 0) and (a != b) is (expected != 0)
        assert (a <= b) is (expected <= 0) and (a >= b) is (expected >= 0)
        assert a != b or hash(a) == hash(b)
        assert hash(a) == hash(a.as_tuple())


def test_next_is_above_everything_that_begins_with_the_version() -> None:
    for version in versions(50):
        for token in TOKENS:
            longer = Version("{}.{}".format(version, token) if version else token)
            assert version < longer < version.next(), (version, longer, SAID)


def test_versions_print_what_they_were_read_from() -> None:
    for version in versions(200):
        assert Version(str(version)) is version
        assert ".".join(version.as_tuple()) == str(version)


def test_trimming_keeps_the_first_tokens() -> None:
    for version, length in product(versions(50), range(4)):
        assert version.trim(length).as_tuple() == version.as_tuple()[:length]


def test_ranges_are_sets() -> None:
    some = ranges(40)
    points = [*versions(40), Version.inf, Version()]
    for a, b in product(some, repeat=2):
        both, either, without = a & b, a | b, a - b
        for point in points:
            in_a, in_b = point in a, point in b
            assert (both is not None and point in both) is (in_a and in_b), (a, b, point, SAID)
            assert (point in either) is (in_a or in_b), (a, b, point, SAID)
            assert (without is not None and point in without) is (in_a and not in_b)
        assert a.intersects(b) is (both is not None)
        assert a.issuperset(b) is (both == b), (a, b, SAID)
        assert b.issubset(a) is a.issuperset(b)


def test_ranges_read_what_they_print() -> None:
    for one in ranges(300):
        again = VersionRange(str(one))
        assert again == one and hash(again) == hash(one) and str(again) == str(one), (one, SAID)
        inverse = one.inverse()
        assert inverse is None if one.is_any() else inverse and inverse.inverse() == one


def test_what_is_surely_a_range_can_be_read() -> None:
    random = Random(SEED)
    pieces = ["==", ">", ">=", "<", "<=", "+", ",", "..", "|", "", "-", "1", "01", "2", "2.3", "a"]
    sure = 0
    for _ in range(20_000):
        text = "".join(random.choice(pieces) for _ in range(random.randint(1, 8)))
        if is_surely_a_range(text):
            sure += 1
            read_range(text)
            assert str(VersionRange(text)) == str(VersionRange(text, invalid_bound_error=False))
    assert sure > 500, SAID


def test_a_version_reads_as_its_tokens_do() -> None:
    random = Random(SEED)
    for _ in range(2000):
        tokens = [random.choice(TOKENS) for _ in range(random.randint(1, 4))]
        text = tokens[0] + "".join(random.choice(".-+ :é") + token for token in tokens[1:])
        expected = "".join(map(order_of_token, tokens))
        assert Version(text)._order == Version(text).next().trim(9)._order[:-2] + END == expected
        assert list(Version(text).as_tuple()) == tokens


def test_equal_text_is_one_version() -> None:
    assert Version("1.2.3") is Version("1.2.3")
    assert Version("1.2.3") is not Version("1-2-3")
    assert VersionRange("1+") is not VersionRange("1+")


def test_a_token_equals_its_number() -> None:
    version = Version("2.01.0-beta.1+build.123")
    assert version.major == 2 and version.major == 2
    assert version.minor != 1 and version.patch == 0
    assert version.major != 3 and version.major != "2"
    assert str(version.major) == "2" and isinstance(version.major, VersionToken)
    assert NumericToken("07") == 7
    with pytest.raises(TypeError):
        hash(version.major)


def test_the_promised_version() -> None:
    version = Version("2.1.0-beta.1+build.123")
    assert (version.major, version.minor, version.patch) == (2, 1, 0)
    assert (version.prerelease, version.build) == ("beta.1", "build.123")
    assert str(version) == "2.1.0-beta.1+build.123"
    assert Version("1.5.0") in VersionRange(">=1.0.0,<2.0.0")


def test_nothing_changes_a_version() -> None:
    version = Version("1.2.3")
    for change in (
        lambda: version.tokens.append(1),
        lambda: version.tokens.pop(),
        lambda: version.seps.clear(),
        lambda: version[0].subtokens.append(1),
        lambda: VersionRange("1+").bounds.append(1),
    ):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(AttributeError):
        version.colour = "red"
    assert version.tokens[1:] == list(version)[1:] and type(version.tokens[1:]) is list
    assert type(pickle.loads(pickle.dumps(version.tokens))) is list


def test_visiting_changes_one_range_only() -> None:
    one, two = VersionRange("1+<3"), VersionRange("1+<3")
    one.visit_versions(lambda version: Version("2") if str(version) == "1" else None)
    assert (str(one), str(two), str(VersionRange("1+<3"))) == ("2+<3", "1+<3", "1+<3")
    requirement = Requirement("foo-1+<3")
    requirement.range_.visit_versions(lambda version: version.trim(1))
    assert str(Requirement("foo-1+<3")) == "foo-1+<3"


def test_a_subclass_is_not_shared() -> None:
    class Tagged(Version):
        def __init__(self, text: str, tag: str = "") -> None:
            super().__init__(text)
            self.tag = tag

    class Plain(Version):
        pass

    class Abstract(type(Version), type(ABC)):  # type: ignore[misc]
        pass

    class Mixed(Version, ABC, metaclass=Abstract):
        pass

    a, b = Tagged("1.2", "a"), Tagged("1.2", "b")
    assert (a.tag, b.tag, a is b, a == b == Version("1.2")) == ("a", "b", False, True)
    for cls in (Tagged, Plain, Mixed):
        assert type(cls("1.2")) is cls
        assert type(cls("1.2").copy()) is Version
        assert str(cls("1.2").trim(1)) == "1"
    assert type(Version("1.2")) is Version
    assert copy.copy(a).tag == "a" and copy.deepcopy(b).tag == "b"
    assert hash(a) == hash(b) == hash(Version("1.2"))


def test_own_tokens_are_not_shared_with_others() -> None:
    class Lower(AlphanumericVersionToken):
        pass

    own = Version("1.2", make_token=Lower)
    assert type(own[0]) is Lower and type(Version("1.2")[0]) is AlphanumericVersionToken
    assert own == Version("1.2") and own is not Version("1.2")
    assert Version("1.02", make_token=NumericToken) == Version("1.2", make_token=NumericToken)


def test_inf_stays_inf() -> None:
    for inf in (pickle.loads(pickle.dumps(Version.inf)), copy.deepcopy(Version.inf)):
        assert inf is Version.inf
    assert not Version.inf and len(Version.inf) == 0 and Version.inf.tokens is None
    with pytest.raises(RuntimeError, match="copied"):
        Version.inf.copy()


def rez_state(text: str) -> Any:
    """What a pickle of rez's holds of a version."""
    version = Version(text)
    return {"tokens": list(version.tokens), "seps": list(version.seps), "_str": None, "_hash": 5}


def test_what_rez_pickled_can_be_read() -> None:
    version = Version.__new__(Version)
    version.__setstate__(rez_state("1.2-a1"))
    assert (version, str(version), hash(version)) == (Version("1.2-a1"), "1.2-a1", hash(version))
    assert hash(version) == hash(Version("1.2-a1"))
    made = VersionRange.__new__(VersionRange)
    made.__setstate__({"bounds": list(VersionRange("1+<3|5").bounds), "_str": None})
    assert str(made) == "1+<3|5"


def test_a_series_is_left_where_nothing_more_can_come() -> None:
    seen = []

    def series() -> Any:
        for number in range(1, 100):
            seen.append(number)
            yield Version(str(number))

    assert list(map(str, VersionRange("3+<5").iter_intersecting(series()))) == ["3", "4"]
    assert seen == [1, 2, 3, 4, 5]


def test_merging_is_what_a_list_does() -> None:
    texts = ["foo-1+", "~foo<9", "!foo-3", "bar"]
    merged = RequirementList(map_requirements(texts))
    assert str(merged) == "foo-1+<3|3_+<9 bar"
    assert RequirementList(map_requirements(["foo-1", "foo-2"])).conflict is not None


def map_requirements(texts: List[str]) -> List[Requirement]:
    return [Requirement(text) for text in texts]


def test_threads_may_read_the_same_texts() -> None:
    wrong: List[Any] = []

    def work(start: int) -> None:
        for number in range(start, start + 3000):
            text = "7.{}.{}".format(number, number % 7)
            if str(Version(text)) != text or str(VersionRange(text + "+")) != text + "+":
                wrong.append(text)

    threads = [threading.Thread(target=work, args=(1000 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_importing_values_loads_little() -> None:
    code = (
        "import sys; before = set(sys.modules); import rez_next.values.requirement;"
        "print(*sorted(set(sys.modules) - before))"
    )
    root = Path(__file__).resolve().parent.parent.parent
    environ = {**os.environ, "PYTHONPATH": str(root / "python")}
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", code], stdout=subprocess.PIPE, env=environ, check=True
    )
    outside = [name for name in loaded.stdout.decode().split() if not name.startswith("rez_next")]
    assert set(outside) <= {"__future__", "bisect", "_bisect", "_functools"}
