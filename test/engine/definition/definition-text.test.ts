// A definition as text says what the data said, and knows what validation found.

import { expect, test } from "vitest";
import type { Attributes, DefinitionData } from "../../../src/definition/definition.ts";
import { PackageDefinition } from "../../../src/definition/definition.ts";
import {
  definitionText,
  hasTimestamp,
  redirectedBase,
} from "../../../src/definition/definition-text.ts";

const settings = {
  disable_rez_1_compatibility: false,
  error_old_commands: false,
  env_var_separators: {},
};

function contents(data: Attributes): DefinitionData {
  return { data, formatVersion: 2, evaluatedBy: "evaluator" };
}

function loaded(data: DefinitionData): PackageDefinition {
  return new PackageDefinition(
    { name: "foo", version: "1", uri: "/p/foo/1/package.py", file: "/p/foo/1/package.py" },
    data,
    settings,
  );
}

const CASES: { readonly [what: string]: Attributes } = {
  "what stays as it is": { name: "foo", version: "1", requires: ["bar-1+"], timestamp: 5 },
  "what validation changes": { name: "foo", description: "\n   text\n   ", requires: ["bar"] },
  "an address of its own": { name: "other", version: 7, base: "/x", tools: ["a"] },
  "what is wrong": { requires: [1], tools: ["a"], description: 3 },
  "old commands": { commands: ["setenv A b"] },
};

test.each(Object.entries(CASES))("%s comes back as it was", (_what, data) => {
  const direct = loaded(contents(data));
  const kept = loaded(definitionText(contents(data), "/p/foo/1/package.py"));
  expect(kept.data).toEqual(data);
  expect(kept.validAttributes).toEqual(direct.validAttributes);
  expect(kept.errors.map(String)).toEqual(direct.errors.map(String));
  const { name, version, ...rest } = JSON.parse(kept.record) as Attributes;
  const { name: _name, version: _version, ...expected } = JSON.parse(direct.record) as Attributes;
  expect(rest).toEqual(expected);
});

test("the text crosses as it is where validation changes nothing", () => {
  const kept = definitionText(contents(CASES["what stays as it is"]!), "/p");
  expect(kept.ownRecord).toBeNull();
  expect(kept.record).toBe(kept.text);
  expect(definitionText(contents(CASES["what is wrong"]!), "/p").record).toBeNull();
});

test("what decides where else to look is known without the data", () => {
  expect(hasTimestamp(definitionText(contents({ timestamp: 5 }), "/p"))).toBe(true);
  expect(hasTimestamp(definitionText(contents({ timestamps: 5 }), "/p"))).toBe(false);
  const redirected = definitionText(contents({ _redirected_base: "/b" }), "/p");
  expect(redirectedBase(redirected)).toBe("/b");
  expect(redirectedBase(definitionText(contents({ name: "_redirected_base" }), "/p"))).toBeNull();
});
