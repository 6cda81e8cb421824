import { describe, expect, test } from "vitest";
import { type Attributes, PackageDefinition } from "../../../src/definition/definition.ts";
import { RezError } from "../../../src/errors.ts";

const settings = {
  disable_rez_1_compatibility: false,
  error_old_commands: false,
  env_var_separators: {},
};

function definition(data: Attributes, changes = {}): PackageDefinition {
  return new PackageDefinition(
    {
      name: "foo",
      version: "1.0",
      uri: "/packages/foo/1.0/package.py",
      file: "/packages/foo/1.0/package.py",
    },
    { data, evaluatedBy: "evaluator", formatVersion: null },
    { ...settings, ...changes },
  );
}

describe("requirements", () => {
  test("are canonical and shared", () => {
    const it = definition({ requires: ["a-1.0+<2", "b==1"], variants: [["a-1.0+<2"], []] });
    expect(it.requires).toEqual(it.variants?.[0] && [it.variants[0][0], expect.anything()]);
    expect(it.attributes.requires).toEqual(["a-1.0+<2", "b==1"]);
    expect(it.variantIndices).toEqual([0, 1]);
  });

  test("that are absent differ from those that are empty", () => {
    expect(definition({}).requires).toBeNull();
    expect(definition({ requires: [] }).requires).toEqual([]);
    expect(definition({ variants: [] }).variantIndices).toEqual([null]);
  });

  test("that are late-bound stay a source", () => {
    const source = {
      $: "source",
      source: "return []",
      filepath: "/x",
      funcname: "requires",
      evalAsFunction: true,
      decorators: [{ name: "late" }],
      includes: [],
    };
    const it = definition({ requires: source });
    expect(it.requires).toBe(source);
    expect(it.lateKeys).toEqual(["requires"]);
  });
});

describe("validation", () => {
  test("is by key: a wrong key leaves the others readable", () => {
    const it = definition({ tools: 5, requires: ["a"] });
    expect(it.requires?.toString()).toBe("a");
    expect(() => it.attribute("tools")).toThrow(RezError);
    expect(() => it.attributes).toThrow(RezError);
    expect(it.validAttributes).toEqual({ name: "foo", version: "1.0", requires: ["a"] });
    expect(it.errors.map(({ type, data }) => [type, data?.key])).toEqual([
      ["PackageMetadataError", "tools"],
    ]);
  });

  test("says which file, which key and what was expected", () => {
    const messages = definition({
      requires: ["a", "b c"],
      variants: [["a"], [5]],
      tests: { unit: { run_on: "x" } },
      help: ["text"],
    }).errors.map(({ message }) => message);
    expect(messages).toMatchInlineSnapshot(`
      [
        "Validation of key 'requires' failed: item 1: 'b c': Not a valid package name: 'b c' (in /packages/foo/1.0/package.py)",
        "Validation of key 'variants' failed: item 1: item 0: 5 should be a string (in /packages/foo/1.0/package.py)",
        "Validation of key 'help' failed: item 0: 'text' should be a list (in /packages/foo/1.0/package.py)",
        "Validation of key 'tests' failed: key 'unit': missed key 'command' (in /packages/foo/1.0/package.py)",
      ]
    `);
  });

  test("takes name and version from where the package lies", () => {
    const it = definition({ name: "bar", version: 5, base: "/x" });
    expect(it.attributes).toEqual({ name: "foo", version: "1.0" });
  });

  test("keeps what it does not know, and attributes named like JavaScript's", () => {
    const data = { constructor: 1, toString: "x", whatever: null };
    expect(definition(data).attributes).toEqual({ name: "foo", version: "1.0", ...data });
    expect(definition({}).attribute("constructor")).toBeUndefined();
  });
});

describe("commands", () => {
  test("as text become a source, those of a build stay text", () => {
    const it = definition({ commands: "a = 1 \n", pre_build_commands: "b" });
    expect(it.attributes.commands).toMatchObject({ $: "source", source: "a = 1" });
    expect(it.attributes.pre_build_commands).toBe("b");
  });

  test("in the form of rez-1 are converted, or refused by the settings", () => {
    const data = { commands: ["export A=!ROOT!/x:$A"] };
    expect(definition(data).attribute("commands")).toMatchObject({
      source: "comment('OLD COMMAND: export A=!ROOT!/x:$A')\nprependenv('A', '{root}/x')",
    });
    expect(() => definition(data, { error_old_commands: true }).attribute("commands")).toThrow(
      "package '/packages/foo/1.0/package.py' is using old-style commands.",
    );
  });
});
