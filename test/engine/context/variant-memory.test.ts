import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { VariantMemory } from "../../../src/context/variant-memory.ts";
import { variantHandle } from "../../../src/repository/handle.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { folder, newReading } from "../repository/repositories.ts";

afterEach(() => vi.restoreAllMocks());

test("a variant whose location became a link is found anew where that leads elsewhere", async () => {
  const files = { "foo/1/package.py": "name = 'foo'\ntimestamp = 1\n" };
  const [one, two, links] = [await folder(files), await folder(files), await folder({})];
  const location = join(links, "packages");
  const place = {
    repositoryType: "filesystem",
    location,
    name: "foo",
    extension: null,
    version: "1",
  };
  const memory = new VariantMemory({
    use_variant_shortlinks: true,
    variant_shortlinks_dirname: "_v",
  });
  const cache = new RepositoryCache();
  // As if all was written long ago.
  const later = Date.now() + 60_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  const found = async () => {
    const options = { workingDirectory: "/", caseSensitive: true };
    const surroundings = { reading: newReading(cache), options, localLocation: "" };
    const { data, basis } = await memory.find(variantHandle(place, null), null, surroundings);
    return [data.base, basis.files?.map(([path]) => path)];
  };
  for (const target of [one, two]) {
    await symlink(target, location);
    const base = join(target, "foo", "1");
    const expected = [base, [join(base, "package.py"), location]];
    expect([await found(), await found()]).toEqual([expected, expected]);
    await rm(location);
  }
  expect(cache.statistics.memory.environments).toMatchObject({ hits: 2, misses: 1, stale: 1 });
});
