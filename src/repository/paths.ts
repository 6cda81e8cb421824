// Several repositories searched in order. rez's rule: of equal versions the one in the earliest path
// counts; families are listed once for each repository that has them.

import { normalize, resolve } from "node:path";
import { RezError } from "../errors.ts";
import type { VersionRange } from "../version/range.ts";
import { FilesystemRepository } from "./filesystem.ts";
import { type PackagePlace, type ResourceHandle, readFamilyHandle, readHandle } from "./handle.ts";
import type { Reading } from "./reading.ts";
import type { PackageFamily, PackageRepository, PackageResource } from "./repository.ts";
import { packageResource } from "./resource.ts";

export interface OpenOptions {
  /** What relative paths are relative to. */
  readonly workingDirectory: string;
  readonly caseSensitive: boolean;
  /** Gives repositories that are in no folder. */
  readonly outside?: (type: string, location: string) => PackageRepository;
}

/** A path of `packages_path`: a folder, or `type@location`. */
export async function openRepository(
  path: string,
  reading: Reading,
  options: OpenOptions,
): Promise<PackageRepository> {
  const at = path.indexOf("@");
  const type = at < 0 ? "filesystem" : path.slice(0, at);
  const place = at < 0 ? path : path.slice(at + 1);
  if (type !== "filesystem") {
    if (options.outside) return options.outside(type, place);
    throw new RezError("RezPluginError", `Unrecognised package repository plugin: '${type}'`, {
      path,
    });
  }
  const absolute = resolve(options.workingDirectory, place);
  const location = await canonicalPath(absolute, reading, options.caseSensitive);
  if (options.caseSensitive) reading.looks.noteRealFolder(location);
  reading.notePathTo(location, absolute);
  return new FilesystemRepository(location, reading.cache.storage(location));
}

export async function openRepositories(
  paths: readonly string[],
  reading: Reading,
  options: OpenOptions,
): Promise<readonly PackageRepository[]> {
  return Promise.all(paths.map((path) => openRepository(path, reading, options)));
}

/** rez's `canonical_path`: links resolved as far as the path exists, lower case where case is moot. */
export async function canonicalPath(
  path: string,
  reading: Reading,
  caseSensitive: boolean,
): Promise<string> {
  const real = normalize(await reading.looks.folderPath(path));
  const trimmed = real.length > 1 ? real.replace(/[/\\]+$/, "") : real;
  return caseSensitive ? trimmed : trimmed.toLowerCase();
}

/** All families of all repositories, in the order of the paths. */
export async function packageFamilies(
  repositories: readonly PackageRepository[],
  reading: Reading,
): Promise<readonly PackageFamily[]> {
  const lists = await Promise.all(repositories.map((it) => it.families(reading)));
  return lists.flat();
}

/** The packages of one name, of each version only that of the earliest repository. */
export async function packagesNamed(
  repositories: readonly PackageRepository[],
  reading: Reading,
  name: string,
  range: VersionRange | null = null,
): Promise<readonly PackageResource[]> {
  const lists = await listsNamed(repositories, reading, name);
  const packages = withoutHidden(lists);
  return range ? packages.filter(({ version }) => range.contains(version)) : packages;
}

/** One list for each repository that has the family; the arrays are the same while unchanged. */
export async function listsNamed(
  repositories: readonly PackageRepository[],
  reading: Reading,
  name: string,
): Promise<readonly (readonly PackageResource[])[]> {
  const lists = await Promise.all(
    repositories.map(async (repository) => {
      const family = await repository.family(reading, name);
      return family ? repository.packages(reading, family) : null;
    }),
  );
  return lists.filter((list) => list !== null);
}

/** rez's rule: a version seen before hides an equal one, within a repository too. */
export function withoutHidden(
  lists: readonly (readonly PackageResource[])[],
): readonly PackageResource[] {
  const seen = new Set<string>();
  const packages: PackageResource[] = [];
  for (const resource of lists.flat()) {
    const key = resource.versionKey;
    if (seen.has(key)) continue;
    seen.add(key);
    packages.push(resource);
  }
  return packages;
}

/** What a handle names, found without looking whether it is listed: rez's handles work for
 * packages that are ignored, too. */
export async function resourceOfHandle(
  handle: ResourceHandle,
  reading: Reading,
  options: OpenOptions,
): Promise<{ readonly resource: PackageResource; readonly index: number | null }> {
  const { place, index } = readHandle(handle);
  const repository = await openRepository(
    `${place.repositoryType}@${place.location}`,
    reading,
    options,
  );
  return {
    resource: packageResource(await familyOf(repository, reading, place), place.version),
    index,
  };
}

/** A family by its handle; it is not looked whether it is there. */
export async function familyOfHandle(
  handle: ResourceHandle,
  reading: Reading,
  options: OpenOptions,
): Promise<PackageFamily> {
  const place = readFamilyHandle(handle);
  const path = `${place.repositoryType}@${place.location}`;
  return familyOf(await openRepository(path, reading, options), reading, place);
}

async function familyOf(
  repository: PackageRepository,
  reading: Reading,
  place: PackagePlace,
): Promise<PackageFamily> {
  if (repository instanceof FilesystemRepository) {
    return repository.familyAt(
      place.name,
      place.extension === null ? null : formatOf(place.extension),
    );
  }
  const family = await repository.family(reading, place.name);
  if (family) return family;
  throw new RezError("ResourceError", `No package family '${place.name}' in ${place.location}`, {
    name: place.name,
  });
}

function formatOf(extension: string): "py" | "yaml" {
  if (extension === "py" || extension === "yaml") return extension;
  throw new RezError("ResourceError", `Unknown file format '${extension}'`, { extension });
}
