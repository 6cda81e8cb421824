"""Random packages with random commands(): a repository folder and a request."""

from __future__ import annotations

import random
from pathlib import Path
from typing import List, Tuple

NAMES = ["alpha", "beta_x", "gamma.core", "Delta", "eps2"]
VERSIONS = ["1.0.0", "2", "3.1", "2024.1-beta", "1.2.3.4", "0.09.a1", "20231123101112131415"]
VARIABLES = ["PATH", "PYTHONPATH", "FOO", "BAR_BAZ", "A1", "LD_LIBRARY_PATH", "CMAKE_MODULE_PATH"]

TEXTS = [
    "{root}/bin",
    "{this.root}/lib",
    "{base}",
    "{version}",
    "{version.major}.{version.minor}",
    "{this.name}",
    "${FOO}/x",
    "$FOO",
    "$F4",
    "~/tools",
    "a~b",
    "x;y",
    "/p:/q",
    "",
    " spaced  out ",
    'quo"te',
    "it's",
    "back\\\\slash",
    "{not_there}",
    "{",
    "}",
    "{{kept}}",
    "{a b}",
    "#hash",
    "*?",
    "`tick`",
    "!bang",
    "é ünïcode",
    "{resolve.alpha.version}",
    "{resolve.alpha.root}/z",
    "$PATH",
    "${REZ_USED_VERSION}",
    "{system.platform}",
    "{this.label}",
    "{version.patch}",
    "$",
    "$$",
    "${}",
    "{root",
    "{version[0]}",
    "{this.version.minor}!",
    "tab\\there",
    "${HOME}/x",
    "{local_name}",
    "{version:>12}",
    "{this.name!s}",
    "{this.name!r}",
    "{this.numbers}",
    "%s",
    "&&",
    "{env.FOO}",
    "{building}",
    "$TESTVAR_PARENT",
    "{this.extra[key]}",
    "\\n",
]
COMMAND_NAMES = ["mytool", "run_it", "a-b"]


