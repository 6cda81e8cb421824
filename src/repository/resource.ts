// Packages and definitions as shared objects: made once, and again when what they came from changed.

import { sep } from "node:path";
import { type Attributes, PackageDefinition } from "../definition/definition.ts";
import { RezError } from "../errors.ts";
import { VersionError } from "../version/errors.ts";
import { Version } from "../version/version.ts";
import type { DefinitionFile } from "./definition-file.ts";
import { packageHandle, type ResourceHandle } from "./handle.ts";
import type { Reading } from "./reading.ts";
import type { PackageFamily, PackageResource } from "./repository.ts";

/** Throws for what is no name of a folder: handles come from outside. Whether it is a version shows
 * when that is asked for, as in rez: one odd folder is no reason to see nothing of a family. */
export function packageResource(family: PackageFamily, versionText: string): PackageResource {
  if (/[/\\\0]/.test(versionText) || versionText === "." || versionText === "..") {
    throw new RezError("ResourceError", `Not a version of a package: '${versionText}'`, {
      name: family.name,
    });
  }
  return new Resource(family, versionText);
}

/** A version as most are written: valid, and no other text is an equal one with such a text. */
const IS_OWN_KEY = /^[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*$/;

/** Most packages of a listing are never asked for more than their version. */
class Resource implements PackageResource {
  readonly family: PackageFamily;
  readonly versionText: string;
  #version: Version | null = null;

  constructor(family: PackageFamily, versionText: string) {
    this.family = family;
    this.versionText = versionText;
  }

  get name(): string {
    return this.family.name;
  }

  get version(): Version {
    this.#version ??= this.#parsed();
    return this.#version;
  }

  get versionKey(): string {
    return IS_OWN_KEY.test(this.versionText) ? this.versionText : this.version.key;
  }

  get handle(): ResourceHandle {
    const { repository, name, extension } = this.family;
    const { type, location } = repository;
    const version = this.versionText;
    return packageHandle({ repositoryType: type, location, name, extension, version });
  }

  #parsed(): Version {
    try {
      return Version.parse(this.versionText);
    } catch (error) {
      if (!(error instanceof VersionError)) throw error;
      throw new VersionError(`${error.message} (in ${this.family.path})`);
    }
  }
}

interface DefinitionSource {
  readonly uri: string;
  readonly path: string;
  readonly file: DefinitionFile;
  /** A package's part of a file that holds several. */
  readonly select?: (data: Attributes) => Attributes;
}

/** The definition of a package, the same object as long as file and settings are, and within a reading
 * even where nothing of the file may be remembered. */
export function definitionOf(
  reading: Reading,
  resource: PackageResource,
  from: DefinitionSource,
): PackageDefinition {
  const read = reading.definitions.get(from.uri);
  if (read) return read;
  const definition = rememberedDefinition(reading, resource, from);
  if (!reading.isBulk) reading.definitions.set(from.uri, definition);
  return definition;
}

function rememberedDefinition(
  reading: Reading,
  resource: PackageResource,
  { uri, path, file, select }: DefinitionSource,
): PackageDefinition {
  const { settings, cache } = reading;
  const remembered = cache.files.get(path);
  const known = remembered?.folder.definitions.get(uri);
  if (known?.file === file && known.settings === settings) return known.definition;
  if (!file.data) throw file.error;
  const contents = file.data;
  const definition = new PackageDefinition(
    {
      name: resource.name,
      version: validVersion(resource),
      uri,
      file: path,
    },
    select ? { ...contents, data: select(contents.data), isValid: false, record: null } : contents,
    settings,
  );
  if (remembered?.file === file) {
    remembered.folder.definitions.set(uri, { file, settings, definition });
  }
  return definition;
}

/** Throws for a folder that is no version: listed, but not to be loaded. */
function validVersion(resource: PackageResource): string {
  const { versionText } = resource;
  return IS_OWN_KEY.test(versionText) ? versionText : resource.version.text;
}

/** Packages made once for each state of a listing, so that nobody parses their versions again. */
export function remember(
  reading: Reading,
  owner: object,
  versions: readonly string[],
  make: () => readonly PackageResource[],
): readonly PackageResource[] {
  if (reading.isBulk) return make();
  // Not the texts alone: that of an unversioned package is empty.
  const key = [versions.length, ...versions].join("/");
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

/** Where a package of a family that is a folder lies. */
export function packageFolder(resource: PackageResource): string {
  const { path } = resource.family;
  return resource.versionText === "" ? path : `${path}${sep}${resource.versionText}`;
}
