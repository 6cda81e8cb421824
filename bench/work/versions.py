"""Versions, ranges and requirements: the same operations on the same texts, each side's way.

What compares objects works on objects that were compared before; what is said to be new was never
seen by the process, so that what a side puts off until it is needed is counted where it is needed.
"""

from __future__ import annotations

import operator
import tracemalloc
from random import Random
from typing import Any, Callable, Dict, List, NamedTuple, Optional

from bench.work.clock import PROCESSOR, WALL, timed
from bench.worker import Cannot

COUNT = 2000
PROMISED = "1.2.3-alpha.1+build.456"
RANGE = "1+<2|3.4+<5|==7.1"
SHAPES = ["{0}.{1}.{2}", "{0}.{1}+<{3}", "{0}.{1}.{2}+<{3}", ">={0}.{1},<{3}.{2}", "=={0}.{1}.{2}"]
SHAPES += ["{0}.{1}|{3}.{2}", "{0}.{1}.{2}+"]


class Api(NamedTuple):
    """How a side does it."""

    version: Callable[[str], Any]
    range: Callable[[str], Any]
    requirement: Callable[[str], Any]
    contains: Callable[[Any, Any], bool] = operator.contains
    intersection: Callable[[Any, Any], Any] = operator.and_
    union: Callable[[Any, Any], Any] = operator.or_
    sort_texts: Optional[Callable[[List[str]], List[str]]] = None


class Operation(NamedTuple):
    """What is timed.

    Args:
        prepare: Makes what is worked on, from the numbered round; untimed.
        work: Is timed; what it returns are the answers, as a list.
        per: So many operations it is.
    """

    prepare: Callable[[Api, int], Any]
    work: Callable[[Api, Any], Any]
    per: int = COUNT


def start(side: str) -> Versions:
    """The work of one side."""
    return Versions(_api(side))


