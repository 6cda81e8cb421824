"""Random operations on versions, ranges and requirements, and how to make a failing one smaller.

The texts are drawn from few tokens, so that values are often equal, adjacent or nested, and about
one in six is damaged afterwards, so that syntax errors are common too.
"""

from __future__ import annotations

from random import Random
from typing import Any, Callable, Dict, Iterator, List

Call = Dict[str, Any]

TOKENS = ["0", "1", "2", "3", "10", "01", "a", "A", "b", "_", "a1", "1a", "a01", "1_", "rc2"]
RARE_TOKENS = ["9007199254740993", "9007199254740992", "00", "0" * 20 + "1", "1" * 30, "a_1_b02"]
SEPARATORS = [".", ".", ".", "-", "-"]
RARE_SEPARATORS = ["+", " ", ":", "é", "\u0663", "\U0001f600", "\n", "/", "|", "<"]
NAMES = ["foo", "foo", "foo", "foo", "bar", "", ".foo", "foo_bar", "日本", "__proto__", "1", "10"]
DAMAGE = [*"01aA_.-+<>=,|!~@# \n%'éª\u0663\U0001f600[]", "..", "==", "<=", ">=", "||", "[INF]"]


class Texts:
    """A source of random texts."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._recent: List[List[str]] = []

    def version(self) -> str:
        return self._damaged(self._version())

    def range(self) -> Any:
        """A text, or sometimes what comes of others, which no text may say."""
        random = self._random
        if random.random() < 0.85:
            return self._perhaps_unchecked(self._damaged(self._range()))
        how = random.choice(["inverse", "union", "intersection"])
        return {how: [self.range() for _ in range(1 if how == "inverse" else 2)]}

    def requirement(self) -> Any:
        random = self._random
        sign = random.choice(["", "", "", "!", "~"])
        separator = random.choice(["-", "-", "-", "@", "#", ""])
        text = sign + random.choice(NAMES)
        if random.random() < 0.9:
            text += separator + self._range()
        return self._perhaps_unchecked(self._damaged(text))

    def object(self) -> str:
        random = self._random
        separator = random.choice(["-", "-", "@", "#", "", "=="])
        return self._damaged(random.choice(NAMES) + separator + self._version())

    def name(self) -> str:
        return self._random.choice(NAMES)

    def _version(self) -> str:
        random = self._random
        if random.random() < 0.05:
            return ""
        tokens = self._tokens()
        text = tokens[0]
        for token in tokens[1:]:
            text += random.choice(RARE_SEPARATORS if random.random() < 0.02 else SEPARATORS)
            text += token
        return text

    def _tokens(self) -> List[str]:
        """Often those of a version before: equal versions then differ in their separators."""
        random = self._random
        if self._recent and random.random() < 0.4:
            tokens = random.choice(self._recent)
        else:
            count = random.choice([1, 1, 1, 2, 2, 3, 4])
            pool = RARE_TOKENS if random.random() < 0.05 else TOKENS
            tokens = [random.choice(pool) for _ in range(count)]
        self._recent = [*self._recent[-5:], tokens]
        return tokens

    def _range(self) -> str:
        count = self._random.choice([1, 1, 1, 1, 2, 2, 3, 6, 9])
        return "|".join(self._part() for _ in range(count))

    def _part(self) -> str:
        random = self._random
        kind = random.random()
        first, second = self._version(), self._version()
        if kind < 0.15:
            return first
        if kind < 0.3:
            return "==" + first
        if kind < 0.4:
            return random.choice([first + "+", ">" + first, ">=" + first])
        if kind < 0.5:
            return random.choice(["<" + first, "<=" + first])
        if kind < 0.55:
            return first + ".." + second
        comma = random.choice(["", "", ","])
        if kind < 0.9:
            lower = random.choice([first + "+", ">" + first, ">=" + first, first])
            return lower + comma + random.choice(["<", "<="]) + second
        upper = random.choice(["<" + first, "<=" + first, first, first + "+"])
        return upper + comma + random.choice([">", ">=", "<"]) + second

    def _damaged(self, text: str) -> str:
        random = self._random
        while random.random() < 0.15:
            i = random.randint(0, len(text))
            j = min(len(text), i + random.choice([0, 0, 1, 1, 2]))
            text = text[:i] + random.choice([*DAMAGE, "", ""]) + text[j:]
        return text

    def _perhaps_unchecked(self, text: str) -> Any:
        return {"unchecked": text} if self._random.random() < 0.1 else text


def random_calls(seed: int, count: int) -> Iterator[Call]:
    """Calls of every operation, the same ones for the same seed."""
    return calls_from(Random(seed), count)


def calls_from(random: Random, count: int) -> Iterator[Call]:
    """Calls of every operation, drawn from a source of random numbers."""
    texts = Texts(random)
    makers = _makers(random, texts)
    ops = sorted(makers)
    for _ in range(count):
        op = random.choice(ops)
        yield {"op": op, "args": [make() for make in makers[op]]}


def _makers(random: Random, texts: Texts) -> Dict[str, List[Callable[[], Any]]]:
    version, range_, requirement = texts.version, texts.range, texts.requirement

    def many(make: Callable[[], Any], most: int) -> Callable[[], List[Any]]:
        return lambda: [make() for _ in range(random.randint(0, most))]

    def one_of(*values: Any) -> Callable[[], Any]:
        return lambda: random.choice(values)

    def optional(make: Callable[[], Any]) -> Callable[[], Any]:
        return lambda: make() if random.random() < 0.85 else random.choice([None, "[INF]"])

    def checked_range() -> Any:
        return random.choice([None, "", range_()])

    operators = one_of(None, None, "==", "eq", "<", "lt", "<=", "lte", ">", "gt", ">=", "gte", "=")
    flags = one_of(True, False)
    lengths = one_of(-4, -3, -2, -1, 0, 1, 2, 3, 4)
    makers: Dict[str, List[Callable[[], Any]]] = {
        "version.sort": [many(version, 8)],
        "version.compare": [version, version],
        "version.same_hash": [version, version],
        "range.union_many": [range_, many(range_, 4)],
        "range.contains": [range_, lambda: version() if random.random() < 0.95 else "[INF]"],
        "range.from_version": [version, operators],
        "range.from_versions": [many(version, 8)],
        "range.as_span": [optional(version), optional(version), flags, flags],
        "requirement.parse": [requirement],
        "requirement.construct": [texts.name, checked_range],
        "requirement.conflicts_with_object": [requirement, texts.object],
        "requirement_list.of": [many(requirement, 5)],
        "requirement_list.get": [many(requirement, 5), texts.name],
        "versioned_object.parse": [texts.object],
        "versioned_object.equal": [texts.object, texts.object],
    }
    for op in ("parse", "bool", "len", "as_tuple", "major", "minor", "patch", "next"):
        makers[f"version.{op}"] = [version]
    for op in ("trim", "trim_as_tuple", "trim_next"):
        makers[f"version.{op}"] = [version, lengths]
    for op in ("parse", "is_any", "lower_bounded", "upper_bounded", "bounded", "len", "inverse"):
        makers[f"range.{op}"] = [range_]
    for op in ("split", "span", "to_versions"):
        makers[f"range.{op}"] = [range_]
    for op in ("intersection", "union", "difference", "issuperset", "issubset", "intersects"):
        makers[f"range.{op}"] = [range_, range_]
    for op in ("compare", "same_hash"):
        makers[f"range.{op}"] = [range_, range_]
    for op in ("merged", "equal", "conflicts_with"):
        makers[f"requirement.{op}"] = [requirement, requirement]
    return makers


def shrunk(call: Call, fails: Callable[[Call], bool]) -> Call:
    """The smallest call found that still fails, by leaving out list items and characters."""
    smaller = True
    while smaller:
        smaller = False
        for args in _smaller(call["args"]):
            candidate = {"op": call["op"], "args": args}
            if fails(candidate):
                call, smaller = candidate, True
                break
    return call


def _smaller(value: Any, top: bool = True) -> Iterator[Any]:
    if isinstance(value, str):
        for size in (16, 4, 2, 1):
            for i in range(len(value) - size + 1):
                yield value[:i] + value[i + size :]
    elif isinstance(value, dict):
        ((how, of),) = value.items()
        if how != "unchecked":
            yield from of
        for each in _smaller(of):
            yield {how: each}
    elif isinstance(value, list):
        for i, item in enumerate(value):
            if not top:
                yield value[:i] + value[i + 1 :]
            for each in _smaller(item, top=False):
                yield [*value[:i], each, *value[i + 1 :]]