class CommandsWriter:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.lines: List[str] = []

    def write(self, depth: int = 0) -> None:
        for _ in range(self.rng.randint(1, 6 if depth == 0 else 3)):
            self.statement(depth)

    def add(self, depth: int, line: str) -> None:
        self.lines.append("    " * depth + line)

    def statement(self, depth: int) -> None:
        rng = self.rng
        kinds = [self.assignment, self.extension, self.message, self.alias, self.function_call]
        if depth < 2:
            kinds += [self.condition, self.loop, self.nested]
        kinds += [self.assignment, self.extension, self.local, self.other, self.python]
        rng.choice(kinds)(depth)

    def variable(self) -> str:
        name = self.rng.choice(VARIABLES)
        return self.rng.choice(["env.%s" % name, "env['%s']" % name])

    def text(self) -> str:
        return self.rng.choice(TEXTS)

    def value(self) -> str:
        rng = self.rng
        roll = rng.random()
        text = self.text()
        quoted = "'%s'" % text.replace("'", "\\'")
        if roll < 0.7:
            return quoted
        if roll < 0.8:
            more = rng.choice(["", ".expandable('${FOO} {root}')", ".e('~/x').l('$Y')"])
            return "literal(%s)%s" % (quoted, more)
        if roll < 0.85:
            return "expandable(%s).literal('{root}$X')" % quoted
        return rng.choice(
            [
                "5",
                "True",
                "None",
                "version",
                "this.version",
                "version.major",
                "root + '/x'",
                "this",
                "this.name.upper()",
                "'%s-%s' % (this.name, version)",
                "'{}/x'.format(root)",
                "1.5",
                "f'{root}/f'",
                "resolve.alpha.version",
                "str(version)",
                "[root, 'x']",
                "request.alpha",
                "'/'.join([root, 'bin', str(version.major)])",
                "version.as_tuple()",
                "('a', 1)",
                "literal('a') + 'b'",
                "expandvars('$FOO/{version}')",
                "this.label",
                "len(version)",
                "getenv('HOME')",
                "env.HOME",
                "{'a': 1}",
                "b'x'",
                "this.extra['key']",
                "version[:2]",
                "'.'.join(str(t) for t in version[:2])",
                "version[1:]",
                "version[-1]",
                "version[::2]",
            ]
        )

    def assignment(self, depth: int) -> None:
        if self.rng.random() < 0.8:
            self.add(depth, "%s = %s" % (self.variable(), self.value()))
        else:
            self.add(depth, "setenv('%s', %s)" % (self.rng.choice(VARIABLES), self.value()))

    def extension(self, depth: int) -> None:
        rng = self.rng
        how = rng.choice(["append", "prepend"])
        if rng.random() < 0.8:
            self.add(depth, "%s.%s(%s)" % (self.variable(), how, self.value()))
        else:
            self.add(depth, "%senv('%s', %s)" % (how, rng.choice(VARIABLES), self.value()))

    def message(self, depth: int) -> None:
        name = self.rng.choice(["info", "error", "comment", "source"])
        self.add(depth, "%s(%s)" % (name, self.value()))

    def alias(self, depth: int) -> None:
        self.add(depth, "alias('%s', %s)" % (self.rng.choice(COMMAND_NAMES), self.value()))

    def function_call(self, depth: int) -> None:
        rng = self.rng
        name = rng.choice(VARIABLES)
        self.add(
            depth,
            rng.choice(
                [
                    "env.%s.unset()" % name,
                    "unsetenv('%s')" % name,
                    "env.%s.setdefault(%s)" % (name, self.value()),
                    "env.%s.set(%s)" % (name, self.value()),
                    "command(%s)"
                    % rng.choice(["'echo hello'", "['echo', 'a b', '$FOO']", "'true {root}'"]),
                    "info()",
                    "command(['echo', literal('$X'), expandable('~/y')])",
                ]
            ),
        )

    def condition(self, depth: int) -> None:
        test = self.rng.choice(
            [
                "building",
                "testing",
                "'alpha' in resolve",
                "'nope' in resolve",
                "'FOO' in env",
                "intersects(resolve.alpha, '1+')",
                "intersects(request.get('alpha', 'alpha'), '<2')",
                "version.major == 1",
                "this.version.minor",
                "env.FOO",
                "defined('FOO')",
                "not undefined('PATH')",
                "system.platform == 'linux'",
                "'alpha' in request",
                "len(version) > 2",
                "root.startswith('/')",
                "intersects(version, '1..3')",
                "ephemerals.get('foo', '') == '.foo-1'",
                "'foo' in ephemerals",
                "intersects(ephemerals.get_range('foo', '1'), '1')",
                "str(version) < '2'",
                "this.label is None",
                "'TESTVAR_PARENT' in env",
                "env.HOME == 'x'",
                "request.get_range('alpha')",
                "version",
            ]
        )
        self.add(depth, "if %s:" % test)
        self.write(depth + 1)
        if self.rng.random() < 0.5:
            self.add(depth, "else:")
            self.write(depth + 1)

    def loop(self, depth: int) -> None:
        self.add(
            depth,
            "for item in %s:"
            % self.rng.choice(
                [
                    "['a', 'b']",
                    "range(2)",
                    "this.words",
                    "('x',)",
                    "version.as_tuple()",
                    "{'k': 1}",
                    "sorted(['q', 'p'])",
                ]
            ),
        )
        self.add(
            depth + 1,
            self.rng.choice(
                [
                    "env.PATH.append('{root}/%s' % item)",
                    "info(str(item))",
                    "env['V_%s' % item] = '{item}'",
                    "env.FOO.prepend('{root}/{item}')",
                ]
            ),
        )

    def nested(self, depth: int) -> None:
        self.add(depth, "def helper(x, y='d'):")
        self.add(depth + 1, "env.FOO.append(str(x) + y)")
        self.add(depth, "helper(%s)" % self.rng.choice(["1", "version", "'a', 'b'", "root, y='z'"]))

    def local(self, depth: int) -> None:
        self.add(depth, "local_name = %s" % self.value())

    def other(self, depth: int) -> None:
        self.add(
            depth,
            self.rng.choice(
                [
                    "try:\n%s    getenv('NOPE')\n%sexcept Exception as e:\n%s    info(str(e))"
                    % (("    " * depth,) * 3),
                    "words = [w + '/x' for w in this.words]",
                    "env.A1 = ':'.join(w for w in this.words)",
                    "env.A1 = 'yes' if 'beta_x' in resolve else 'no'",
                    "x, y = 1, 'two'; env.A1 = '{x}{y}'",
                    "pass",
                    "env.A1 = this.computed",
                    "info('{this.computed}')",
                    "env.A1 = this.requires[0].name if this.requires else 'none'",
                    "env.A1 = optionvars('a.b', 3)",
                    "env.A1 = str(optionvars('a.c'))",
                    "resetenv('FOO', 'r') if building and testing else None",
                    "env.A1 = '%s %s' % (this.description, this.authors)",
                    "env.A1 = this.qualified_name + str(this.index)",
                    "env.A1 = resolve.alpha.extra['n']['m']",
                ]
            ),
        )
        if self.rng.random() < 0.06:
            self.add(
                depth,
                self.rng.choice(
                    [
                        "stop('enough: %s', root)",
                        "stop('{root}')",
                        "env.FOO = this.nothing",
                        "1 / 0",
                        "raise ValueError('bad \"value\"')",
                        "getenv('NOPE_{root}')",
                        "env.FOO = '{0}'",
                        "env.FOO = resolve.nope.root",
                        "undefined_name()",
                        "env.FOO = '{this.nothing}'",
                        "info(request.nope)",
                        "env.FOO = '{version.nope}'",
                        "import no_such_module",
                        "env.NOPE.get()",
                        "intersects('a', '<<')",
                        "return",
                        "optionvars('a.b.c')",
                        "command(literal('x'))",
                    ]
                ),
            )

    def python(self, depth: int) -> None:
        if self.rng.random() < 0.5:
            self.add(depth, "pass")
            return
        self.add(
            depth,
            self.rng.choice(
                [
                    "import os\n%senv.A1 = os.path.join(root, 'a')" % ("    " * depth),
                    "import os.path as p\n%senv.PATH.append(p.join(root, 'bin'))"
                    % ("    " * depth),
                    "import sys\n%senv.A1 = str(sys.version_info[0] > 2)" % ("    " * depth),
                    "import os\n%senv.A1 = os.environ.get('HOME', 'none')" % ("    " * depth),
                    "import os\n%sif os.path.isdir(root):\n%s    info(os.path.basename(root))"
                    % (("    " * depth,) * 2),
                    "import os\n%senv.A1 = os.path.splitext('a.b.c')[1] + os.sep"
                    % ("    " * depth),
                    "import os\n%senv.A1 = os.path.normpath('{root}/../x')" % ("    " * depth),
                    "env.A1 = next(iter(['z']))",
                    "env.A1 = (lambda v: v * 2)('ab')",
                ]
            ),
        )


