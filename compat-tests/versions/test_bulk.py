"""Many versions at once, through the engine and back: what rez answers one by one."""

from __future__ import annotations

import itertools
from random import Random
from typing import Any, Iterator, List

import pytest

rez_version = pytest.importorskip("rez.version")

from rez_next.exceptions import VersionError  # noqa: E402
from rez_next.promised import versions as bulk  # noqa: E402
from rez_next.values.version import Version  # noqa: E402
from support.random_runs import SEED, again, cases  # noqa: E402
from versions.random_calls import Texts  # noqa: E402

ROUNDS = cases(20, 400)


def rounds() -> Iterator[Any]:
    random = Random(SEED)
    texts = Texts(random)
    for _ in range(ROUNDS):
        yield texts, [texts._version() for _ in range(random.choice([0, 1, 5, 300]))]


def its(texts: List[str]) -> List[Any]:
    return list(map(rez_version.Version, texts))


@pytest.mark.parametrize("reverse", [False, True])
def test_sorting(reverse: bool) -> None:
    for _, all_ in rounds():
        try:
            expected = [str(version) for version in sorted(its(all_), reverse=reverse)]
        except rez_version.VersionError as error:
            with pytest.raises(VersionError) as raised:
                bulk.sort_versions(all_, reverse)
            assert str(raised.value) == str(error), (all_, again())
            continue
        # Equal versions of different text keep their order, as in `sorted`.
        assert bulk.sort_versions(all_, reverse) == expected, (all_, again())
        assert bulk.sort_versions(map(Version, all_), reverse) == expected


def test_filtering_and_the_latest() -> None:
    for texts, all_ in rounds():
        text = texts._range()
        try:
            range_ = rez_version.VersionRange(text)
            inside = [str(version) for version in its(all_) if version in range_]
        except rez_version.VersionError:
            with pytest.raises(VersionError):
                bulk.filter_versions(all_, text)
            continue
        assert bulk.filter_versions(all_, text) == inside, (all_, text, again())
        latest = bulk.latest_version(all_, text)
        assert (latest is None) is (not inside)
        if latest is not None:
            assert rez_version.Version(latest) == max(its(inside)), (all_, text, again())


def test_groups() -> None:
    for _, all_ in rounds():
        try:
            made = its(all_)
        except rez_version.VersionError:
            continue
        expected: Any = {}
        for version in made:
            expected.setdefault(str(version[0]) if version else "", []).append(str(version))
        found = bulk.group_by_major(all_)
        assert found == expected and list(found) == list(expected), (all_, again())


def test_semantic_order() -> None:
    ascending = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.0.1"]
    for mixed in itertools.islice(itertools.permutations(ascending), 0, 720, 90):
        assert bulk.sort_semver(mixed) == ascending
        assert bulk.sort_semver(mixed, reverse=True) == ascending[::-1]
    assert bulk.sort_semver(["1.0.0", "2", "1"]) == ["1", "2", "1.0.0"]


def test_what_is_wrong_is_named() -> None:
    for call in (
        lambda: bulk.sort_versions(["1", "1..2"]),
        lambda: bulk.sort_semver(["1", "1..2"]),
        lambda: bulk.filter_versions(["1..2"], "1+"),
        lambda: bulk.latest_version(["1..2"]),
        lambda: bulk.group_by_major(["1..2"]),
    ):
        with pytest.raises(VersionError, match=r"Invalid version syntax: '1\.\.2'"):
            call()
    with pytest.raises(VersionError, match="1><"):
        bulk.filter_versions(["1"], "1><")


def test_a_hundred_thousand_cross_once(monkeypatch: pytest.MonkeyPatch) -> None:
    methods = []
    ask = bulk.ask

    def counted(method: str, params: Any) -> Any:
        methods.append(method)
        return ask(method, params)

    monkeypatch.setattr(bulk, "ask", counted)
    random = Random(SEED)
    all_ = [
        "{}.{}.{}".format(random.randrange(30), random.randrange(100), random.randrange(1000))
        for _ in range(100_000)
    ]
    by_number = sorted(all_, key=lambda text: list(map(int, text.split("."))))
    assert bulk.sort_versions(all_) == by_number
    assert bulk.latest_version(all_) == by_number[-1]
    assert methods == ["version/sort", "version/latest"]
