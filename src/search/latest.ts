// The latest package of every family, which is what searches look into.

import { mapInParallel } from "../repository/load-many.ts";
import { packageFamilies, packagesNamed } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import type { LoadedPackage, PackageRepository } from "../repository/repository.ts";

/** Loads it. Null for a family without packages. */
export async function latestPackage(
  name: string,
  repositories: readonly PackageRepository[],
  reading: Reading,
): Promise<LoadedPackage | null> {
  const packages = await packagesNamed(repositories, reading, name);
  const [first, ...others] = packages;
  if (first === undefined) return null;
  const latest = others.reduce(
    (best, each) => (each.version.compareTo(best.version) > 0 ? each : best),
    first,
  );
  const { repository } = latest.family;
  return repository.loadNow(reading, latest) ?? (await repository.load(reading, latest));
}

/** The names of all families, each once. */
export async function familyNames(
  repositories: readonly PackageRepository[],
  reading: Reading,
): Promise<readonly string[]> {
  const families = await packageFamilies(repositories, reading);
  return [...new Set(families.map(({ name }) => name))];
}

/** The latest packages of many families; those without packages are left out. */
export async function latestPackages(
  names: readonly string[],
  repositories: readonly PackageRepository[],
  reading: Reading,
): Promise<readonly LoadedPackage[]> {
  const latest = await mapInParallel(names, reading, "Searching", (name) =>
    latestPackage(name, repositories, reading),
  );
  return latest.filter((loaded) => loaded !== null);
}
