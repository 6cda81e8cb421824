// A repository in a folder: `<family>/<version>/package.py`, `<family>/package.py` for a package
// without version, or `<family>.py` with all versions of a family. What is seen is what rez sees.

import { sep } from "node:path";
import { redirectedBase } from "../definition/definition-text.ts";
import { definitionFormats } from "../definition/load.ts";
import { checkPackageName, isPackageName } from "../definition/request.ts";
import { RezError } from "../errors.ts";
import { combinedPackages, loadCombined } from "./combined.ts";
import type { DefinitionFile } from "./definition-file.ts";
import { readDefinitionFile, unchangedDefinitionFile } from "./definition-file.ts";
import { familyHandle } from "./handle.ts";
import type { Listing } from "./listing.ts";
import type { Reading } from "./reading.ts";
import type {
  LoadedPackage,
  PackageFamily,
  PackageRepository,
  PackageResource,
  RepositorySettings,
} from "./repository.ts";
import { definitionOf, describe, packageFolder, packageResource, remember } from "./resource.ts";
import type { Entry, Storage } from "./storage.ts";

export class FilesystemRepository implements PackageRepository {
  readonly type = "filesystem";
  readonly location: string;
  readonly storage: Storage;

  /** `location` must be canonical: `paths.ts` makes it so. */
  constructor(location: string, storage: Storage) {
    this.location = location;
    this.storage = storage;
  }

  async families(reading: Reading): Promise<readonly PackageFamily[]> {
    const listing = await reading.looks.listing(this.location, this.storage);
    if (!listing) return [];
    const lockFolder = lockFolderName(reading.settings);
    const families: PackageFamily[] = [];
    for (const entry of listing.entries) {
      if (entry.name === "settings.yaml" || entry.name === lockFolder) continue;
      if (await this.#isFolder(reading, this.location, entry)) {
        if (isPackageName(entry.name)) families.push(this.#family(entry.name, null));
        continue;
      }
      const match = /^(.+)\.(py|yaml)$/.exec(entry.name);
      const name = match?.[1] ?? "";
      if (isPackageName(name)) families.push(this.#family(name, match?.[2] as "py" | "yaml"));
    }
    return families;
  }

  async family(reading: Reading, name: string): Promise<PackageFamily | null> {
    checkPackageName(name);
    const path = `${this.location}${sep}${name}`;
    if ((await reading.looks.status(path, this.storage))?.kind === "directory") {
      return this.#family(name, null);
    }
    for (const format of definitionFormats) {
      const status = await reading.looks.status(`${path}.${format}`, this.storage);
      if (status?.kind === "file") return this.#family(name, format);
    }
    return null;
  }

  async packages(reading: Reading, family: PackageFamily): Promise<readonly PackageResource[]> {
    if (family.extension !== null) return combinedPackages(reading, this.storage, family);
    const listing = await reading.looks.listing(family.path, this.storage);
    if (!listing) return [];
    const versions = await this.#versions(reading, listing);
    return remember(reading, listing, versions, () =>
      versions.map((version) => packageResource(family, version)),
    );
  }

  async load(reading: Reading, resource: PackageResource): Promise<LoadedPackage> {
    if (resource.family.extension !== null) return loadCombined(reading, this.storage, resource);
    const folder = packageFolder(resource);
    const found = await this.#definitionFile(reading, folder);
    if (!found) {
      throw new RezError(
        "PackageDefinitionFileMissing",
        `Missing package definition file: ${describe(resource)} (in ${folder})`,
        { file: folder },
      );
    }
    return this.#loaded(reading, resource, folder, found);
  }

  /** Looks at the disk only for packages that were read before. */
  loadNow(reading: Reading, resource: PackageResource): LoadedPackage | null {
    if (resource.family.extension !== null) return null;
    const folder = packageFolder(resource);
    const paths = definitionPaths(folder, reading.settings);
    for (const [at, path] of paths.entries()) {
      const file = unchangedDefinitionFile(reading, this.storage, path, folder);
      if (file) return this.#loaded(reading, resource, folder, { path, file });
      const isLater = paths.some((each, index) => index > at && reading.files.isRemembered(each));
      if (!isLater || reading.looks.statusNow(path, this.storage) !== null) return null;
    }
    return null;
  }

  async lookAhead(reading: Reading, resource: PackageResource): Promise<LoadedPackage | null> {
    if (resource.family.extension !== null) return null;
    const folder = packageFolder(resource);
    const paths = definitionPaths(folder, reading.settings);
    const path = paths.find((each) => reading.files.isRemembered(each));
    if (path === undefined) return null;
    await reading.looks.status(path, this.storage);
    const loaded = this.loadNow(reading, resource);
    if (loaded) return loaded;
    // Without a timestamp, the folder may hold release data of older rez.
    await reading.looks.status(folder, this.storage);
    return this.loadNow(reading, resource);
  }

  #loaded(
    reading: Reading,
    resource: PackageResource,
    folder: string,
    { path, file }: { readonly path: string; readonly file: DefinitionFile },
  ): LoadedPackage {
    const definition = definitionOf(reading, resource, { uri: path, path, file });
    return {
      resource,
      definition,
      uri: path,
      base: (file.data && redirectedBase(file.data)) ?? folder,
      file,
    };
  }

  async #definitionFile(
    reading: Reading,
    folder: string,
  ): Promise<{ readonly path: string; readonly file: DefinitionFile } | null> {
    for (const path of definitionPaths(folder, reading.settings)) {
      const format = path.endsWith(".py") ? "py" : "yaml";
      const file = await readDefinitionFile(reading, this.storage, path, format, folder);
      if (file) return { path, file };
    }
    return null;
  }

