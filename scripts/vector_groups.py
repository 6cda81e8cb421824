"""Which operations the vector files run on which texts; see test/vectors/README.md."""

from __future__ import annotations

import itertools
from typing import Any, Dict, Iterable, List, Sequence

from vector_texts import (
    EQUAL_BOUNDS,
    LISTS,
    OBJECTS,
    ODD_RANGES,
    ODD_REQUIREMENTS,
    ODD_VERSIONS,
    OPERATORS,
    RANGE_LISTS,
    RANGES,
    REQUIREMENTS,
    SEMANTIC,
    SOME_VERSIONS,
    TOKENS,
    UNCHECKED,
    VERSION_LISTS,
    VERSIONS,
)

Group = Dict[str, Any]

ALGEBRA = ["intersection", "union", "difference", "issuperset", "intersects", "compare"]


def vector_files() -> Dict[str, List[Group]]:
    """The groups of each file, without answers."""
    return {**_version_files(), **_range_files(), **_requirement_files()}


def exhaustive_groups() -> List[Group]:
    """A small universe in full: every version of three tokens, every range of a small grammar."""
    tokens = ["0", "1", "01", "10", "a", "A", "a1", "1a", "_", "a01"]
    separators = [".", "-"]
    long = [
        a + s + b + t + c
        for a, b, c in itertools.product(tokens, repeat=3)
        for s, t in itertools.product(separators, repeat=2)
    ]
    short = ["", *tokens, *(a + "." + b for a, b in itertools.product(tokens, repeat=2))]
    few = ["", "1", "1.0", "01", "2", "a", "1_"]
    ends = ["1", "1.0", "2", ""]
    spans = [
        f"{first}{a}{plus}{comma}{second}{b}"
        for first, plus, second in itertools.product(
            ["", "<", "<=", ">", ">=", "=="], ["", "+"], ["", "<", "<=", ">", ">=", ".."]
        )
        for a, b, comma in itertools.product(ends, ends, ["", ","])
    ]
    spans = list(dict.fromkeys(spans))
    pieces = ["1", "==1", "==2", "<1", ">1", "1+<2", "1..2", ">2", "2..3", ">1<2", "<=", "3"]
    ranges = ["", *pieces, *(f"{a}|{b}" for a, b in itertools.combinations(pieces, 2))]
    signs = ["", "!", "~"]
    requirements = [f"{sign}foo-{text}" for sign in signs for text in ["", *pieces, "1|3", "<1|>2"]]
    return [
        {"about": "versions of three tokens", "op": "version.parse", "product": [long]},
        {"about": "... sorted", "op": "version.sort", "product": [[long]]},
        {"about": "... and what follows them", "op": "version.next", "product": [long]},
        {"about": "short versions in pairs", "op": "version.compare", "product": [short, short]},
        {"about": "spans", "op": "range.parse", "product": [spans]},
        {
            "about": "spans that may contain nothing",
            "op": "range.parse",
            "product": [[{"unchecked": text} for text in spans]],
        },
        {"about": "versions in ranges", "op": "range.contains", "product": [ranges, few]},
        *(
            {"about": "ranges in pairs", "op": f"range.{name}", "product": [ranges, ranges]}
            for name in ALGEBRA
        ),
        {"about": "ranges", "op": "range.inverse", "product": [ranges]},
        {
            "about": "requirements in pairs",
            "op": "requirement.merged",
            "product": [requirements, requirements],
        },
        {
            "about": "requirements in pairs",
            "op": "requirement.conflicts_with",
            "product": [requirements, requirements],
        },
    ]


