"""Random Python of the subset that package.py files are written in, and damaged variants of it."""

from __future__ import annotations

import random
import signal
import warnings
from typing import Callable, List

STRINGS = [
    "''",
    "'a'",
    '"foo-1.2"',
    "'a b  c'",
    r"'tab\tnew\n'",
    r"r'raw\n\d'",
    '"it\'s"',
    "'say \"x\"'",
    '"""long\ntext"""',
    r"'\x41\u00e9\101'",
    "'caf\u00e9'",
    "'\U0001f600x'",
    r"'\U0001f600'",
    "'one' 'two'",
    "u'old'",
    "'{0}-{1}'",
    "'%s'",
    "'  pad '",
    "'a,b,,c'",
    "'Name'",
    "'x=1;y=2'",
    r"'\d \q'",
    "'{{}}'",
    r"'back\\slash'",
    "'line\\\ncontinued'",
    "'1.2.3'",
    "'12'",
    "' 7 '",
    r"'\0'",
    r"'\x00a'",
    "'\u2028'",
    r"'\xa0 nbsp\xa0'",
    r"'\x1c'",
    "'ABC'",
    "'abc_9'",
]
INTS = [
    "0",
    "1",
    "2",
    "3",
    "-1",
    "7",
    "10",
    "0x1F",
    "0b101",
    "0o17",
    "1_000",
    "2**53",
    "2**64",
    "9007199254740991",
    "9007199254740993",
    "-7",
    "255",
    "True",
    "00",
    "123456789012345678",
]
FLOATS = [
    "0.5",
    "1.5",
    "1e16",
    "1e-5",
    "2.",
    ".25",
    "1e22",
    "0.1",
    "3.14159",
    "1e100",
    "-2.5",
    "1_0.5",
    "123456789.125",
    "1e15",
    "0.0001",
    "5e-324",
    "1.0",
    "0.0",
    "-0.0",
]
NAMES = ["a", "b", "c", "d", "e"]
SPECS = [
    "",
    ">6",
    "<6",
    "^7",
    "*^9",
    "05",
    "5d",
    "x",
    ".2f",
    "08.3f",
    "+d",
    ",",
    "_",
    "s",
    ".1",
    "=8",
    "#x",
    " d",
    "6.2f",
    "b",
    "e",
    "%",
    "0>4",
    "n",
    "c",
    "10,.2f",
    "é>4",
]
PERCENTS = [
    "%s",
    "%r",
    "%d",
    "%5s",
    "%-5s|",
    "%05d",
    "%x",
    "%.2f",
    "%+d",
    "%%",
    "%i",
    "%.3s",
    "%c",
    "%5.1f",
    "% d",
    "%o",
    "%g",
    "%X",
    "%f",
    "%#x",
    "%u",
]

