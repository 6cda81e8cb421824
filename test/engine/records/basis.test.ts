import { afterEach, expect, test, vi } from "vitest";
import { Basis } from "../../../src/records/basis.ts";
import type { FilesystemRepository } from "../../../src/repository/filesystem.ts";
import { packagesNamed } from "../../../src/repository/paths.ts";
import { Reading } from "../../../src/repository/reading.ts";
import type { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { newCache, openIndex } from "../package-index/indexes.ts";
import { folder, newReading, opened, write } from "../repository/repositories.ts";

afterEach(() => vi.restoreAllMocks());

/** What `foo` of a repository was made from, where Python's own code reads another file. */
async function basisOfFoo(root: string, cache: RepositoryCache): Promise<Basis> {
  const { settings, control } = newReading(cache);
  const host = { evaluateDefinition: async () => ({ data: {}, isSelfContained: false }) };
  const reading = new Reading({ settings, control, cache, host });
  const repository = await opened(root, reading);
  const [foo] = await packagesNamed([repository], reading, "foo");
  const basis = new Basis();
  const loaded = await repository.load(reading, foo!);
  await basis.sawPackage(loaded, reading, (repository as FilesystemRepository).storage);
  return basis;
}

test("a file that was read with others is no basis, whatever was kept of its path", async () => {
  const root = await folder({ "foo/1/package.py": "site = 'static'\ntimestamp = 1\n" });
  const cacheFolder = await folder({});
  // As if all was written long ago.
  const later = Date.now() + 60_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  const { index } = openIndex(cacheFolder);
  expect((await basisOfFoo(root, newCache(index))).files).not.toBeNull();
  expect(index.state().contents?.definitions).toBe(1);

  await write(root, {
    "foo/1/package.py": "with open('/studio/site.txt') as f:\n    site = f.read()\n",
  });
  const { index: another } = openIndex(cacheFolder);
  const cache = newCache(another);
  for (let time = 0; time < 2; time++) {
    expect((await basisOfFoo(root, cache)).files).toBeNull();
  }
  expect(another.state().contents?.definitions).toBe(0);
});
