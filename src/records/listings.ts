// The packages of a name as they cross to Python, and what of the disk the answer was made from.

import { sep } from "node:path";
import { RezError } from "../errors.ts";
import { FilesystemRepository } from "../repository/filesystem.ts";
import type { ResourceHandle } from "../repository/handle.ts";
import { withoutHidden } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import type {
  PackageFamily,
  PackageRepository,
  PackageResource,
} from "../repository/repository.ts";
import type { Entry } from "../repository/storage.ts";
import { Basis } from "./basis.ts";
import { type ErrorRecord, errorRecord } from "./records.ts";

interface ListedFamily {
  readonly family: ResourceHandle;
  readonly versions: string[];
}

export interface ListedPackages {
  readonly packages: ListedFamily[];
  readonly basis: [path: string, state: string | null][] | null;
  readonly error: ErrorRecord | null;
}

/** With an extension, of the family in that file, which others may hide. An error is of that name alone. */
export async function listPackages(
  name: string,
  extension: PackageFamily["extension"],
  repositories: readonly PackageRepository[],
  reading: Reading,
): Promise<ListedPackages> {
  const basis = new Basis();
  try {
    const lists = await Promise.all(
      repositories.map((repository) => packagesIn(repository, name, extension, reading, basis)),
    );
    const files = basis.files;
    return {
      packages: byFamily(withoutHidden(lists)),
      basis: files?.map(([path, state]) => [path, state]) ?? null,
      error: null,
    };
  } catch (error) {
    if (!(error instanceof RezError)) throw error;
    return { packages: [], basis: null, error: errorRecord(error) };
  }
}

async function packagesIn(
  repository: PackageRepository,
  name: string,
  extension: PackageFamily["extension"],
  reading: Reading,
  basis: Basis,
): Promise<readonly PackageResource[]> {
  const isFile = extension !== null && repository instanceof FilesystemRepository;
  const family = isFile
    ? repository.familyAt(name, extension)
    : await repository.family(reading, name);
  const packages = family ? await repository.packages(reading, family) : [];
  if (repository instanceof FilesystemRepository) {
    await saw(repository, name, family, reading, basis);
  } else {
    basis.giveUp();
  }
  return packages;
}

/** What the family is, and why its packages are those. */
async function saw(
  { location, storage }: FilesystemRepository,
  name: string,
  family: PackageFamily | null,
  reading: Reading,
  basis: Basis,
): Promise<void> {
  for (const path of [location, ...reading.pathsTo(location)]) {
    basis.saw(path, (await reading.looks.status(path, storage))?.identity ?? null);
  }
  if (family === null) {
    for (const ending of ["", ".py", ".yaml"]) basis.saw(`${location}${sep}${name}${ending}`, null);
    return;
  }
  const listing = family.extension === null && (await reading.looks.listing(family.path, storage));
  const isLink = (await reading.looks.status(family.path, storage))?.isLink;
  if (!listing || isLink || reading.settings.check_package_definition_files) {
    return basis.giveUp();
  }
  if (listing.entries.some(dependsOnMore)) return basis.giveUp();
  basis.saw(family.path, listing.identity);
}

/** Whether it is for other files to say if an entry is a package. */
function dependsOnMore({ kind, name }: Entry): boolean {
  return kind === "link" || name.startsWith(".building");
}

function byFamily(packages: readonly PackageResource[]): ListedFamily[] {
  const found = new Map<PackageFamily, ListedFamily>();
  for (const { family, versionText } of packages) {
    const versions = found.get(family)?.versions;
    if (versions) versions.push(versionText);
    else found.set(family, { family: family.handle, versions: [versionText] });
  }
  return [...found.values()];
}
