// Packages in columns: what the caller has does not cross again, and an error is of one package.

import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { readPackages } from "../../../src/records/package-columns.ts";
import { folder, newReading } from "../repository/repositories.ts";

const options = { workingDirectory: "/", caseSensitive: true };

async function columns(root: string, versions: string[], held: (string | null)[] = []) {
  const variables = { location: root, name: "foo", repository_type: "filesystem" };
  const family = { key: "filesystem.family", variables };
  return readPackages([{ family, versions }], held, newReading(), options);
}

function later(): void {
  vi.useFakeTimers({ now: Date.now() + 10_000, toFake: ["Date"] });
}

test("what is unchanged since its state was told does not cross again", async () => {
  const root = await folder({ "foo/1/package.py": "timestamp = 1\n", "foo/2/package.py": "" });
  later();
  try {
    const first = await columns(root, ["1", "2"]);
    expect(first.files).toEqual(["package.py", "package.py"]);
    expect(first.states.map((state) => state?.split(" ").length)).toEqual([4, 8]);
    expect(first.attributes.map((text) => JSON.parse(text!).timestamp)).toEqual([1, undefined]);
    const second = await columns(root, ["1", "2"], first.states);
    expect(second.attributes).toEqual([null, null]);
    await utimes(join(root, "foo/2/package.py"), 1, 1);
    const third = await columns(root, ["1", "2"], first.states);
    expect(third.attributes).toEqual([null, first.attributes[1]]);
  } finally {
    vi.useRealTimers();
  }
});

test("of what was written just now the state says nothing", async () => {
  const root = await folder({ "foo/1/package.py": "timestamp = 1\n" });
  expect((await columns(root, ["1"])).states).toEqual([null]);
});

test("an error is of one package", async () => {
  const root = await folder({ "foo/1/package.py": "requires = [1]\n", "foo/3/package.py": "" });
  const { attributes, attributeErrors, errors } = await columns(root, ["1", "2", "a/b", "3"]);
  expect(attributes.map((text) => text !== null)).toEqual([true, false, false, true]);
  expect(Object.keys(attributeErrors)).toEqual(["0"]);
  expect(attributeErrors["0"]?.requires?.type).toBe("PackageMetadataError");
  expect(errors["1"]?.type).toBe("PackageDefinitionFileMissing");
  expect(errors["2"]?.type).toBe("ResourceError");
});
