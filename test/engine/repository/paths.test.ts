import { expect, test } from "vitest";
import { readHandle } from "../../../src/repository/handle.ts";
import { isLoaded, loadPackages } from "../../../src/repository/load-many.ts";
import { MemoryRepository } from "../../../src/repository/memory.ts";
import {
  openRepositories,
  packageFamilies,
  packagesNamed,
  resourceOfHandle,
} from "../../../src/repository/paths.ts";
import { DiskStorage } from "../../../src/repository/storage.ts";
import {
  handleOfVariant,
  hashedSubpath,
  requirementsOf,
  variantRoot,
  variantsOf,
  variantUri,
} from "../../../src/repository/variant.ts";
import { VersionRange } from "../../../src/version/range.ts";
import { folder, newReading } from "./repositories.ts";

const options = { workingDirectory: "/", caseSensitive: true };

test("of equal versions the one in the earlier path is taken", async () => {
  const first = await folder({ "foo/1.0/package.py": "", "foo/1.1/package.py": "" });
  const second = await folder({ "foo/1.0/package.py": "", "foo/2.0/package.py": "" });
  const reading = newReading();
  const repositories = await openRepositories([first, second, "/nonexistent"], reading, options);
  const seen = (await packagesNamed(repositories, reading, "foo")).map(
    ({ family, versionText }) => `${family.repository.location} ${versionText}`,
  );
  expect(seen).toEqual([`${first} 1.0`, `${first} 1.1`, `${second} 2.0`]);
  const range = VersionRange.parse("1.1+");
  const some = await packagesNamed(repositories, reading, "foo", range);
  expect(some.map(({ versionText }) => versionText)).toEqual(["1.1", "2.0"]);
  expect(await packageFamilies(repositories, reading)).toHaveLength(2);
});

test("a handle names a package without a listing, and nothing outside of its repository", async () => {
  const root = await folder({ "foo/1.0/package.py": "variants = [['a-1'], ['b']]\n" });
  const reading = newReading();
  const variables = { repository_type: "filesystem", location: root, name: "foo", version: "1.0" };
  const handle = { key: "filesystem.variant", variables: { ...variables, index: 1 } };
  const { resource, index } = await resourceOfHandle(handle, reading, options);
  const [loaded] = await loadPackages([resource], reading);
  if (!loaded || !isLoaded(loaded)) throw loaded;
  const variant = variantsOf(loaded)[index ?? 0];
  if (!variant) throw new Error("no variant");
  expect(handleOfVariant(variant)).toEqual(handle);
  expect(Object.keys(handleOfVariant(variant).variables)).toEqual([
    "location",
    "name",
    "version",
    "index",
    "repository_type",
  ]);
  expect(variantUri(variant)).toBe(`${root}/foo/1.0/package.py[1]`);
  for (const bad of [{ name: ".." }, { name: "a/b" }, { version: "../../x" }, { version: ".." }]) {
    const outside = { key: "filesystem.package", variables: { ...variables, ...bad } };
    await expect(resourceOfHandle(outside, reading, options)).rejects.toThrow(/Not a/);
  }
});

test("a variant's root is named after what it requires", async () => {
  const root = await folder({
    "foo/1/package.py": "requires = ['x']\nvariants = [['a-1+<2', 'b==1']]\n",
    "foo/2/package.py": "hashed_variants = True\nvariants = [['a-1']]\n",
    "foo/3/package.py": "build_requires = ['cmake']\n",
  });
  const reading = newReading();
  const [repository] = await openRepositories([root], reading, options);
  if (!repository) throw new Error("no repository");
  const results = await loadPackages(await packagesNamed([repository], reading, "foo"), reading);
  const variants = results.filter(isLoaded).flatMap(variantsOf);
  const [plain, hashed, none] = variants;
  if (!plain || !hashed || !none) throw new Error("variants are missing");
  const settings = { use_variant_shortlinks: true, variant_shortlinks_dirname: "_v" };
  const root_ = (it: typeof plain) => variantRoot(it, settings, new DiskStorage());
  expect(await root_(plain)).toBe(`${root}/foo/1/a-1+<2/b==1`);
  expect(await root_(hashed)).toBe(`${root}/foo/2/${hashedSubpath(hashed)}`);
  expect(hashedSubpath(hashed)).toBe("902f9291aa403608f6e10bad790968fb629beed9");
  expect(await root_(none)).toBe(`${root}/foo/3`);
  expect(requirementsOf(plain).map(String)).toEqual(["x", "a-1+<2", "b==1"]);
  expect(requirementsOf(none, { build: true }).map(String)).toEqual(["cmake"]);
});

test("a repository in memory has packages without payload", async () => {
  const memory = new MemoryRepository("memory{0x1}", {
    foo: { "1.0": { name: "foo", requires: ["a"] }, "2.0": { name: "foo" } },
    bar: { _NO_VERSION: { name: "bar" } },
  });
  const reading = newReading();
  const repositories = await openRepositories(["memory@memory{0x1}"], reading, {
    ...options,
    outside: () => memory,
  });
  const packages = await packagesNamed(repositories, reading, "foo");
  const [loaded] = await loadPackages(packages, reading);
  if (!loaded || !isLoaded(loaded)) throw loaded;
  expect(loaded.uri).toBe("memory{0x1}:foo-1.0");
  expect(loaded.base).toBeNull();
  expect(packages[0]?.handle).toEqual({
    key: "memory.package",
    variables: { location: "memory{0x1}", name: "foo", version: "1.0", repository_type: "memory" },
  });
  expect(() => readHandle({ key: "memory.family", variables: {} })).toThrow("Unknown resource");
});
