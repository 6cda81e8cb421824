import { expect, test } from "vitest";
import { parseYaml, parseYamlDefinition } from "../../../src/definition/package-yaml.ts";

test.each([
  ["yes", true],
  ["Off", false],
  ["y", "y"],
  ["0755", 493],
  ["0o17", "0o17"],
  ["1_000", 1000],
  ["1:30", 90],
  ["1e3", "1e3"],
  ["1.0e+3", { $: "float", value: "1000.0" }],
  ["12345678901234567890", { $: "int", value: "12345678901234567890" }],
  [".NaN", { $: "float", value: "nan" }],
  ["2001-12-14", { $: "date", value: "2001-12-14" }],
  ["2001-12-14t21:59:43.10-05:00", { $: "datetime", value: "2001-12-14T21:59:43.100000-05:00" }],
  ["1.2.3", "1.2.3"],
  ['"1.0"', "1.0"],
  ["!!str 1.0", "1.0"],
  ["~", null],
])("%s means %j, as PyYAML reads it", (text, value) => {
  expect(parseYaml(`key: ${text}`, "f.yaml")).toEqual({ key: value });
});

test("of repeated keys the last value counts, in the place of the first", () => {
  expect(JSON.stringify(parseYaml("a: 1\nb: 2\na: 3", "f"))).toBe('{"a":3,"b":2}');
});

test("a mapping's own keys win over merged ones, which come first", () => {
  const text = "base: &b {x: 1, y: 2}\nmore:\n  z: 3\n  <<: *b\n  y: 4";
  const { more } = parseYaml(text, "f") as { readonly more: object };
  expect(JSON.stringify(more)).toBe('{"x":1,"y":4,"z":3}');
});

test("keys that JavaScript would reorder stay in order", () => {
  expect(parseYaml("'2': a\n'1': b", "f")).toEqual({
    $: "dict",
    items: [
      ["2", "a"],
      ["1", "b"],
    ],
  });
});

test("aliases of aliases are counted, and refused before they fill the memory", () => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 12; level++) {
    const items = Array(10)
      .fill(`*a${level - 1}`)
      .join(", ");
    lines.push(`a${level}: &a${level} [${items}]`);
  }
  expect(() => parseYaml(lines.join("\n"), "bomb.yaml")).toThrow(
    "Problem loading bomb.yaml: aliases expand to more than 1000000 values",
  );
});

test.each([
  ["a: [1,", "bad.yaml"],
  ["a: &a [*a]", "alias 'a' stands inside its own value"],
  ["a: !!python/object:os.system x", "could not determine a constructor for the tag"],
  ["a: 2001-02-30", "not a date"],
  ["? [a]\n: 1", "a key of a mapping is itself a list or a mapping"],
  [`${"[".repeat(100_000)}`, "bad.yaml"],
])("%.20s is a ResourceError that names the file", (text, message) => {
  expect(() => parseYaml(text, "bad.yaml")).toThrow(message);
  expect(() => parseYaml(text, "bad.yaml")).toThrow("Problem loading bad.yaml: ");
});

test("an empty definition has no data, one that is no mapping is refused", () => {
  expect(parseYamlDefinition("", "f")).toEqual({});
  expect(parseYamlDefinition("# only a comment\n", "f")).toEqual({});
  expect(() => parseYamlDefinition("- a", "f")).toThrow("the file does not hold a mapping");
});