def _version_files() -> Dict[str, List[Group]]:
    """The files about versions."""
    all_versions = [*VERSIONS, "[INF]"]
    return {
        "version/parsing.json": [
            _group(
                "what is a version prints as it was written", _cases("version.parse", all_versions)
            ),
            _group(
                "any one character that is no token character separates",
                _cases("version.parse", ODD_VERSIONS),
            ),
            _group("the empty version and inf are false", _cases("version.bool", all_versions)),
            _group(
                "tokens",
                _cases("version.len", all_versions),
                _cases("version.as_tuple", all_versions),
            ),
            _group(
                "the first three tokens have names",
                *(_cases(f"version.{name}", VERSIONS) for name in ("major", "minor", "patch")),
            ),
        ],
        "version/making.json": [
            _group(
                "next is the end of everything that begins with it",
                _cases("version.next", all_versions),
            ),
            _group(
                "trimming, also from the end and from odd separators",
                _cases(
                    "version.trim", ["", "1", "1-0", "1.2-3", "1.2-3_4.a", "1é2+3"], range(-5, 6)
                ),
                _cases("version.trim_as_tuple", ["", "1", "1.2-3", "1.2-3_4.a"], range(-5, 6)),
                _cases("version.trim_next", ["1", "1.2-3", "1.2-3_4.a"], range(-3, 4)),
                _cases("version.trim", ["[INF]"], [0, 1]),
            ),
        ],
        "version/ordering.json": [
            _group("tokens against each other", _pairs("version.compare", TOKENS)),
            _group("versions against each other", _pairs("version.compare", all_versions)),
            _group(
                "separators do not count",
                _pairs("version.compare", ["1.2.3", "1-2-3", "1.2-3", "1é2 3", "1.2_3"]),
            ),
            _group(
                "sorting is stable",
                [
                    {"op": "version.sort", "args": [[*all_versions, *reversed(TOKENS)]]},
                    {"op": "version.sort", "args": [["1.0", "1-0", "0", "1+0", "", "1.0"]]},
                    {"op": "version.sort", "args": [["1-0", "1.0", "01.0", "1.00"]]},
                ],
            ),
            _group(
                "equal versions have equal hashes",
                _pairs(
                    "version.same_hash",
                    ["1.0", "1-0", "01.0", "1.00", "1", "", "[INF]", "a1", "a01"],
                ),
            ),
        ],
        "version/semantic.json": [
            _group("the pre-release part", _cases("version.prerelease", SEMANTIC)),
            _group("the build part", _cases("version.build", SEMANTIC)),
        ],
    }


def _range_files() -> Dict[str, List[Group]]:
    """The files about ranges."""
    few = RANGES[::2]
    unchecked = [{"unchecked": text} for text in ["3+<2", "3..2", "1+<5", "", "2|4|6|8|10"]]
    ends = [None, "", "1", "1-0", "2", "[INF]"]
    return {
        "range/parsing.json": [
            _group("the canonical text", _cases("range.parse", RANGES)),
            _group("the corners of the grammar", _cases("range.parse", ODD_RANGES)),
            _group(
                "spans that contain nothing, accepted",
                _cases("range.parse", [{"unchecked": text} for text in [*UNCHECKED, *ODD_RANGES]]),
            ),
        ],
        "range/questions.json": [
            _group(
                "bounds",
                *(
                    _cases(
                        f"range.{name}", [*RANGES, *({"unchecked": text} for text in UNCHECKED[:5])]
                    )
                    for name in ("is_any", "lower_bounded", "upper_bounded", "bounded", "len")
                ),
            ),
            _group(
                "which versions a range contains", _cases("range.contains", RANGES, SOME_VERSIONS)
            ),
            _group(
                "... when its span contains nothing",
                _cases(
                    "range.contains",
                    [{"unchecked": "3+<2"}, {"unchecked": "3..2"}],
                    ["1", "2", "2.5", "3", "4"],
                ),
            ),
            _group(
                "subsets",
                _pairs("range.issuperset", few),
                _cases("range.issubset", RANGES[:8], RANGES[-8:]),
            ),
            _group("overlap", _pairs("range.intersects", few)),
            _group("order and equality", _pairs("range.compare", few)),
            _group(
                "equal ranges have equal hashes",
                _pairs("range.same_hash", ["1", "1.0", "1-0", "1+<2", "1..2", ""]),
            ),
        ],
        "range/algebra.json": [
            _group(
                "intersection",
                _pairs("range.intersection", few),
                _pairs("range.intersection", RANGES[1::2]),
            ),
            _group(
                "union",
                _pairs("range.union", few),
                _cases("range.union_many", ["1", "", "3+<4", "1-0"], RANGE_LISTS),
            ),
            _group(
                "of equal bounds the first is kept, and printed",
                *(_pairs(f"range.{name}", EQUAL_BOUNDS) for name in ("intersection", "union")),
            ),
            _group("inverse", _cases("range.inverse", RANGES)),
            _group("difference", _pairs("range.difference", RANGES[1::2])),
            _group(
                "pieces",
                *(_cases(f"range.{name}", RANGES) for name in ("split", "span", "to_versions")),
            ),
            _group(
                "of spans that contain nothing",
                *(
                    _cases(f"range.{name}", [{"unchecked": text} for text in UNCHECKED])
                    for name in ("inverse", "span", "split", "to_versions")
                ),
                *(_pairs(f"range.{name}", unchecked) for name in ALGEBRA),
            ),
        ],
        "range/making.json": [
            _group(
                "from a version",
                _cases("range.from_version", ["", "1", "1.0-b", "[INF]"], OPERATORS),
            ),
            _group("from versions", _cases("range.from_versions", VERSION_LISTS)),
            _group(
                "from a span", _cases("range.as_span", ends, ends, [True, False], [True, False])
            ),
        ],
    }


