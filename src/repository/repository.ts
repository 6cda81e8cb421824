// What every kind of repository gives: families, their packages, and a package's definition. It is
// asked through a `Reading`, the span in which each file is looked at once.

import type { PackageDefinition } from "../definition/definition.ts";
import type { Tagged } from "../python-source/tagged.ts";
import type { Version } from "../version/version.ts";
import type { DefinitionFile } from "./definition-file.ts";
import type { ResourceHandle } from "./handle.ts";
import type { Reading } from "./reading.ts";

export interface PackageRepository {
  /** rez's name of the kind: "filesystem", "memory". */
  readonly type: string;
  /** Canonical: two paths of one folder are one repository. */
  readonly location: string;
  families(reading: Reading): Promise<readonly PackageFamily[]>;
  /** Null when the repository has no family of that name. Throws for a name that cannot be one. */
  family(reading: Reading, name: string): Promise<PackageFamily | null>;
  /** All versions of a family; the same array while nothing changed. */
  packages(reading: Reading, family: PackageFamily): Promise<readonly PackageResource[]>;
  /** Reads one package; throws what rez raises for it. Its keys are not validated yet. */
  load(reading: Reading, resource: PackageResource): Promise<LoadedPackage>;
  /** The same at once, for what was read before and is seen to be unchanged; null when it must be
   * waited for, whatever comes of it. */
  loadNow(reading: Reading, resource: PackageResource): LoadedPackage | null;
  /** The same, waiting for the disk to confirm that it is unchanged. Reads and runs nothing. */
  lookAhead(reading: Reading, resource: PackageResource): Promise<LoadedPackage | null>;
}

export interface PackageFamily {
  readonly repository: PackageRepository;
  readonly name: string;
  /** Extension of the file that holds the whole family; null when the family is a folder. */
  readonly extension: "py" | "yaml" | null;
  readonly path: string;
  readonly uri: string;
  readonly handle: ResourceHandle;
}

/** A package as found in a listing, not read yet. */
export interface PackageResource {
  readonly family: PackageFamily;
  readonly name: string;
  /** Throws a `VersionError` when the repository has a folder there that is no version. */
  readonly version: Version;
  /** The version as the repository spells it; empty for an unversioned package. */
  readonly versionText: string;
  /** Equal for equal versions; throws as `version` does. */
  readonly versionKey: string;
  readonly handle: ResourceHandle;
}

export interface LoadedPackage {
  readonly resource: PackageResource;
  readonly definition: PackageDefinition;
  readonly uri: string;
  /** Root of the payload; null for packages that have none. */
  readonly base: string | null;
  /** Null for a package that is in no file. */
  readonly file: DefinitionFile | null;
  /** Those of its variants that a repository in Python gives; null or absent is all of them. */
  readonly variantIndices?: readonly (number | null)[] | null;
}

export interface RepositorySettings {
  readonly allow_unversioned_packages: boolean;
  readonly max_package_changelog_chars: number;
  readonly disable_rez_1_compatibility: boolean;
  readonly error_old_commands: boolean;
  readonly env_var_separators: { readonly [variable: string]: string };
  readonly check_package_definition_files: boolean;
  readonly package_filenames: readonly string[];
  readonly file_lock_dir: string | null;
}

/** rez's defaults. */
export const defaultRepositorySettings: RepositorySettings = {
  allow_unversioned_packages: true,
  max_package_changelog_chars: 65_536,
  disable_rez_1_compatibility: true,
  error_old_commands: false,
  env_var_separators: { CMAKE_MODULE_PATH: ";", DOXYGEN_TAGFILES: " " },
  check_package_definition_files: false,
  package_filenames: ["package"],
  file_lock_dir: null,
};

/** The plain JSON settings of rez, as far as repositories use them. */
export function repositorySettings(settings: {
  readonly [name: string]: unknown;
}): RepositorySettings {
  const plugins = settings.plugins as
    | { readonly package_repository?: { readonly filesystem?: object } }
    | undefined;
  const all = { ...settings, ...plugins?.package_repository?.filesystem } as {
    readonly [name: string]: Tagged;
  };
  const picked = Object.keys(defaultRepositorySettings)
    .filter((name) => all[name] !== undefined)
    .map((name) => [name, all[name]]);
  return { ...defaultRepositorySettings, ...Object.fromEntries(picked) };
}