class Versions:
    """Measures operations by their names."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def measure(self, operation: str, number: int) -> Dict[str, Any]:
        """The seconds of one operation, in time of the processor."""
        prepare, work, per = OPERATIONS[operation]
        argument = prepare(self._api, number)
        seconds, _ = timed(work, self._api, argument, clock=PROCESSOR)
        return {"seconds": seconds / per}

    def answers(self, operation: str) -> List[str]:
        """What the operation gives, as texts."""
        prepare, work, _ = OPERATIONS[operation]
        return [str(each) for each in work(self._api, prepare(self._api, -1))]

    def sort_texts(self, count: int) -> float:
        """Texts in, sorted texts out, by the clock on the wall: it may be another process."""
        random = Random("sort")
        texts = [version_text(random) for _ in range(count)]
        sort = self._api.sort_texts or self._sort_objects
        sort(["1"])
        return timed(sort, texts, clock=WALL)[0]

    def memory(self, count: int) -> int:
        """The bytes of so many versions that were sorted and are held, as Python counts them."""
        if self._api.version.__module__ == "builtins":
            raise Cannot("its versions are not in Python's memory, which alone is counted here")
        texts = ["{}.{}.{}".format(n % 40, n % 97, n) for n in range(count)]
        tracemalloc.start()
        held = sorted(map(self._api.version, texts))
        used = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        del held
        return used

    def _sort_objects(self, texts: List[str]) -> List[str]:
        return [str(version) for version in sorted(map(self._api.version, texts))]


def _api(side: str) -> Api:
    if side == "ours":
        from rez_next.compat import version as ours
        from rez_next.promised.versions import sort_versions

        return Api(ours.Version, ours.VersionRange, ours.Requirement, sort_texts=sort_versions)
    if side == "rez":
        from rez import version as rez

        return Api(rez.Version, rez.VersionRange, rez.Requirement)
    if side == "rez-next":
        import rez_next as peer

        of_range = peer.VersionRange
        return Api(
            peer.Version,
            of_range,
            peer.PackageRequirement,
            of_range.contains,
            of_range.intersect,
            of_range.union,
        )
    raise Cannot("it is a solver, and gives Python no versions, ranges or requirements")


def version_text(random: Random) -> str:
    """A version of a shape that real packages have."""
    a, b, c = random.randrange(30), random.randrange(100), random.randrange(1000)
    shape = random.random()
    if shape < 0.7:
        return "{}.{}.{}".format(a, b, c)
    if shape < 0.85:
        return "{}.{}.{}.{}".format(2000 + a, b, c, random.randrange(10))
    if shape < 0.95:
        return "{}.{}.{}-beta.{}".format(a, b, c, random.randrange(20))
    return "{}.{}.{}rc{}".format(a, b, c, random.randrange(20))


def range_text(random: Random) -> str:
    """A range of a shape that real requests have."""
    a, b, c = random.randrange(30), random.randrange(1000), random.randrange(1000)
    return random.choice(SHAPES).format(a, b, c, a + 1)


def requirement_text(random: Random) -> str:
    """A requirement, likewise."""
    return "foo_bar-" + range_text(random)


def distinct(make: Callable[[Random], str], seed: str) -> List[str]:
    """Texts, none of them twice, the same for every side."""
    random = Random(seed)
    texts: Dict[str, None] = {}
    while len(texts) < COUNT:
        texts[make(random)] = None
    # As when they were just read from somewhere: nobody has looked at them.
    return [text[:1] + text[1:] for text in texts]


def _numbered(shape: str) -> Callable[[Api, int], List[str]]:
    # Room for the rounds that are not measured, and for the answers.
    return lambda _, number: [
        shape.format(n) for n in range((number + 9) * COUNT, (number + 10) * COUNT)
    ]


def _new(make: Callable[[Random], str], lot: str) -> Callable[[Api, int], List[str]]:
    return lambda _, number: distinct(make, "%s %d" % (lot, number))


def _seen(name: str, texts: List[str]) -> Callable[[Api, int], List[str]]:
    def prepare(api: Api, _: int) -> List[str]:
        _make(name)(api, texts)
        return texts

    return prepare


def _make(name: str) -> Callable[[Api, Any], Any]:
    def work(api: Api, texts: List[str]) -> Any:
        return list(map(getattr(api, name), texts))

    return work


def _pairs(name: str, make: Callable[[Random], str]) -> Callable[[Api, int], Any]:
    def prepare(api: Api, _: int) -> Any:
        made = list(map(getattr(api, name), distinct(make, "used")))
        pairs = list(zip(made, made[1:] + made[:1]))
        for a, b in pairs:
            # What a first comparison makes is there before it is timed.
            a == b, hash(a)
            if name == "version":
                a < b  # noqa: B015
        return pairs

    return prepare


def _contained(range_texts: Callable[[], List[str]]) -> Callable[[Api, int], Any]:
    def prepare(api: Api, _: int) -> Any:
        versions = map(api.version, distinct(version_text, "used"))
        pairs = list(zip(map(api.range, range_texts()), versions))
        for range_, version in pairs:
            api.contains(range_, version)
        return pairs

    return prepare


def _on_pairs(name: str) -> Callable[[Api, Any], Any]:
    def work(api: Api, pairs: Any) -> Any:
        function = getattr(api, name)
        return [function(a, b) for a, b in pairs]

    return work


def _less(api: Api, pairs: Any) -> Any:
    return [a < b for a, b in pairs]


def _equal(api: Api, pairs: Any) -> Any:
    return [a == b for a, b in pairs]


def _hashes(api: Api, pairs: Any) -> Any:
    # Hashes differ from side to side: that they can be made is the answer.
    return [hash(a) is None for a, _ in pairs]


def _objects(api: Api, _: int) -> Any:
    made = list(map(api.version, distinct(version_text, "used")))
    sorted(made)
    return made


def _sort(api: Api, objects: Any) -> Any:
    return sorted(objects)


def _parse_and_sort(api: Api, texts: Any) -> Any:
    return sorted(map(api.version, texts))


def _parse_and_hash(api: Api, texts: Any) -> Any:
    return [len(set(map(api.version, texts)))]


def _parse_and_look(api: Api, texts: Any) -> Any:
    return [str(version.major) for version in map(api.version, texts)]


def _parse_and_contain(api: Api, texts: Any) -> Any:
    version = api.version("7.3")
    return [api.contains(range_, version) for range_ in map(api.range, texts)]


def _parse_and_print(api: Api, texts: Any) -> Any:
    return [str(range_) for range_ in map(api.range, texts)]


OPERATIONS: Dict[str, Operation] = {
    "version-seen": Operation(_seen("version", [PROMISED] * COUNT), _make("version")),
    "version-new": Operation(_numbered("1.2.3-alpha.{}+build.456"), _make("version")),
    "less": Operation(_pairs("version", version_text), _less),
    "equal": Operation(_pairs("version", version_text), _equal),
    "hash": Operation(_pairs("version", version_text), _hashes),
    "sort": Operation(_objects, _sort, 1),
    "range-seen": Operation(_seen("range", [RANGE] * COUNT), _make("range")),
    "range-new": Operation(_numbered("1+<2|3.4+<5|==7.{}"), _make("range")),
    "in-range": Operation(_contained(lambda: ["2.3+<20"] * COUNT), _on_pairs("contains")),
    "in-ranges": Operation(_contained(lambda: distinct(range_text, "used")), _on_pairs("contains")),
    "intersection": Operation(_pairs("range", range_text), _on_pairs("intersection")),
    "union": Operation(_pairs("range", range_text), _on_pairs("union")),
    "requirement-new": Operation(_numbered("foo-1.{}+<2"), _make("requirement")),
    "shapes-version-seen": Operation(
        _seen("version", distinct(version_text, "used")), _make("version")
    ),
    "shapes-version-new": Operation(_new(version_text, "shapes-version-new"), _make("version")),
    "shapes-range-seen": Operation(_seen("range", distinct(range_text, "used")), _make("range")),
    "shapes-range-new": Operation(_new(range_text, "shapes-range-new"), _make("range")),
    "shapes-requirement-new": Operation(
        _new(requirement_text, "shapes-requirement-new"), _make("requirement")
    ),
    "parse-and-sort": Operation(_new(version_text, "parse-and-sort"), _parse_and_sort),
    "parse-and-hash": Operation(_new(version_text, "parse-and-hash"), _parse_and_hash),
    "parse-and-look": Operation(_new(version_text, "parse-and-look"), _parse_and_look),
    "parse-and-contain": Operation(_new(range_text, "parse-and-contain"), _parse_and_contain),
    "parse-and-print": Operation(_new(range_text, "parse-and-print"), _parse_and_print),
}
