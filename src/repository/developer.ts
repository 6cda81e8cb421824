// Packages that are in no repository: a developer's own file, found and read as rez does it, and
// packages made of data. As in rez they are of the kind "memory": no base, no root.

import { readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Attributes, PackageDefinition } from "../definition/definition.ts";
import { checkedForMaking, withRequests } from "../definition/developer.ts";
import { type DefinitionFormat, decode, definitionFormats } from "../definition/load.ts";
import type { PythonData } from "../definition/package-py.ts";
import { parseYamlDefinition } from "../definition/package-yaml.ts";
import { reprString } from "../definition/python-text.ts";
import { checkPackageName } from "../definition/request.ts";
import { RezError } from "../errors.ts";
import { VersionError } from "../version/errors.ts";
import { Version } from "../version/version.ts";
import { MemoryRepository } from "./memory.ts";
import type { LoadedPackage, RepositorySettings } from "./repository.ts";
import { describe, packageResource } from "./resource.ts";
import { expandRequirement, type Latest } from "./wildcards.ts";

export interface DeveloperData {
  /** The definition file, as the caller's path names it. */
  readonly file: string;
  readonly data: Attributes;
}

/** Reads a package.py: its bytes, and the file that messages name. */
type LoadPython = (bytes: Uint8Array, file: string) => Promise<PythonData>;

/** The data of the definition at a path, a file or its folder; nothing in it is validated but the
 * name. `format` null: whichever there is, by rez's order. */
export async function developerData(
  path: string,
  format: DefinitionFormat | null,
  settings: RepositorySettings,
  loadPython: LoadPython,
): Promise<DeveloperData> {
  const status = await stat(path).catch(() => null);
  if (status === null) {
    throw invalid(`Path ${reprString(path)} did not exist, or was not accessible`, path);
  }
  let last: DeveloperData | null = null;
  for (const name of settings.package_filenames) {
    const found = await firstOf(path, status.isDirectory() ? name : null, format, loadPython);
    if (found === null) continue;
    if (typeof found.data.name === "string") return found;
    last = found;
  }
  if (last === null) throw invalid(`No package definition file found at ${path}`, path);
  throw invalid(
    `Error in ${reprString(last.file)} - missing or non-string field 'name'`,
    last.file,
  );
}

export interface Making {
  readonly name: string;
  readonly data: Attributes;
  /** What errors name: the definition file, or what the data came from. */
  readonly file: string;
  /** What tells this package's repository from others of its kind. */
  readonly location: string;
  readonly rezVersion: string;
  readonly latest: Latest;
}

/** rez's `create_package`: throws for the first thing that is wrong with the data. */
export async function madePackage(
  making: Making,
  settings: RepositorySettings,
): Promise<LoadedPackage> {
  const { errors, package: made } = await draftPackage(making, settings);
  const [first] = errors;
  if (first !== undefined) throw first;
  made.definition.validate();
  return made;
}

/** The same, and what is wrong beside it: of a version that is none, nothing is left. */
export async function draftPackage(
  { name, data, file, location, rezVersion, latest }: Making,
  settings: RepositorySettings,
): Promise<{
  readonly package: LoadedPackage;
  readonly errors: readonly (RezError | VersionError)[];
}> {
  const { data: checked, errors } = checkedForMaking(data, file, rezVersion);
  const said = typeof checked.version === "string" ? checked.version : "";
  const wrong = wrongIdentity(name, said, file);
  const version = wrong.some((error) => error instanceof VersionError) ? "" : said;
  const wrongRequests: RezError[] = [];
  const expanded = await withRequests(checked, async (request) => {
    try {
      return await expandRequirement(request, latest);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      wrongRequests.push(
        invalid(`${reprString(request)}: ${error.message} (in ${file})`, file, request),
      );
      return request;
    }
  });
  const repository = new MemoryRepository(location, { [name]: {} });
  const resource = packageResource(repository.familyNamed(name), version);
  const uri = `${location}:${describe(resource)}`;
  const definition = new PackageDefinition(
    // Messages name what can be opened.
    { name, version, uri: file, file },
    { data: expanded, formatVersion: null, evaluatedBy: "host" },
    settings,
  );
  return {
    package: { resource, definition, uri, base: null, file: null },
    errors: [...errors, ...wrong, ...wrongRequests],
  };
}

function wrongIdentity(
  name: string,
  version: string,
  file: string,
): readonly (RezError | VersionError)[] {
  return [() => checkPackageName(name), () => Version.parse(version)].flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      const message = error instanceof Error ? `${error.message} (in ${file})` : "";
      if (error instanceof VersionError) return [new VersionError(message)];
      if (!(error instanceof RezError)) throw error;
      return [new RezError(error.type, message, { ...error.data, file })];
    }
  });
}

async function firstOf(
  path: string,
  name: string | null,
  format: DefinitionFormat | null,
  loadPython: LoadPython,
): Promise<DeveloperData | null> {
  for (const each of format === null ? definitionFormats : [format]) {
    if (name === null && format === null && !path.endsWith(`.${each}`)) continue;
    const file = name === null ? path : join(path, `${name}.${each}`);
    if (!(await stat(file).catch(() => null))?.isFile()) continue;
    const real = await realpath(file);
    const bytes = await read(real);
    const data =
      each === "py"
        ? (await loadPython(bytes, real)).data
        : parseYamlDefinition(decode(bytes, real), real);
    return { file, data };
  }
  return null;
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RezError("ResourceError", `Problem loading ${path}: ${reason}`, {
      file: path,
      reason,
    });
  }
}

function invalid(message: string, file: string, reason = ""): RezError {
  return new RezError("PackageMetadataError", message, { file, reason });
}