PATHS = [
    "join('a', 'b/', '/c', '', 'd')",
    "join('/root', 'bin')",
    "join('', 'x')",
    "join('a/', 'b')",
    "basename('/a/b.py')",
    "dirname('/a//b/c')",
    "dirname('//a')",
    "dirname('a')",
    "basename('a/')",
    "sep + os.pathsep + os.sep + os.name + sys.platform + platform.system()",
    "join(c, 'x')",
]
ODDITIES = [
    "import os\n",
    "import sys, re\n",
    "import os.path as p\n",
    "from os import path\n",
    "\n",
    "# note\n",
    "    # indented note\n",
    "post_commands = commands\n",
    "x = 1; y = 2\n",
    "nested = {'a': {'__b': 1, 'c': {'__d': 2, 'e': [{'__f': 3}]}}, '__g': 4}\n",
    "if True:\n    def commands():\n        pass\n        # more\n",
    "late = 3\n",
    "z: str = 'q'\n",
    "build_command = 'a' \\\n    'b'\n",
    "class A:\n    pass\n",
    "keys = {1: 2}\n",
    "g = lambda: 1\n",
]
ATTRIBUTES = [
    "['a-1', 'b']",
    "[\n    'a-1',\n    # why\n    'b-2+<3',\n]",
    "[['x'], ['y', 'z']]",
    '["p-%s" % v for v in (1, 2)]',
    "(\n 'a',)",
    "name + '-' + version",
    "version.split('.')",
    "{'command': 'pytest', 'requires': ['pytest'], 'run_on': \"default\"}",
    '"""long\n  text\n"""',
    "requires + ['more']",
    "('x')",
    "{}",
    "[]",
    "''",
    "-1",
    "1.50",
    "None",
    "'a' 'b'",
    "f'{name}-{version}'",
    "'{}-{}'.format(name, version)",
    "[r for r in ['a', 'b'] if r != 'a']",
    "'\t'",
    "'#no'",
    "('a', 'b',)",
]
IN_SCOPE = [
    "c.a = 1",
    "c.b.d = 'x'",
    "c.plugins.shell.prompt = [1]",
    "x = 2",
    "c.m = {'k': {'l': 1}}",
    "requires = ['q']",
    "c.b.e.f = y",
    "name = 'foo'",
    "z = {'n': {'o': 2}}",
    "c.m = c.b",
    "w = c.a",
    "d = c.none",
    "c.a.b = 1",
    "__h = 3",
    "tools += ['t']",
    "c.data = 1",
    "c.b = {}",
    "c['a'] = 1",
    "x = c['a']",
    "del x",
    "t = name + 'bar'",
    "pass",
    "c.b.d.e = 2",
    "name = 'bar'",
]
FUNCTIONS = [
    "commands",
    "commands",
    "pre_commands",
    "post_commands",
    "tools",
    "helper",
    "pre_build_commands",
    "pre_test_commands",
]
IN_FUNCTION = [
    "env.PATH.append('{root}/bin')",
    "env.X = 1",
    "# comment",
    "#comment",
    "",
    "  ",
    "x = 1",
    "return ['a']",
    "pass",
    "y = (1,\n  2)",
    "text = '''one\ntwo\n  three'''",
    "if True:",
    "for i in range(2):",
    "alias('a', 'b')  # why",
    "while False:",
    '"""doc"""',
    "z = [\n# odd\n1]",
    "stop('%s')",
    "a = \\\n  3",
    "def inner(): return 1",
    "import os",
    "from x import y",
    "def g(a=1):",
    "try: pass\n    finally: pass",
    "with a as b:",
    "raise ValueError('x')",
    "c = [i for i in j]",
]


