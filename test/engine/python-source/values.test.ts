// Values: text forms, numbers, keys, formats, and the form in which they cross to Python.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixedFloat } from "../../../src/python-source/format-spec.ts";
import { evaluateModule } from "../../../src/python-source/module.ts";
import { fromTagged, toTagged } from "../../../src/python-source/tagged.ts";
import { floatRepr, stringRepr } from "../../../src/python-source/text.ts";
import { PyDict, PyFloat, PyTuple } from "../../../src/python-source/values.ts";

function value(expression: string): unknown {
  const names = evaluateModule(`x = ${expression}\n`, { filename: "" });
  return toTagged(names.get("x") ?? null);
}

test.each([
  [1e16, "1e+16"],
  [123456789012345.6, "123456789012345.6"],
  [0.0001, "0.0001"],
  [0.00001, "1e-05"],
  [-0, "-0.0"],
  [100, "100.0"],
  [5e-324, "5e-324"],
])("the float %d is written %s", (float, text) => {
  expect(floatRepr(float)).toBe(text);
});

test("a float is read back from its text", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (float) => {
      expect(Number(floatRepr(float))).toBe(float);
    }),
  );
});

test.each([
  [0.125, 2, "0.12"],
  [2.5, 0, "2"],
  [0.1, 20, "0.10000000000000000555"],
  [-1e22, 1, "-10000000000000000000000.0"],
])("%d with %d decimals is %s: exact, half to even", (float, places, text) => {
  expect(fixedFloat(float, places)).toBe(text);
});

test.each([
  ["it's", `"it's"`],
  [`"it's"`, `'"it\\'s"'`],
  ["a\\b\n\x00é", "'a\\\\b\\n\\x00é'"],
])("repr of %j", (text, repr) => {
  expect(stringRepr(text)).toBe(repr);
});

describe("expressions that JavaScript would get wrong", () => {
  test.each([
    ["not 1 and 2", false],
    ["1 < 3 > 2", true],
    ["-2 ** 2", -4],
    ["len('\u{1f600}x')", 2],
    ["'\u{1f600}x'[1]", "x"],
    ["'\u{ffff}' < '\u{1f600}'", true],
    ["2 ** 53 + 1", { $: "int", value: "9007199254740993" }],
    ["~9007199254740991", { $: "int", value: "-9007199254740992" }],
    ["7 / 2", { $: "float", value: "3.5" }],
    ["4 / 2", { $: "float", value: "2.0" }],
    ["0 * -5", 0],
    ["True + True", 2],
    ["'%5.1f|%-4s|%03d' % (2.25, 'a', 7)", "  2.2|a   |007"],
    ["'{0!r:>5}{1[1]}{x:,}'.format('a', [1, 2], x=1234567)", "  'a'21,234,567"],
    ["' a  b '.split(None, 1)", ["a", "b "]],
    ["sorted(['b', 'B', 'a'], reverse=True)", ["b", "a", "B"]],
  ])("%s", (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });
});

test("keys that are equal in Python are one key, written as the first", () => {
  const dict = PyDict.of([
    [1, "int"],
    [true, "bool"],
    [new PyFloat(1), "float"],
    [new PyTuple([1, "a"]), "tuple"],
    ["\0t", "text"],
  ]);
  expect([...dict.keys()]).toEqual([1, new PyTuple([1, "a"]), "\0t"]);
  expect(dict.get(true)).toBe("float");
  expect(dict.get(new PyTuple([true, "a"]))).toBe("tuple");
});

test("data comes back from its tagged form as it went", () => {
  const expression = "[1, 1.0, -0.0, (1,), {1: 'a', 'b': {3}}, {'10': 1, 'x': None}, 2 ** 70, '']";
  const tagged = toTagged(evaluateModule(`x = ${expression}`, { filename: "" }).get("x") ?? null);
  expect(toTagged(fromTagged(tagged))).toEqual(tagged);
  expect(JSON.stringify(tagged)).toContain('["10",1],["x",null]');
});
