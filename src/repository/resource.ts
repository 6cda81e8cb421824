// Packages and definitions as shared objects: made once, and again when what they came from changed.

import { type Attributes, PackageDefinition } from "../definition/definition.ts";
import { RezError } from "../errors.ts";
import { Version } from "../version/version.ts";
import { packageHandle } from "./handle.ts";
import type { DefinitionFile, Reading } from "./reading.ts";
import type { PackageFamily, PackageResource } from "./repository.ts";

/** Throws for a version that is none; `versionText` is checked because handles come from outside. */
export function packageResource(family: PackageFamily, versionText: string): PackageResource {
  if (/[/\\]/.test(versionText) || versionText === "." || versionText === "..") {
    throw new RezError("ResourceError", `Not a version of a package: '${versionText}'`, {
      name: family.name,
    });
  }
  const { type, location } = family.repository;
  const { name, extension } = family;
  return {
    family,
    name,
    version: Version.parse(versionText),
    versionText,
    handle: packageHandle({
      repositoryType: type,
      location,
      name,
      extension,
      version: versionText,
    }),
  };
}

/** The definition of a package, the same object as long as file and settings are. */
export function definitionOf(
  reading: Reading,
  resource: PackageResource,
  from: {
    readonly uri: string;
    readonly path: string;
    readonly file: DefinitionFile;
    /** A package's part of a file that holds several. */
    readonly select?: (data: Attributes) => Attributes;
  },
): PackageDefinition {
  const { uri, path, file, select } = from;
  const { settings, cache } = reading;
  const known = cache.definitions.get(uri);
  if (known?.file === file && known.settings === settings) return known.definition;
  if (!file.data) throw file.error;
  const { data, formatVersion, evaluatedBy } = file.data;
  const definition = new PackageDefinition(
    {
      name: resource.name,
      version: resource.versionText,
      uri,
      file: path,
      data: select ? select(data) : data,
      formatVersion,
      evaluatedBy,
    },
    settings,
  );
  cache.definitions.set(uri, { file, settings, definition });
  return definition;
}

/** Packages made once for each state of a listing, so that nobody parses their versions again. */
export function remember(
  reading: Reading,
  owner: object,
  versions: readonly string[],
  make: () => readonly PackageResource[],
): readonly PackageResource[] {
  const key = versions.join("/");
  let known = reading.cache.packages.get(owner);
  if (!known) {
    known = new Map();
    reading.cache.packages.set(owner, known);
  }
  let packages = known.get(key);
  if (!packages) {
    packages = make();
    known.set(key, packages);
  }
  return packages;
}

export function describe(resource: PackageResource): string {
  return resource.versionText === "" ? resource.name : `${resource.name}-${resource.versionText}`;
}
