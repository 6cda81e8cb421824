import { describe, expect, test } from "vitest";
import { FormatFailure, type FormatFields, formatText } from "../../../src/rex/formatter.ts";

type Value = string | number | { readonly [name: string]: Value };

const values: { readonly [name: string]: Value } = {
  root: "/pkg",
  nested: "{root}/x",
  bad: "{nope}",
  self: "{self}",
  version: { major: 1, text: "1.2" },
  number: 5,
  width: 4,
};

const fields: FormatFields<Value> = {
  lookup: (name) => values[name] ?? fail(name),
  attribute: (value, name) => (value as { [name: string]: Value })[name] ?? fail(name),
  item: (value, key) => (value as { [name: string]: Value })[key] ?? fail(String(key)),
  textOf: (value) => (typeof value === "string" ? value : null),
  convert: (value) => `<${String(value)}>`,
  format: (value, text, specification) => (text ?? String(value)).padStart(Number(specification)),
  noArguments: (index) => {
    throw new RangeError(String(index));
  },
  tooDeep: () => {
    throw new RangeError("too deep");
  },
};

function fail(name: string): never {
  throw new FormatFailure(name);
}

describe("fields", () => {
  test.each([
    ["{root}/bin", "/pkg/bin"],
    ["{version.major}.{version[text]}", "1.1.2"],
    ["{nested}", "/pkg/x"],
    ["{{root}}", "{root}"],
    ["{number!s}", "<5>"],
    ["{number:3}", "  5"],
    ["{number:{width}}", "   5"],
    ["$FOO $F4 $" + "{BAR}", "$" + "{FOO} $" + "{F}4 $" + "{BAR}"],
    ["$ $5 $$", "$ $5 $$"],
    ["plain", "plain"],
  ])("%j becomes %j", (text, formatted) => {
    expect(formatText(text, fields)).toBe(formatted);
  });

  test.each([
    "{nope}",
    "{",
    "}",
    "a}b",
    "{root",
    "{ro{ot}",
    "{root!}",
    "{root!sx}",
    "{root:{{}",
    "{.x}",
    "{version.}",
    "{version[x}",
    "{version[text]x}",
    "{version[]}",
    "{bad}",
  ])("%j cannot be formatted", (text) => {
    expect(() => formatText(text, fields)).toThrow(FormatFailure);
  });

  test.each(["{}", "{0}", "{0.x}", "{self}"])("%j is an error, not a failure", (text) => {
    expect(() => formatText(text, fields)).toThrow(RangeError);
  });
});