def write_repository(folder: Path, rng: random.Random) -> Tuple[List[str], List[str]]:
    """Package names, and the request."""
    names = ["alpha", *rng.sample(NAMES[1:], rng.randint(0, 3))]
    for at, name in enumerate(names):
        version = rng.choice(VERSIONS) if rng.random() < 0.95 else ""
        package = folder / name / version if version else folder / name
        package.mkdir(parents=True)
        lines = ["name = %r" % name]
        if version:
            lines.append("version = %r" % version)
        if at:
            lines.append("requires = %r" % rng.sample(names[:at], rng.randint(0, at)))
        hashed = rng.random() < 0.3
        if hashed:
            lines.append("hashed_variants = True")
        if rng.random() < 0.3 and (at or hashed):
            lines.append("variants = %s" % ("[['alpha']]" if at else "[[]]"))
        lines += [
            "label = %s" % rng.choice(["'a {root} label'", "None", "'$FOO'", "'plain'"]),
            "words = ['w1', '{version}', 'w3']",
            "numbers = [1, 2.5, (3,)]",
            "extra = {'key': 'value {name}', 'n': {'m': 1}}",
            "tools = ['t1']",
            "@late()",
            "def computed():",
            "    return [this.name, str(this.version), in_context(), 'alpha' in request]",
        ]
        for function in ("pre_commands", "commands", "post_commands"):
            if rng.random() < (0.9 if function == "commands" else 0.25):
                writer = CommandsWriter(rng)
                writer.write()
                if rng.random() < 0.15:
                    body = "\n".join(writer.lines)
                    lines.append("%s = %r" % (function, body))
                else:
                    lines.append("def %s():" % function)
                    lines += ["    " + line for text in writer.lines for line in text.split("\n")]
        (package / "package.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    request = list(names)
    rng.shuffle(request)
    if rng.random() < 0.3:
        request.append(rng.choice([".foo-1", ".foo.cli-1+<3"]))
    return names, request
