// Indexes for tests, and what a process with one sees of a repository.

import { join } from "node:path";
import { KeptIndex } from "../../../src/package-index/kept-index.ts";
import { isLoaded, loadPackages } from "../../../src/repository/load-many.ts";
import type { PackageIndex } from "../../../src/repository/package-index.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { allPackages } from "../repository/all-packages.ts";
import { CountingStorage, newReading, opened } from "../repository/repositories.ts";

export interface TestIndex {
  readonly index: KeptIndex;
  readonly warnings: readonly string[];
}

/** What a process opens that starts now. */
export function openIndex(folder: string, build = "build"): TestIndex {
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  return { index: new KeptIndex({ folder: join(folder, "index"), build, warn }), warnings };
}

export function newCache(index: PackageIndex | null): RepositoryCache {
  return new RepositoryCache({ index });
}

/** Every package of a repository with all that its definition says. */
export async function seen(root: string, cache: RepositoryCache): Promise<object> {
  const reading = newReading(cache);
  const repository = await opened(root, reading);
  const unlisted: string[] = [];
  const resources = await allPackages([repository], reading, ({ uri }) => unlisted.push(uri));
  const results = await loadPackages(resources, reading);
  const packages = results.map((result, index) => {
    const { family, versionText } = resources[index]!;
    if (!isLoaded(result)) return [family.uri, versionText, result.type, result.message];
    const { uri, base, definition, file } = result;
    const errors = definition.errors.map(({ message }) => message);
    return [uri, base, file?.identity.key, definition.data, definition.formatVersion, errors];
  });
  const families = (await repository.families(reading)).map(({ uri }) => uri);
  return {
    families: families.sort(),
    unlisted,
    packages: packages.map((it) => JSON.stringify(it)).sort(),
  };
}

/** The reads of files and folders that seeing a repository takes. */
export async function readsOf(root: string, index: PackageIndex | null): Promise<string[]> {
  const storage = new CountingStorage();
  await seen(root, new RepositoryCache({ makeStorage: () => storage, index }));
  return storage.calls.filter((call) => /^(read|list) /.test(call));
}
