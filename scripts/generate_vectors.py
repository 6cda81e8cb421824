"""Write or check the vector files: inputs from here, answers from an installed rez.

    python scripts/generate_vectors.py write|check

Inputs are lists of texts, crossed with each other; nothing here says what an answer should be. See
test/vectors/README.md for the format.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import sys
from pathlib import Path
from typing import Any, Dict, Iterable, List, Sequence

VECTORS = Path(__file__).resolve().parent.parent / "test" / "vectors"
sys.path.insert(0, str(VECTORS))

from operations import answer  # noqa: E402

Group = Dict[str, Any]

# --- texts -------------------------------------------------------------------------------------

VERSIONS = [
    "", "0", "1", "01", "1.0", "1-0", "1.0.0", "1.2", "1.2.3", "1_2", "1.2.3.4.5.6.7.8.9", "2.0a",
    "a", "A", "_", "1a", "a1", "1.alpha", "1.alpha2", "1.0-beta.1", "2024.1", "v1", "1.2_", "10",
    "20240101123456789012345678901234567890", "3.07b", "rc02", "1.2.3-alpha.1+build.456",
]  # fmt: skip

ODD_VERSIONS = [
    "1+2", "1 2", "1:2", "1/2", "1|2", "1é2", "1\n2", "1\u200b2", "1\U0001f6002", "1..2", "1.", ".1",
    "-1", "1-", ".", "..", " ", " 1", "1 ", "é", "1é", "é1", "1éé2", "1\U0001f600\U0001f6002", "٣",
    "1.٣", "1.2.٣.4", "1\n", "\n", "1.-2", "[INF]x", "1,2", "ª1", "1ª", "a²b", "Ⅷ", "1.\u0661", "%s",
    "1'2", "'", "1''2", "日本", "1日2",
]  # fmt: skip

TOKENS = [
    "0", "00", "1", "01", "001", "2", "9", "10", "010", "99", "a", "A", "b", "_", "__", "Z", "z",
    "a1", "a01", "a1a", "1a", "01a", "1a1", "1_", "_1", "a_", "alpha", "alpha3", "beta", "gamma33",
    "33gamma", "rc1", "rc02", "rc10", "9007199254740991", "9007199254740992", "9007199254740993",
    "09007199254740993", "18446744073709551616", "18446744073709551617", "999999999999999",
    "1000000000000000", "a9007199254740992", "a9007199254740993", "1" + "0" * 60, "1" + "0" * 59 + "1",
]  # fmt: skip

SEMANTIC = [
    "1.2.3", "1.2", "1", "", "0.0.0", "1.2.3-alpha", "1.2.3-alpha.1", "1.2.3-alpha.1+build.456",
    "2.1.0-beta.1+build.123", "1.2.3+build", "1.2.3+001", "1.2.3-01", "1.2.3-0", "1.2.3-0a", "01.2.3",
    "1.02.3", "1.2.03", "1.2.3.4", "1.2.3-a_b", "1_2.3.4", "1.2.3-a-b", "1.2.3-a+b-c.d", "1.2.3_a",
    "v1.2.3", "1.2.3 a", "1.2.3-a+b+c", "1.2.3-a.00", "1.2.3-a.0", "1.2.3-1a.2", "1.2.3é4",
    "99999999999999999999.1.2-x", "1.2.3-x.7.z.92", "1.2-3.4", "1-2.3", "1.2.3:4", "[INF]",
]  # fmt: skip

# From the official regular expression at semver.org.
SEMVER = re.compile(
    r"(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)"
    r"(?:-(?P<prerelease>(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
    r"(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
    r"(?:\+(?P<build>[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?"
)

RANGES = [
    "", "1", "1.0", "1-0", "==1", "1+", ">1", ">=1", "<1", "<=1", "1+<2", ">=1<2", ">=1,<2", ">1<=2",
    "1..2", "1..1", "..2", "1..", "1|2", "1|3", "1|2|3", "3|1", "1+<3|2+<4", "==1|==2|==3", "==1|==3",
    "==1|==2|==3|==4|==5|==6", "1|3|5|7|9|11", "1+<1.5|2+<2.5|3+<3.5|4+<4.5|5+<5.5", ">", ">=", "==",
    "<=", "1_", "1.2_", "a", "a+<b", "1+|<1", "<1|>1", "<2|>3", "1..3|2+<3|>3", "1+<3|2..2.5|>3",
    "1.0+<2", "1-0+<2", "2.0-1", "1.2.3+<1.3", "2+<2_", "><1", "><=1", "<2,>1", "<=2,>=1", "<2,>=1",
    "1+<10", "1.5", "0+", "1+<2|==3|4+", "2|2.1|2.1.1", "01", "==01|==1", "1.0|1-0.1",
]  # fmt: skip

ODD_RANGES = [
    "+", "+<5", "+<=5", "+>5", "+,<5", "1<5", "1<=5", "1,<5", "1+,<5", "1+,<=5", "5,>3", "5+,>3",
    "5+,>=3", "1>5", "5>1", "<4,<3", "<=4,<3", "<3,<4", "<4>3", "<4>=3", "<=4>3", "<4,>", "<4,>=",
    "<4,", "<4,<", "<4,<=3", "<", "<>", "<>=", "<=>", "<=>=", "<,>3", "<=,>3", "<=<3", "<<3", "<<=3",
    ">>3", ">=>3", ">3>", ">,<5", ">=,<5", ">=<5", "><5", "><=5", ">=<=5", ">1<", ">1<=", "1+<", "1+<=",
    "1<", "1<=", ">1+", ">=1+", "<1+", "<=1+", "==1+", "===1", "=1", "=", "1=", "==1,==2", "==<1",
    "..", "...", "1...2", "1..2..3", "1-..2", "1..2+", ">1..2", "1..<2", "1+..2", "..>2", "1++", "++",
    "1.+", "1.", ".1", "1-", "-1", "1--2", "1..-2", " 1", "1 ", "1 + < 2", "1, <2", ">= 1", "1+ <2",
    "|", "||", "1|", "|1", "1||2", "3+<2|", "|3+<2", "1|3+<2", "1||3+<2", "1|+<", "|+<", "1|\n", "\n",
    "\n|1", "1\n", "1\n\n", "1+\n", "1+<2\n", "==1\n", "1..2\n", ">\n", "\n1", "1\n|2\n", "1|\n|2",
    "3+<2", ">3<3", ">=3<3", ">3<=3", "3..2", "2..1", "<2,>3", "<=3,>3", "3,>3", "5+>3", "==3|3+<2",
    "é", "1é", "1é2", "1+<é", "٣", "1.٣", "1\u00a0", "1_+<1_0", "1:2", "1;2", "*", "1.*", "~1", "^1",
    "!=1", "!1", "1+<2,<3", "1+<2<3", ">1,>2", "1,2", "1,", ",1", ",", ",<2", ">1,", "'", "1'", "%s",
    "1+<20240101123456789012345678901234567890", ">9007199254740992<9007199254740993",
    ">9007199254740993<9007199254740992", "<1|\n|>2", "[INF]", "1+<[INF]", "<a|>_", "1.0+<1-0.1",
]  # fmt: skip

UNCHECKED = [
    "3+<2", ">3<3", ">=3<3", "3..2", "<2,>3", "3+<2|5", "5|3+<2", "3+<2|", "1+<2", "1", "<>3", "3,>3",
    "1..", "><=", "1+<5|4+<2", ">=1,<0|==7",
]  # fmt: skip

REQUIREMENTS = [
    "foo", "foo-1", "foo@1", "foo#1", "foo==1", "foo>1", "foo<2", "foo>=1", "foo<=1", "foo-1+", "foo-1+<2",
    "foo@1+<2", "foo#1..3", "foo>=1,<2", "foo-1|3", "foo-==1", "foo-<2", "foo->1", "foo-1.0", "foo-1-0",
    "!foo", "!foo-1", "!foo-2+", "!foo==1", "!foo<2", "~foo", "~foo-1", "~foo-2+", "~foo==1", "~foo@1+<3",
    "~foo<2", "~foo-1|3|5", "!foo-1|3", "~foo-", "foo-", "!foo-", "foo>", "~foo>", "~foo==", "foo==",
    "~foo-0+<1|2+", "!foo@2", "bar", "bar-1", ".foo-1", "~.foo-1",
]  # fmt: skip

ODD_REQUIREMENTS = [
    "", "!", "~", "!!foo", "!~foo", "~!foo", "~~foo", "-", "-1", "@1", "#", "==1", "=1", "foo=1", "foo-=1",
    "foo--1", "foo-1-", "foo-@1", "foo@-1", "foo@#1", "foo#==1", "foo|1", "foo 1", "foo 1+", " foo-1",
    "foo-1 ", "foo -1", "foo_bar-1", "foo.bar-1", ".foo", ".foo-1", "!.foo-1", "~.foo-2", "é-1", "日本-1+",
    "foo-1\n", "foo\n", "foo-\n", "\nfoo-1", "~foo-\n", "foo+1", "foo+", "foo,1", "foo!1", "foo-!1",
    "foo-~1", "foo-3+<2", "!foo-3+<2", "~foo-3+<2", "foo-1||2", "~foo-1||2", "foo-é", "\U0001f600-1",
    "foo-bar", "foo-bar-1", "foo-1.bar", "foo<>", "foo>1<", "foo<4,<3", "1-2", "_-_", "foo-|", "~foo-|",
    "foo-a+<b", "%s-1", "'", "foo-'", "~foo-1+<2|1_+", "foo->", "foo-<=", "~foo<=", "!foo>", "~foo-1|",
]  # fmt: skip

LISTS = [
    [], ["foo"], ["foo-1", "bar"], ["foo-1+", "foo-2"], ["foo", "bar-2", "foo-1", "baz", "bar-2.5"],
    ["foo-1", "foo-2"], ["bar", "foo-1", "foo-2", "baz"], ["foo-1+", "!foo-3"], ["!foo-3", "foo-1+"],
    ["!foo", "foo"], ["foo", "!foo"], ["~foo", "foo-1"], ["foo-1", "~foo"], ["~foo-1", "foo-1.5"],
    ["~foo-1", "foo-2"], ["foo-2", "~foo-1"], ["~foo-1", "~foo-1.5"], ["~foo-1", "~foo-2"],
    ["~foo-1", "!foo-2"], ["!foo-2", "~foo-1"], ["!foo-1", "!foo-2"], ["~foo", "~foo"], ["!foo-2", "!foo-5"],
    ["foo@1+", "foo-1.5"], ["foo-1.5", "foo@1+"], ["foo-3+", "!foo-5+"], ["foo-1", "!foo-1"],
    ["~foo-1|2", "foo-1|2|3", "!foo-1"], ["a", "!b-1", "~c", "d==1", "~b"], ["foo-1-0", "foo-1.0"],
    ["foo-1.0", "foo-1-0"], ["1", "2", "1-3"], ["constructor", "__proto__-1", "__proto__-2"],
    ["toString-1+", "toString-2", "hasOwnProperty"], ["10", "9", "2-1", "10-3"], [".foo-1", ".foo-1.1"],
    [{"unchecked": "~foo-3+<2"}, "foo-1"], [{"unchecked": "foo-3+<2"}, "foo-1"], [{"unchecked": "~foo-3+<2"}],
    [{"unchecked": "~foo-3+<2"}, {"unchecked": "~foo-3+<2"}], ["foo-bad+-"], ["a-1", "b", "a-1.2", "a-1.3"],
]  # fmt: skip

OBJECTS = [
    "foo", "foo-1", "foo@1", "foo#1", "foo-1.0", "foo-1-0", "foo-", "foo@", "", "-", "-1", "foo-bar",
    "foo--1", "foo==1", "foo@1@2", "foo#1-2", "é-1", "foo-é", "foo-1é2", "foo 1", "foo\n-1", "foo-1\n", "bar-1",
    "foo-2", "foo-1.5", "foo-1_", "foo-0", "foo-3",
]  # fmt: skip

# --- files -------------------------------------------------------------------------------------


def cases(op: str, *argument_lists: Iterable[Any]) -> List[Group]:
    """One case for each combination of the arguments."""
    return [{"op": op, "args": list(args)} for args in itertools.product(*argument_lists)]


def pairs(op: str, values: Sequence[Any]) -> List[Group]:
    return cases(op, values, values)


def group(about: str, *lists: List[Group]) -> Group:
    return {"about": about, "cases": [case for each in lists for case in each]}


def version_files() -> Dict[str, List[Group]]:
    all_versions = [*VERSIONS, "[INF]"]
    return {
        "version/parsing.json": [
            group("what is a version prints as it was written", cases("version.parse", all_versions)),
            group("any one character that is no token character separates", cases("version.parse", ODD_VERSIONS)),
            group("the empty version and inf are false", cases("version.bool", all_versions)),
            group("tokens", cases("version.len", all_versions), cases("version.as_tuple", all_versions)),
            group(
                "the first three tokens have names",
                *(cases(f"version.{name}", VERSIONS) for name in ("major", "minor", "patch")),
            ),
        ],
        "version/making.json": [
            group("next is the end of everything that begins with it", cases("version.next", all_versions)),
            group(
                "trimming, also from the end and from odd separators",
                cases("version.trim", ["", "1", "1-0", "1.2-3", "1.2-3_4.a", "1é2+3"], range(-5, 6)),
                cases("version.trim_as_tuple", ["", "1", "1.2-3", "1.2-3_4.a"], range(-5, 6)),
                cases("version.trim_next", ["1", "1.2-3", "1.2-3_4.a"], range(-3, 4)),
                cases("version.trim", ["[INF]"], [0, 1]),
            ),
        ],
        "version/ordering.json": [
            group("tokens against each other", pairs("version.compare", TOKENS)),
            group("versions against each other", pairs("version.compare", all_versions)),
            group("separators do not count", pairs("version.compare", ["1.2.3", "1-2-3", "1.2-3", "1é2 3", "1.2_3"])),
            group("sorting is stable", [
                {"op": "version.sort", "args": [[*all_versions, *reversed(TOKENS)]]},
                {"op": "version.sort", "args": [["1.0", "1-0", "0", "1+0", "", "1.0"]]},
                {"op": "version.sort", "args": [["1-0", "1.0", "01.0", "1.00"]]},
            ]),
            group(
                "equal versions have equal hashes",
                pairs("version.same_hash", ["1.0", "1-0", "01.0", "1.00", "1", "", "[INF]", "a1", "a01"]),
            ),
        ],
        "version/semantic.json": [
            group("the pre-release part", cases("version.prerelease", SEMANTIC)),
            group("the build part", cases("version.build", SEMANTIC)),
        ],
    }  # fmt: skip


def range_files() -> Dict[str, List[Group]]:
    few = RANGES[::2]
    some_versions = ["", "0", "1", "1.0", "1_", "1.5", "2", "2.5", "3", "3_0", "4", "5.1", "9", "10", "a", "[INF]"]
    ends = [None, "", "1", "1-0", "2", "[INF]"]
    return {
        "range/parsing.json": [
            group("the canonical text", cases("range.parse", RANGES)),
            group("the corners of the grammar", cases("range.parse", ODD_RANGES)),
            group("spans that contain nothing, accepted", cases(
                "range.parse", [{"unchecked": text} for text in [*UNCHECKED, *ODD_RANGES]]
            )),
        ],
        "range/questions.json": [
            group("bounds", *(
                cases(f"range.{name}", [*RANGES, *({"unchecked": text} for text in UNCHECKED[:5])])
                for name in ("is_any", "lower_bounded", "upper_bounded", "bounded", "len")
            )),
            group("which versions a range contains", cases("range.contains", RANGES, some_versions)),
            group("... when its span contains nothing", cases(
                "range.contains", [{"unchecked": "3+<2"}, {"unchecked": "3..2"}], ["1", "2", "2.5", "3", "4"]
            )),
            group("subsets", pairs("range.issuperset", few), cases("range.issubset", RANGES[:8], RANGES[-8:])),
            group("overlap", pairs("range.intersects", few)),
            group("order and equality", pairs("range.compare", few)),
            group("equal ranges have equal hashes", pairs("range.same_hash", ["1", "1.0", "1-0", "1+<2", "1..2", ""])),
        ],
        "range/algebra.json": [
            group("intersection", pairs("range.intersection", few), pairs("range.intersection", RANGES[1::2])),
            group("union", pairs("range.union", few)),
            group("inverse", cases("range.inverse", RANGES)),
            group("difference", pairs("range.difference", RANGES[1::2])),
            group("pieces", *(cases(f"range.{name}", RANGES) for name in ("split", "span", "to_versions"))),
            group("of spans that contain nothing", *(
                cases(f"range.{name}", [{"unchecked": text} for text in UNCHECKED])
                for name in ("inverse", "span", "split", "to_versions")
            ), *(
                pairs(f"range.{name}", [{"unchecked": text} for text in ["3+<2", "3..2", "1+<5", "", "2|4|6|8|10"]])
                for name in ("union", "intersection", "difference", "issuperset", "intersects", "compare")
            )),
        ],
        "range/making.json": [
            group("from a version", cases(
                "range.from_version",
                ["", "1", "1.0-b", "[INF]"],
                [None, "eq", "==", "gt", ">", "gte", ">=", "lt", "<", "lte", "<=", "ne", "=", ""],
            )),
            group("from versions", cases("range.from_versions", [
                [], ["1"], ["1", "2"], ["2", "1"], ["1", "1"], ["1.0", "1-0"], ["1-0", "1.0"], ["", "1"],
                ["3", "1", "2", "1", "10", "2.0"], ["[INF]", "1"],
            ])),
            group("from a span", cases("range.as_span", ends, ends, [True, False], [True, False])),
        ],
    }  # fmt: skip


def requirement_files() -> Dict[str, List[Group]]:
    bar_free = [text for text in REQUIREMENTS if "bar" not in text]
    unchecked = [{"unchecked": text} for text in ["foo-3+<2", "~foo-3+<2", "!foo-3+<2", "foo-1", "~foo-1"]]
    return {
        "requirement/parsing.json": [
            group("name, range, signs", cases("requirement.parse", REQUIREMENTS)),
            group("corners", cases("requirement.parse", ODD_REQUIREMENTS)),
            group("spans that contain nothing, accepted", cases(
                "requirement.parse", [*unchecked, *({"unchecked": text} for text in ODD_REQUIREMENTS)]
            )),
            group("made of a name and a range", cases(
                "requirement.construct", ["foo", "", ".foo", "foo-1", "!foo"], [None, "", "1", "==1", "<2|>3", "1-0"]
            )),
        ],
        "requirement/pairs.json": [
            group("merging", pairs("requirement.merged", bar_free[::2]), pairs("requirement.merged", bar_free[1::2]), pairs("requirement.merged", unchecked)),
            group("another name", cases("requirement.merged", ["foo", "bar-1"], ["baz", "~foo-1", ".foo"])),
            group("conflicts", pairs("requirement.conflicts_with", bar_free[::2])),
            group("equality", pairs("requirement.equal", REQUIREMENTS[::2])),
            group("against a versioned object", cases(
                "requirement.conflicts_with_object", REQUIREMENTS, ["foo", "foo-1", "foo-1.5", "foo@2", "foo-4", "bar-1"]
            )),
        ],
        "requirement/lists.json": [
            group("one requirement for each name", cases("requirement_list.of", LISTS)),
            group("by name", cases(
                "requirement_list.get", LISTS[1:8] + LISTS[28:34], ["foo", "bar", "", "__proto__", "1", "10"]
            )),
        ],
        "requirement/versioned_objects.json": [
            group("name and version", cases("versioned_object.parse", OBJECTS)),
            group("made of both", cases("versioned_object.construct", ["foo", ""], [None, "", "1", "1-0", "[INF]"])),
            group("equality", pairs("versioned_object.equal", ["foo", "foo-1", "foo@1", "foo-1.0", "foo-1-0", "bar-1"])),
        ],
    }  # fmt: skip


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
        for first, plus, second in itertools.product(["", "<", "<=", ">", ">=", "=="], ["", "+"], ["", "<", "<=", ">", ">=", ".."])
        for a, b, comma in itertools.product(ends, ends, ["", ","])
    ]  # fmt: skip
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
            for name in ("intersection", "union", "difference", "issuperset", "intersects")
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


# --- answers -----------------------------------------------------------------------------------


def rez_answer(op: str, args: List[Any]) -> Group:
    import rez.version

    if op in ("version.prerelease", "version.build"):
        match = SEMVER.fullmatch(args[0])
        return {"expect": match and match.group(op.split(".")[1])}
    return answer(rez.version, op, args)


def digests(op: str, product: List[List[Any]]) -> List[str]:
    found = []
    for first in product[0]:
        answers = [rez_answer(op, [first, *rest]) for rest in itertools.product(*product[1:])]
        lines = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in answers]
        found.append(hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8])
    return found


def render_cases(groups: List[Group]) -> str:
    """One case a line, so that a difference reads well."""
    parts = []
    for each in groups:
        lines = [
            "    " + json.dumps({**case, **rez_answer(case["op"], case["args"])}, ensure_ascii=True)
            for case in each["cases"]
        ]
        head = json.dumps(each["about"], ensure_ascii=True)
        parts.append(f'  {{"about": {head}, "cases": [\n' + ",\n".join(lines) + "\n  ]}")
    return "[\n" + ",\n".join(parts) + "\n]\n"


def render_exhaustive(groups: List[Group]) -> str:
    lines = [
        "  " + json.dumps({**each, "digests": digests(each["op"], each["product"])})
        for each in groups
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def rendered() -> Dict[str, str]:
    files = {**version_files(), **range_files(), **requirement_files()}
    texts = {name: render_cases(groups) for name, groups in files.items()}
    texts["exhaustive.json"] = render_exhaustive(exhaustive_groups())
    return texts


def main(mode: str) -> int:
    stale = []
    for name, text in rendered().items():
        path = VECTORS / name
        if mode == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"test/vectors/{name} is not what rez answers: run generate_vectors.py write")
    return 1 if stale else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["write"], ["check"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