def _requirement_files() -> Dict[str, List[Group]]:
    """The files about requirements and versioned objects."""
    bar_free = [text for text in REQUIREMENTS if "bar" not in text]
    unchecked = [
        {"unchecked": text} for text in ["foo-3+<2", "~foo-3+<2", "!foo-3+<2", "foo-1", "~foo-1"]
    ]
    return {
        "requirement/parsing.json": [
            _group("name, range, signs", _cases("requirement.parse", REQUIREMENTS)),
            _group("corners", _cases("requirement.parse", ODD_REQUIREMENTS)),
            _group(
                "spans that contain nothing, accepted",
                _cases(
                    "requirement.parse",
                    [*unchecked, *({"unchecked": text} for text in ODD_REQUIREMENTS)],
                ),
            ),
            _group(
                "made of a name and a range",
                _cases(
                    "requirement.construct",
                    ["foo", "", ".foo", "foo-1", "!foo"],
                    [None, "", "1", "==1", "<2|>3", "1-0"],
                ),
            ),
        ],
        "requirement/pairs.json": [
            _group(
                "merging",
                _pairs("requirement.merged", bar_free[::2]),
                _pairs("requirement.merged", bar_free[1::2]),
                _pairs("requirement.merged", unchecked),
            ),
            _group(
                "another name",
                _cases("requirement.merged", ["foo", "bar-1"], ["baz", "~foo-1", ".foo"]),
            ),
            _group("conflicts", _pairs("requirement.conflicts_with", bar_free[::2])),
            _group("equality", _pairs("requirement.equal", REQUIREMENTS[::2])),
            _group(
                "against a versioned object",
                _cases(
                    "requirement.conflicts_with_object",
                    REQUIREMENTS,
                    ["foo", "foo-1", "foo-1.5", "foo@2", "foo-4", "bar-1"],
                ),
            ),
        ],
        "requirement/lists.json": [
            _group("one requirement for each name", _cases("requirement_list.of", LISTS)),
            _group(
                "by name",
                _cases(
                    "requirement_list.get",
                    LISTS[1:8] + LISTS[28:34],
                    ["foo", "bar", "", "__proto__", "1", "10"],
                ),
            ),
        ],
        "requirement/versioned_objects.json": [
            _group("name and version", _cases("versioned_object.parse", OBJECTS)),
            _group(
                "made of both",
                _cases("versioned_object.construct", ["foo", ""], [None, "", "1", "1-0", "[INF]"]),
            ),
            _group(
                "equality",
                _pairs(
                    "versioned_object.equal",
                    ["foo", "foo-1", "foo@1", "foo-1.0", "foo-1-0", "bar-1"],
                ),
            ),
        ],
    }


def _cases(op: str, *argument_lists: Iterable[Any]) -> List[Group]:
    """One case for each combination of the arguments."""
    return [{"op": op, "args": list(args)} for args in itertools.product(*argument_lists)]


def _pairs(op: str, values: Sequence[Any]) -> List[Group]:
    """One case for each pair, also of a value with itself."""
    return _cases(op, values, values)


def _group(about: str, *lists: List[Group]) -> Group:
    """Cases that show one thing."""
    return {"about": about, "cases": [case for each in lists for case in each]}