def runs(source: str) -> bool:
    """Whether the source runs to its end, and soon."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(source, "source", "exec"), {})
    except Exception:  # whatever a random program raises
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return True


class Source:
    """Makes sources; on one version of Python, one seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        """A source of sources."""
        self.random = random.Random(seed)

    def pick(self, items: List[str]) -> str:
        """One of the items."""
        return items[self.random.randrange(len(items))]

    def chance(self, share: float) -> bool:
        """True for that share of the calls."""
        return self.random.random() < share

    def any(self, depth: int) -> str:
        """An expression of any type."""
        kinds: List[Callable[[int], str]] = [
            self.int,
            self.str,
            self.str,
            self.list,
            self.bool,
            self.dict,
            self.tuple,
            self.float,
            self.set,
            self.mixed,
        ]
        return kinds[self.random.randrange(len(kinds))](depth)

    def mixed(self, depth: int) -> str:
        """An expression that may well fail."""
        if depth <= 0:
            return self.pick([*NAMES, "None", "True", "False"])
        left, right = self.any(depth - 1), self.any(depth - 1)
        choice = self.random.randrange(14)
        if choice == 0:
            return "%s %s %s" % (
                left,
                self.pick(["+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>", "@"]),
                right,
            )
        if choice == 1:
            return "%s if %s else %s" % (left, self.any(depth - 1), right)
        if choice == 2:
            return "%s %s %s" % (left, self.pick(["and", "or"]), right)
        if choice == 3:
            return "(%s)[%s]" % (
                left,
                self.pick(
                    [
                        "0",
                        "-1",
                        "1",
                        "5",
                        "'a'",
                        "True",
                        "1:",
                        ":-1",
                        "::2",
                        "::-1",
                        "1:3",
                        "-2:",
                        "None:None",
                        "5:1:-2",
                    ]
                ),
            )
        if choice == 4:
            return "%s(%s)" % (
                self.pick(
                    [
                        "len",
                        "str",
                        "int",
                        "bool",
                        "list",
                        "tuple",
                        "set",
                        "sorted",
                        "repr",
                        "sum",
                        "min",
                        "max",
                        "any",
                        "all",
                        "abs",
                        "float",
                        "frozenset",
                        "reversed",
                        "dict",
                        "enumerate",
                    ]
                ),
                left,
            )
        if choice == 5:
            return "(%s)" % left
        if choice == 6:
            return "[%s for a in %s if %s]" % (self.any(depth - 1), left, right)
        if choice == 7:
            return "{%s: %s for a, b in %s}" % (
                self.any(1),
                self.any(1),
                self.pick(
                    [
                        "[(1, 2), (3, 4)]",
                        "enumerate('xyz')",
                        "{'k': 1}.items()",
                        "zip('ab', [1, 2, 3])",
                        left,
                    ]
                ),
            )
        if choice == 8:
            return "isinstance(%s, %s)" % (
                left,
                self.pick(["str", "int", "(list, tuple)", "dict", "bool", "float", "object"]),
            )
        if choice == 9:
            return "(lambda a, b=%s: %s)(%s)" % (right, self.any(depth - 1), left)
        if choice == 10:
            return "list(map(%s, %s))" % (
                self.pick(["str", "int", "len", "lambda a: a", "repr"]),
                left,
            )
        if choice == 11:
            return "%s(a for a in %s)" % (
                self.pick(["list", "tuple", "sum", "any", "all", "sorted", "dict", "set", "max"]),
                left,
            )
        if choice == 12:
            return "%s(%s, key=%s)" % (
                self.pick(["sorted", "max", "min"]),
                left,
                self.pick(["len", "str", "lambda a: -a", "lambda a: a[0]", "None"]),
            )
        return "%s %s %s" % (
            left,
            self.pick(["==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not"]),
            right,
        )

    def int(self, depth: int) -> str:
        """Mostly an int."""
        if depth <= 0 or self.chance(0.3):
            return self.pick(INTS)
        left, right = self.int(depth - 1), self.int(depth - 1)
        return self.pick(
            [
                "%s %s %s" % (left, self.pick(["+", "-", "*", "//", "%", "&", "|", "^"]), right),
                "-%s" % left,
                "+%s" % left,
                "~%s" % left,
                "(%s) ** 2" % left,
                "-%s ** 2" % right,
                "len(%s)" % self.any(depth - 1),
                "int(%s)" % self.any(depth - 1),
                "%s << 3" % left,
                "%s >> 1" % left,
                "%s.count(%s)" % (self.list(depth - 1), self.any(0)),
                "abs(%s)" % left,
                "sum([%s, %s])" % (left, right),
                "max(%s, %s)" % (left, right),
                "2 ** -%s" % right,
                "%s.find(%s)" % (self.str(depth - 1), self.str(0)),
                "(%s)" % left,
                "ord(%s)" % self.str(0),
                "%s %s %s ** %s" % (left, self.pick(["+", "*"]), "2", "3"),
            ]
        )

    def float(self, depth: int) -> str:
        """Mostly a float."""
        if depth <= 0 or self.chance(0.4):
            return self.pick(FLOATS)
        return self.pick(
            [
                "%s %s %s"
                % (self.float(depth - 1), self.pick(["+", "-", "*", "/"]), self.int(depth - 1)),
                "%s / %s" % (self.int(depth - 1), self.int(depth - 1)),
                "float(%s)" % self.any(depth - 1),
                "-%s" % self.float(depth - 1),
                "%s // %s" % (self.float(0), self.int(0)),
                "abs(%s)" % self.float(depth - 1),
                "round(%s, 1)" % self.float(0),
            ]
        )

    def bool(self, depth: int) -> str:
        """Mostly a bool."""
        if depth <= 0 or self.chance(0.15):
            return self.pick(["True", "False"])
        left, right = self.any(depth - 1), self.any(depth - 1)
        compare = ["==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not"]
        return self.pick(
            [
                "not %s" % self.bool(depth - 1),
                "not %s and %s" % (left, right),
                "%s and not %s or %s" % (left, right, self.bool(0)),
                "%s in %s" % (left, self.list(1)),
                "%s %s %s" % (self.int(1), self.pick(compare[:6]), self.int(1)),
                "%s %s %s %s %s"
                % (
                    self.int(1),
                    self.pick(compare[:6]),
                    self.int(1),
                    self.pick(compare),
                    self.any(1),
                ),
                "%s %s %s" % (left, self.pick(compare), right),
                "not %s == %s" % (left, right),
                "%s is None" % left,
                "%s is not None" % left,
                "bool(%s)" % left,
                "not not %s" % left,
                "%s.startswith(%s)" % (self.str(1), self.str(0)),
                "any(%s)" % self.list(1),
                "%s %s %s" % (self.str(1), self.pick(compare), self.str(1)),
                "%s %s %s" % (self.list(1), self.pick(compare), self.list(1)),
                "%s %s %s" % (self.set(1), self.pick(compare), self.set(1)),
                "%s %s %s" % (self.float(1), self.pick(compare), self.int(1)),
                "%s.%s()"
                % (
                    self.str(0),
                    self.pick(
                        [
                            "isdigit",
                            "isupper",
                            "islower",
                            "isalpha",
                            "isalnum",
                            "isspace",
                            "isidentifier",
                        ]
                    ),
                ),
            ]
        )

    def str(self, depth: int) -> str:
        """Mostly a str."""
        if depth <= 0 or self.chance(0.2):
            return self.pick(STRINGS)
        inner = self.str(depth - 1)
        return self.pick(
            [
                "%s + %s" % (inner, self.str(depth - 1)),
                "%s * %s" % (inner, self.pick(["0", "2", "3"])),
                "str(%s)" % self.any(depth - 1),
                "repr(%s)" % self.any(depth - 1),
                "(%s)[%s]"
                % (inner, self.pick(["0", "-1", "1:", ":2", "::-1", "1:-1", "::2", "-3:"])),
                "(%s).%s()"
                % (
                    inner,
                    self.pick(
                        [
                            "upper",
                            "lower",
                            "strip",
                            "title",
                            "capitalize",
                            "lstrip",
                            "rstrip",
                            "swapcase",
                        ]
                    ),
                ),
                "(%s).%s(%s)"
                % (
                    inner,
                    self.pick(["strip", "lstrip", "rstrip"]),
                    self.pick(["'a'", "' x'", "None", "'1f'"]),
                ),
                "(%s).replace(%s, %s)" % (inner, self.str(0), self.str(0)),
                "(%s).replace('a', 'bb', 1)" % inner,
                "(%s).zfill(6)" % inner,
                "(%s).join(%s)"
                % (
                    self.pick(["','", "''", "' - '"]),
                    self.pick(
                        ["['a', 'b']", "(str(a) for a in range(3))", self.list(depth - 1), inner]
                    ),
                ),
                "(%s).%s(%s)"
                % (inner, self.pick(["ljust", "rjust", "center"]), self.pick(["6", "3, '*'", "8"])),
                "'%s' %% %s" % (self.pick(PERCENTS), self.any(depth - 1)),
                "'%s and %s' %% (%s, %s)"
                % (self.pick(PERCENTS), self.pick(PERCENTS), self.any(0), self.any(depth - 1)),
                "'%%(a)s %%(b)%s' %% {'a': %s, 'b': %s}"
                % (self.pick(["s", "d", "r", "5.2f"]), self.any(0), self.any(0)),
                "'{:%s}'.format(%s)" % (self.pick(SPECS), self.any(depth - 1)),
                "'{0%s} {1} {x}'.format(%s, %s, x=%s)"
                % (
                    self.pick(["", "!r", "!s", "[0]", "!r:>9"]),
                    self.any(0),
                    self.any(0),
                    self.any(0),
                ),
                "'{} {}'.format(%s, %s)" % (self.any(0), self.any(depth - 1)),
                "format(%s, '%s')" % (self.any(0), self.pick(SPECS)),
                self.fstring(depth - 1),
                self.fstring(depth - 1),
                self.fstring(0),
            ]
        )

    def fstring(self, depth: int) -> str:
        """An f-string whose expressions hold no quotes."""
        value = self.pick(
            [
                *NAMES,
                "1 + 2",
                "[1, 2]",
                "(1, 'x')[0]",
                "3 > 2",
                "a if b else c",
                "-4",
                "len([5])",
                "2.5",
                "{1: 2}[1]",
                "None",
                " a ",
                "not a",
            ]
        ).replace("'", "")
        conversion = self.pick(["", "", "", "!r", "!s", "!a"])
        spec = self.pick(SPECS)
        spec = ":" + spec if spec and self.chance(0.6) else self.pick(["", "", ":{d}", ":>{d}"])
        before = self.pick(["", "a ", "{{", "}}", "\\n", "{{x}}", "%", "\u00e9"])
        return "%s'%s{%s%s%s}%s'" % (
            self.pick(["f", "F", "rf", "fr"]),
            before,
            value,
            conversion,
            spec,
            self.pick(["", "!", "}}", " end"]),
        )

    def list(self, depth: int) -> str:
        """Mostly a list."""
        if depth <= 0 or self.chance(0.3):
            return self.pick(
                [
                    "[]",
                    "[1, 2, 3]",
                    "['a', 'b']",
                    "[1, 'x', None]",
                    "[[1], [2]]",
                    "[3, 1, 2]",
                    "[True, 1.0]",
                    "['b', 'B', 'a']",
                    "[1,]",
                ]
            )
        inner = self.list(depth - 1)
        return self.pick(
            [
                "[%s, %s]" % (self.any(depth - 1), self.any(depth - 1)),
                "%s + %s" % (inner, self.list(depth - 1)),
                "%s * 2" % inner,
                "sorted(%s)" % inner,
                "list(%s)" % self.any(depth - 1),
                "[*%s, %s]" % (inner, self.any(0)),
                "[%s for a in %s]" % (self.any(depth - 1), inner),
                "[a for a in %s if a]" % inner,
                "[(a, b) for a in range(%s) for b in range(a) if not a == b]"
                % self.pick(["3", "4"]),
                "(%s)[%s]" % (inner, self.pick(["1:", ":1", "::-1", "-2:", "::2"])),
                "list(range(%s))" % self.pick(["3", "1, 4", "5, 0, -2", "0", "-3"]),
                "(%s).%s"
                % (
                    self.str(depth - 1),
                    self.pick(
                        [
                            "split()",
                            "split(',')",
                            "split(None, 1)",
                            "rsplit('.', 1)",
                            "splitlines()",
                            "split(',', 1)",
                            "partition('.')",
                            "rpartition('-')",
                            "split('.', -1)",
                            "rsplit()",
                        ]
                    ),
                ),
                "list(enumerate(%s))" % inner,
                "list(zip(%s, %s))" % (inner, self.str(0)),
                "list(reversed(%s))" % inner,
                "list(%s.%s())" % (self.dict(depth - 1), self.pick(["keys", "values", "items"])),
                "sorted(%s, reverse=True)" % inner,
                "sorted(%s)" % self.set(depth - 1),
                "list(map(str, %s))" % inner,
                "list(filter(None, %s))" % inner,
            ]
        )

    def tuple(self, depth: int) -> str:
        """Mostly a tuple."""
        if depth <= 0:
            return self.pick(["()", "(1,)", "(1, 'a')", "('b', 'c')"])
        return self.pick(
            [
                "(%s,)" % self.any(depth - 1),
                "(%s, %s)" % (self.any(depth - 1), self.any(depth - 1)),
                "tuple(%s)" % self.list(depth - 1),
                "%s + (1,)" % self.tuple(depth - 1),
            ]
        )

    def set(self, depth: int) -> str:
        """Mostly a set."""
        if depth <= 0:
            return self.pick(["set()", "{1, 2}", "{'a', 'b'}", "{1, True, 1.0}"])
        return self.pick(
            [
                "{%s, %s}" % (self.any(0), self.any(0)),
                "set(%s)" % self.list(depth - 1),
                "%s | %s" % (self.set(depth - 1), self.set(0)),
                "%s & {1, 2}" % self.set(depth - 1),
                "%s - {1}" % self.set(depth - 1),
                "{a for a in %s}" % self.list(depth - 1),
                "%s.union(%s)" % (self.set(depth - 1), self.list(0)),
            ]
        )

    def dict(self, depth: int) -> str:
        """Mostly a dict."""
        if depth <= 0 or self.chance(0.3):
            return self.pick(
                [
                    "{}",
                    "{'a': 1, 'b': 2}",
                    "{1: 'x', True: 'y', 1.0: 'z'}",
                    "{(1, 2): 'k', None: 0}",
                    "{'10': 1, '9': 2, '$': 3}",
                    "dict(x=1, y=[2])",
                ]
            )
        return self.pick(
            [
                "{%s: %s, 'z': %s}" % (self.any(0), self.any(depth - 1), self.any(depth - 1)),
                "dict(%s)" % self.dict(depth - 1),
                "{**%s, 'q': 1}" % self.dict(depth - 1),
                "{a: str(a) for a in %s}" % self.list(0),
                "dict(zip('ab', %s))" % self.list(0),
                "{'n': %s}" % self.dict(depth - 1),
                "dict([('p', %s)], r=2)" % self.any(0),
                "%s.copy()" % self.dict(depth - 1),
            ]
        )

    def statement(self, depth: int, indent: str, inside: str) -> str:
        """A statement, with its lines indented; `inside` names what is around it."""
        name = self.pick(NAMES)
        # Until 3.11.4, Python assigns `a, a = 1, 2` in the wrong order.
        other = self.pick([each for each in NAMES if each != name])
        value = self.any(self.random.randrange(3))
        simple = [
            "%s = %s" % (name, value),
            "%s = %s" % (name, value),
            "%s = %s = %s" % (name, self.pick(NAMES), value),
            "%s, %s = %s" % (name, other, self.pick(["1, 2", "'xy'", "[3, 4]", value, "b, a"])),
            "%s, *%s = %s" % (name, self.pick(NAMES), self.pick(["1, 2, 3", "'xyz'", value])),
            "%s %s= %s"
            % (name, self.pick(["+", "-", "*", "//", "%", "|", "&", "**", ">>"]), self.any(1)),
            "%s.append(%s)" % (name, value),
            "%s[%s] = %s" % (name, self.pick(["0", "-1", "'k'", "1"]), value),
            "%s.extend(%s)" % (name, self.list(1)),
            "%s.update(%s)" % (name, self.dict(1)),
            "%s.insert(%s, %s)" % (name, self.pick(["0", "-1", "1", "9", "-9"]), value),
            "%s = %s.%s"
            % (
                name,
                self.pick(NAMES),
                self.pick(
                    [
                        "pop()",
                        "get('a')",
                        "get('q', 5)",
                        "pop(0)",
                        "pop('a', None)",
                        "setdefault('s', [])",
                        "copy()",
                        "index(1)",
                    ]
                ),
            ),
            "%s.%s"
            % (
                name,
                self.pick(
                    [
                        "sort()",
                        "reverse()",
                        "clear()",
                        "remove(1)",
                        "sort(reverse=True)",
                        "sort(key=str)",
                        "add(3)",
                        "discard(1)",
                    ]
                ),
            ),
            "pass",
            "del %s" % self.pick([name, name + "[0]", name + "['a']"]),
            value,
            "%s = a, b" % name,
            "%s[%s] %s= %s" % (name, self.pick(["0", "'a'"]), self.pick(["+", "*"]), self.any(0)),
            "%s: int = %s" % (name, value),
            "import os, platform, sys; %s = os.path.%s" % (name, self.pick(PATHS)),
            "assert %s" % value,
            "%s = f(%s)" % (name, self.any(1)),
            "%s = (%s\n%s    )" % (name, value, indent),
            "x = %s; y = %s" % (value, self.any(0)),
        ]
        if inside == "loop" and self.chance(0.15):
            return indent + self.pick(["break", "continue"]) + "\n"
        if inside == "function" and self.chance(0.2):
            return "%sreturn %s\n" % (indent, value)
        if depth <= 0 or self.chance(0.7):
            return indent + self.pick(simple) + self.pick(["", "", "", "  # note"]) + "\n"
        inner = indent + self.pick(["    ", "    ", "  "])
        loop = "loop"
        choice = self.random.randrange(7)
        if choice == 0:
            text = "%sif %s:\n%s" % (indent, self.bool(1), self.block(depth - 1, inner, inside))
            if self.chance(0.5):
                text += "%selif %s:\n%s" % (
                    indent,
                    self.any(1),
                    self.block(depth - 1, inner, inside),
                )
            if self.chance(0.5):
                text += "%selse:\n%s" % (indent, self.block(depth - 1, inner, inside))
            return text
        if choice == 1:
            text = "%sfor %s in %s:\n%s" % (
                indent,
                self.pick([name, "a, b", "e"]),
                self.any(1),
                self.block(depth - 1, inner, loop),
            )
            return text + (
                "%selse:\n%s" % (indent, self.block(0, inner, inside)) if self.chance(0.3) else ""
            )
        if choice == 2:
            return "%sn = 0\n%swhile n < 4:\n%sn += 1\n%s" % (
                indent,
                indent,
                inner,
                self.block(depth - 1, inner, loop),
            )
        if choice == 3:
            parameters = self.pick(
                ["", "a", "a, b=2", "*a", "a, *, b=%s" % self.any(0), "**a", "a=1, *b, **c"]
            )
            return "%sdef f(%s):\n%s" % (
                indent,
                parameters,
                self.block(depth - 1, inner, "function"),
            )
        if choice == 4:
            return "%stry:\n%s%sexcept Exception as error:\n%s" % (
                indent,
                self.block(depth - 1, inner, inside),
                indent,
                self.block(0, inner, inside),
            )
        if choice == 5:
            return "%s%s = [f(a) for f in [%s]]\n" % (
                indent,
                name,
                self.pick(["str", "repr", "len", "lambda b: b", "lambda b, c=a: (b, c)"]),
            )
        return "%sif %s: %s\n" % (indent, self.bool(1), self.pick(simple[:1]))

    def block(self, depth: int, indent: str, inside: str) -> str:
        """One to three statements."""
        return "".join(
            self.statement(depth, indent, inside) for _ in range(self.random.randrange(1, 4))
        )

    def code(self) -> str:
        """A small program: of random statements those that run after the ones before them."""
        text = ""
        for name in NAMES:
            start = "%s = %s\n" % (name, self.any(1))
            text += start if runs(text + start) else "%s = []\n" % name
        for _ in range(6):
            statement = self.statement(2, "", "module")
            if runs(text + statement):
                text += statement
        return text

    def package(self) -> str:
        """A package.py: attributes, scopes, functions with comments in odd places."""
        starts = ["", "# -*- coding: utf-8 -*-\n", '"""A package."""\n', "# first\n\n", "\n"]
        parts = [
            self.pick(starts),
            "name = 'foo'\n",
            "version = '1.%d'\n" % self.random.randrange(9),
        ]
        makers: List[Callable[[], str]] = [
            self.attribute,
            self.attribute,
            lambda: self.statement(1, "", "module"),
            lambda: self.scope("", 2),
            self.function,
            self.function,
            lambda: self.pick(ODDITIES),
        ]
        for _ in range(self.random.randrange(1, 7)):
            parts.append(makers[self.random.randrange(len(makers))]())
        end = self.pick(["", "\n", "\n\n", "\n# end", "\n  # end\n"])
        return "".join(parts).rstrip("\n") + end

    def attribute(self) -> str:
        """An attribute of a package."""
        name = self.pick(["requires", "tools", "x", "description", "__y", "info", "tests"])
        value = self.pick([*ATTRIBUTES, self.any(self.random.randrange(2))])
        return "%s = %s\n" % (name, value)

    def scope(self, indent: str, depth: int) -> str:
        """A `with scope(...)` block."""
        inner = indent + "    "
        name = self.pick(["config", "config", "other", "x"])
        lines = ["%swith scope('%s')%s:\n" % (indent, name, self.pick([" as c", ""]))]
        for _ in range(self.random.randrange(1, 4)):
            if depth > 0 and self.chance(0.2):
                lines.append(self.scope(inner, depth - 1))
            else:
                lines.append(inner + self.pick([*IN_SCOPE, "y = " + self.any(1)]) + "\n")
        return "".join(lines)

    def function(self) -> str:
        """A function whose source is kept, or dropped."""
        indent = self.pick(["    ", "    ", "  ", "\t", "        "])
        name = self.pick(FUNCTIONS)
        lines: List[str] = ["@late()"] if name == "tools" else []
        lines += self.pick(["", "", "@include('mod')", "@include('m', 'n')"]).split()[:1]
        parameters = self.pick(["", "", "", " ", "this"])
        ends = self.pick(["", "", " -> None"]), self.pick(["", "", "  # note", " "])
        lines.append("def %s(%s)%s:%s" % (name, parameters, *ends))
        deeper = ""
        for _ in range(self.random.randrange(1, 7)):
            line = self.pick(IN_FUNCTION)
            if line.startswith("#"):
                at = self.pick(["", indent, indent + deeper, "  ", indent + "      "])
                lines.append(at + line)
            elif line.strip() == "":
                lines.append(line)
            else:
                lines.append(indent + deeper + line)
                deeper = deeper + indent if line.endswith(":") else self.pick([deeper, ""])
        lines.append(indent + deeper + "pass")
        for _ in range(self.random.randrange(3)):
            lines.append(self.pick(["", indent, "  "]) + self.pick(["# after", "#", ""]))
        return "\n".join(lines) + "\n"

    def early_package(self) -> str:
        """A package.py with early-bound functions among its attributes."""
        makers = [self.attribute, self.early, self.early, lambda: "x = [1]\n"]
        parts = ["name = 'foo'\nrequires = ['a']\n"]
        for _ in range(self.random.randrange(1, 6)):
            parts.append(makers[self.random.randrange(len(makers))]())
        return "".join(parts)

    def early(self) -> str:
        """An attribute that a function returns, which may see those before it and change them."""
        name = self.pick(["requires", "tools", "x", "description", "info", "commands"])
        seen = self.pick(["this.name", "this.x", "this.requires", "name", "x", "building"])
        lines = ["@early()", "def %s(%s):" % (name, self.pick(["", "", "", "", "", "data"]))]
        lines += ["    %s = %s" % (each, self.any(0)) for each in ("a", "b")]
        changes = ["%s.append(a)" % seen, "a = [b for b in [a, b]]", "def c(): return %s" % seen]
        lines += ["    " + self.pick([*changes, "pass", "pass"])]
        if self.chance(0.3):
            lines.append(self.block(1, "    ", "function").rstrip("\n"))
        result = self.pick(["[a, b]", "c()", "'%%s' %% (%s,)" % seen, seen, self.any(1)])
        return "\n".join([*lines, "    return " + result]) + "\n"

    def expressions(self) -> str:
        """A program of one expression."""
        start = "a = %s\nb = %s\nc = 'x'\nd = 8\n" % (self.any(0), self.any(0))
        return start + "result = %s\n" % self.any(3)

    def damaged(self, source: str) -> str:
        """The source with a few characters or words changed: mostly no Python any more."""
        text = source
        for _ in range(self.random.randrange(1, 3)):
            at = self.random.randrange(len(text) + 1)
            choice = self.random.randrange(4)
            if choice == 0:
                text = text[:at] + text[at + 1 :]
            elif choice == 1:
                text = (
                    text[:at]
                    + self.pick(
                        list("()[]{}:,.='\"\\ \n\t#*+-~!@01aL_;")
                        + [
                            " not ",
                            " in ",
                            " is ",
                            " if ",
                            " else ",
                            "==",
                            "**",
                            "f'",
                            "b'",
                            " for ",
                            "lambda ",
                            "global a\n",
                            "return\n",
                            "yield ",
                            "await ",
                            ":=",
                            "print ",
                            "True ",
                            "del ",
                        ]
                    )
                    + text[at:]
                )
            elif choice == 2:
                other = self.random.randrange(len(text) + 1)
                text = text[:at] + text[other : other + 3] + text[at:]
            else:
                words = text.split(" ")
                first, second = self.random.randrange(len(words)), self.random.randrange(len(words))
                words[first], words[second] = words[second], words[first]
                text = " ".join(words)
        return text
