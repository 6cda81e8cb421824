import { join } from "node:path";
import { expect, test } from "vitest";
import { findIncludedModule, includedNames } from "../../../src/definition/includes.ts";
import { folder } from "../repository/repositories.ts";

test("an installed module is found with its hash, in either form", async () => {
  const base = await folder({
    ".rez/include/one.py": "x = 1",
    ".rez/include/one.sha1": "abc",
    ".rez/include/two-def.py": "x = 2",
    ".rez/include/three.py": "x = 3",
  });
  const path = (name: string) => join(base, ".rez", "include", name);
  expect(await findIncludedModule(base, "one")).toEqual({
    name: "one",
    path: path("one.py"),
    hash: "abc",
  });
  expect(await findIncludedModule(base, "two")).toEqual({
    name: "two",
    path: path("two-def.py"),
    hash: "def",
  });
  expect(await findIncludedModule(base, "three")).toBeNull();
  expect(await findIncludedModule("/nonexistent", "one")).toBeNull();
});

test("the modules of a definition are those of all its functions", () => {
  const source = (includes: string[]) => ({
    $: "source",
    source: "pass",
    filepath: null,
    funcname: null,
    evalAsFunction: true,
    decorators: [],
    includes,
  });
  const data = { commands: source(["a", "b"]), tools: source(["b", "c"]), x: 1 };
  expect(includedNames(data)).toEqual(["a", "b", "c"]);
});
