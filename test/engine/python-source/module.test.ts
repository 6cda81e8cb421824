// Package definitions: what becomes of names, scopes and functions.

import { describe, expect, test } from "vitest";
import { Declined } from "../../../src/python-source/decline.ts";
import { evaluateModule } from "../../../src/python-source/module.ts";
import { type Tagged, toTagged } from "../../../src/python-source/tagged.ts";

function definition(source: string): { readonly [name: string]: Tagged } {
  const values = evaluateModule(source, { filename: "/p/package.py" });
  return Object.fromEntries([...values].map(([name, value]) => [name, toTagged(value)]));
}

function bodyOf(source: string, name = "commands"): Tagged | undefined {
  const value = definition(source)[name] as { readonly [name: string]: Tagged };
  return value.source;
}

test("names are kept in the order in which they were first bound", () => {
  expect(Object.entries(definition("b = 1\na = 2\nif a:\n    b = [a]\n"))).toEqual([
    ["b", [2]],
    ["a", 2],
  ]);
});

test("a file of literals is read the same with and without the short cut", () => {
  const source = `# -*- coding: utf-8 -*-
name = 'a'  # why
requires = [
    "x-1",  # first
    ('t', 1), (2,), ()
]
info = {"k": {"l": None, "m": [True, False]}, 'k2': 0,}
`;
  const whole = evaluateModule(source, { filename: "", globals: new Map() });
  const short = evaluateModule(source, { filename: "" });
  expect([...short].map(([name, value]) => [name, toTagged(value)])).toEqual(
    [...whole].map(([name, value]) => [name, toTagged(value)]),
  );
});

test.each([
  ["adjacent strings", "a = 'x' 'y'", { a: "xy" }],
  ["brackets without a comma", "a = ('x')", { a: "x" }],
  ["a triple-quoted string", 'a = """x\ny"""', { a: "x\ny" }],
  ["a calculation", "a = 7 // -2\nb = a % 3", { a: -4, b: 2 }],
  ["a name bound before", "name = 'x'\ntext = name + '!'", { name: "x", text: "x!" }],
  ["names with two underscores", "__version__ = '1'\nversion = __version__", { version: "1" }],
  ["an import that is not used", "import os\nname = 'x'", { name: "x" }],
  ["nested names with two underscores", "d = {'a': {'__b': 1, 'c': 2}}", { d: { a: { c: 2 } } }],
])("%s", (_, source, expected) => {
  expect(definition(source)).toEqual(expected);
});

describe("scopes", () => {
  test("names bound in the block and attributes set become a nested dict", () => {
    const source = `
with scope("config") as c:
    c.plugins.shell.prompt = ">"
    package = {"a": {"b": 1}}
name = "x"
`;
    expect(definition(source)).toEqual({
      name: "x",
      config: { plugins: { shell: { prompt: ">" } }, package: { a: { b: 1 } } },
    });
  });

  test("a scope that is opened again is added to", () => {
    const source =
      'with scope("a"):\n    x = 1\nwith scope("a"):\n    with scope("b"):\n        y = 2\n';
    expect(definition(source)).toEqual({ a: { x: 1, b: { y: 2 } } });
  });
});

describe("functions", () => {
  test("a commands function is kept as its dedented body", () => {
    expect(definition("def commands():\n    env.X = 1\n")).toEqual({
      commands: {
        $: "source",
        source: "env.X = 1",
        filepath: "/p/package.py",
        funcname: "commands",
        evalAsFunction: false,
        decorators: [],
        includes: [],
      },
    });
  });

  test("late and include are noted in the order in which Python applies them", () => {
    const source = '@late()\n@include("m", "n")\ndef tools():\n    return []\n';
    expect(definition(source).tools).toMatchObject({
      evalAsFunction: true,
      decorators: [{ name: "include", nargs: ["m", "n"] }, { name: "late" }],
      includes: ["m", "n"],
    });
  });

  test("early-bound functions are called, one after the other", () => {
    const source = `
name = "x"
extra = ["b"]
@early()
def requires():
    found = ["a"]
    extra.append("c")
    return found + [each for each in extra if each != this.name]
@early()
def description():
    return "%s needs %s" % (this.name, ", ".join(this.requires))
`;
    expect(definition(source)).toEqual({
      name: "x",
      extra: ["b", "c"],
      requires: ["a", "b", "c"],
      description: "x needs a, b, c",
    });
  });

  test("other functions are dropped, and can be called", () => {
    expect(definition("def f(a, b='1'):\n    return a + b\nversion = f('v')\n")).toEqual({
      version: "v1",
    });
  });

  test("comments belong to a body as far as they are indented like it", () => {
    expect(bodyOf("def commands():\n    x = 1\n  # less\n    # after\n# out\ny = 1\n")).toBe(
      "x = 1\n# less\n# after",
    );
  });

  test("a comment at the margin takes the indentation of the line after it", () => {
    expect(bodyOf("def commands():\n# note\n    if x:\n        y = 1\n")).toBe(
      "# note\nif x:\n    y = 1",
    );
  });
});

const EARLY_OF_EARLY = "@early()\ndef x():\n    return this.y\n@early()\ndef y():\n    return 1\n";

test.each([
  ["what a build tells early-bound functions", "@early()\ndef x():\n    return building\n"],
  [
    "the same under a name of the module",
    "building = 1\n@early()\ndef x():\n    return building\n",
  ],
  ["an early-bound function of a parameter", "@early()\ndef x(data):\n    return 1\n"],
  ["an early-bound function that is late too", "@late()\n@early()\ndef x():\n    return 1\n"],
  [
    "an early-bound function that returns one",
    "@early()\ndef y():\n    return 1\n@early()\ndef x():\n    return y\n",
  ],
  [
    "an early-bound function made by another",
    "y = 1\ndef make(y):\n    @early()\n    def f():\n        return y\n    return f\nx = make(2)\n",
  ],
  [
    "`this` in a function that an early-bound one calls",
    "def f():\n    return this.name\nname = 'x'\n@early()\ndef x():\n    return f()\n",
  ],
  ["an early-bound function that asks for a later one", EARLY_OF_EARLY],
  ["a name that rez does not give", "x = building"],
  ["a module that is used", "import os\nx = os.sep"],
  ["a preprocess function", "def preprocess(this, data):\n    pass\n"],
  ["a syntax error", "x = = 1"],
  ["an error", "x = {}['a']"],
  ["an unexpected indent", "x = 1\n  y = 2"],
  ["an unterminated string", "x = 'a\ny = 1"],
  ["a return outside a function", "return 1"],
  ["a keyword as a name", "x.if = 1"],
  ["another encoding", "# coding: latin-1\nx = 1"],
  ["the order of a set", "x = list({'a', 'b'})"],
  ["a loop without end", "while True:\n    pass\n"],
  ["a very long string", "x = 'a' * 10 ** 9"],
  ["a very long list", "x = [0]\nfor i in range(40):\n    x += x\n"],
  ["a very long range", "x = sum(range(10 ** 12))"],
  ["a list in itself", "x = []\nx.append(x)"],
])("declines %s", (_, source) => {
  expect(() => definition(source)).toThrow(Declined);
});