  /** Texts of a family folder's versions; one empty text for an unversioned package. */
  async #versions(reading: Reading, listing: Listing): Promise<readonly string[]> {
    const { settings } = reading;
    const isChecked = settings.check_package_definition_files;
    if (settings.allow_unversioned_packages) {
      if (await this.#hasDefinition(reading, listing.path, listing, settings.package_filenames)) {
        return [""];
      }
    }
    const marks = new Map(
      listing.entries
        .filter(({ name }) => name.startsWith("."))
        .map((entry) => [entry.name, entry]),
    );
    const versions: string[] = [];
    for (const entry of listing.entries) {
      if (entry.name.startsWith(".")) continue;
      // Most entries say what they are, and nobody waits for those.
      if (entry.kind === "link" && !(await this.#isFolder(reading, listing.path, entry))) continue;
      if (entry.kind === "file" || entry.kind === "other") continue;
      const ignore = marks.get(`.ignore${entry.name}`);
      if (ignore && (await this.#isFile(reading, listing.path, ignore))) continue;
      const isBuilding = marks.has(`.building${entry.name}`);
      if (isBuilding || isChecked) {
        const path = `${listing.path}${sep}${entry.name}`;
        // rez wants a file of the usual name, and of those that are configured one besides.
        const has = (names: readonly string[]) => this.#hasDefinition(reading, path, null, names);
        if (!(await has(["package"]))) continue;
        if (isChecked && !(await has(settings.package_filenames))) continue;
      }
      versions.push(entry.name);
    }
    return versions;
  }

  /** The folder's listing spares looking for files that a listing has not. */
  async #hasDefinition(
    reading: Reading,
    folder: string,
    listing: Listing | null,
    names: readonly string[],
  ): Promise<boolean> {
    for (const name of names) {
      for (const format of definitionFormats) {
        const file = `${name}.${format}`;
        const entry = listing ? listing.entry(file) : ({ name: file, kind: "link" } as const);
        if (entry && (await this.#isFile(reading, folder, entry))) return true;
      }
    }
    return false;
  }

  async #isFolder(reading: Reading, folder: string, entry: Entry): Promise<boolean> {
    if (entry.kind !== "link") return entry.kind === "directory";
    const status = await reading.looks.status(`${folder}${sep}${entry.name}`, this.storage);
    return status?.kind === "directory";
  }

  async #isFile(reading: Reading, folder: string, entry: Entry): Promise<boolean> {
    if (entry.kind !== "link") return entry.kind === "file";
    const status = await reading.looks.status(`${folder}${sep}${entry.name}`, this.storage);
    return status?.kind === "file";
  }

  /** A family by name alone, without a look at the disk: what a handle says. */
  familyAt(name: string, extension: "py" | "yaml" | null): PackageFamily {
    checkPackageName(name);
    return this.#family(name, extension);
  }

  #family(name: string, extension: "py" | "yaml" | null): PackageFamily {
    const path = `${this.location}${sep}${name}${extension === null ? "" : `.${extension}`}`;
    return {
      repository: this,
      name,
      extension,
      path,
      uri: path,
      handle: familyHandle({ ...this.#place(name), extension }),
    };
  }

  #place(name: string) {
    return {
      repositoryType: this.type,
      location: this.location,
      name,
      extension: null,
      version: "",
    };
  }
}

/** Where a definition may lie, in rez's order: the first file that exists counts. */
export function definitionPaths(folder: string, settings: RepositorySettings): readonly string[] {
  return settings.package_filenames.flatMap((name) =>
    definitionFormats.map((format) => `${folder}${sep}${name}.${format}`),
  );
}

function lockFolderName(settings: RepositorySettings): string | null {
  const name = settings.file_lock_dir;
  if (name && /[/\\]/.test(name)) {
    throw new RezError(
      "ConfigurationError",
      "filesystem package repository setting 'file_lock_dir' must be a single relative directory such as '.lock'",
    );
  }
  return name || null;
}
