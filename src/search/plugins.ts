// Which packages say that they are plugins of a package.

import { isBoundSource } from "../definition/bound-functions.ts";
import type { Tagged } from "../python-source/tagged.ts";
import { mapInParallel } from "../repository/load-many.ts";
import type { Reading } from "../repository/reading.ts";
import type { LoadedPackage, PackageRepository } from "../repository/repository.ts";
import { familyNames, latestPackage, latestPackages } from "./latest.ts";
import { noSuchFamily } from "./reverse-dependencies.ts";

/** Runs a late-bound attribute of a package. */
export type EvaluateAttribute = (loaded: LoadedPackage, key: string) => Promise<Tagged>;

/** The families whose latest package is a plugin of the latest package of `name`. */
export async function pluginsOf(
  name: string,
  repositories: readonly PackageRepository[],
  reading: Reading,
  evaluate: EvaluateAttribute,
): Promise<readonly string[]> {
  const value = async (loaded: LoadedPackage, key: string): Promise<Tagged | undefined> => {
    const own = loaded.definition.attribute(key);
    return isBoundSource(own) ? evaluate(loaded, key) : own;
  };
  const latest = await latestPackage(name, repositories, reading);
  if (latest === null) throw noSuchFamily(name);
  if (!(await value(latest, "has_plugins"))) return [];
  const others = (await familyNames(repositories, reading)).filter((each) => each !== name);
  const packages = await latestPackages(others, repositories, reading);
  const found = await mapInParallel(packages, reading, "Searching", async (loaded) => {
    const hosts = await value(loaded, "plugin_for");
    // As in rez: once for each time it says so.
    return Array.isArray(hosts)
      ? hosts.filter((host) => host === name).map(() => loaded.resource.name)
      : [];
  });
  return found.flat();
}
