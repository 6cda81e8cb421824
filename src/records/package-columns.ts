// Many packages as they cross to Python: columns of texts, since a message of objects takes several
// times as long to write and to read. What the caller has already does not cross again.

import { sep } from "node:path";
import { RezError } from "../errors.ts";
import { type LoadResult, loadPackages } from "../repository/load-many.ts";
import { familyOfHandle, type OpenOptions } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import type { PackageResource } from "../repository/repository.ts";
import { packageFolder, packageResource } from "../repository/resource.ts";
import { attributeErrors, type ErrorRecord, errorRecord } from "./records.ts";
import { checkedHandle } from "./variant-lookup.ts";

export interface PackageColumns {
  readonly files: string[];
  readonly states: (string | null)[];
  readonly attributes: (string | null)[];
  readonly attributeErrors: Record<string, Record<string, ErrorRecord>>;
  readonly errors: Record<string, ErrorRecord>;
}

export interface FamilyVersions {
  readonly family: {
    readonly key: string;
    readonly variables: { readonly [name: string]: unknown };
  };
  readonly versions: readonly string[];
}

/** `held` has the state of what the caller has of each package. */
export async function readPackages(
  addresses: readonly FamilyVersions[],
  held: readonly (string | null)[],
  reading: Reading,
  options: OpenOptions,
): Promise<PackageColumns> {
  const resources: (PackageResource | RezError)[] = [];
  for (const { family, versions } of addresses) {
    const found = await orError(() => familyOfHandle(checkedHandle(family), reading, options));
    for (const version of versions) {
      resources.push(
        found instanceof RezError ? found : await orError(() => packageResource(found, version)),
      );
    }
  }
  const columns: PackageColumns = {
    files: [],
    states: [],
    attributes: [],
    attributeErrors: {},
    errors: {},
  };
  for (const result of await loadPackages(resources, reading)) {
    add(columns, result, held, reading);
  }
  return columns;
}

function add(
  columns: PackageColumns,
  result: LoadResult,
  held: readonly (string | null)[],
  reading: Reading,
): void {
  const at = columns.files.length;
  if (result instanceof RezError) {
    columns.errors[at] = errorRecord(result);
    columns.files.push("");
    columns.states.push(null);
    columns.attributes.push(null);
    return;
  }
  const { resource, definition, file, uri } = result;
  const folder = packageFolder(resource);
  const { location } = resource.family.repository;
  const state = file && reading.files.stateOf(file, uri, folder, reading.cache.storage(location));
  columns.files.push(uri.startsWith(`${folder}${sep}`) ? uri.slice(folder.length + 1) : uri);
  columns.states.push(state);
  columns.attributes.push(state !== null && state === held[at] ? null : definition.record);
  if (definition.errors.length > 0) columns.attributeErrors[at] = attributeErrors(result);
}

async function orError<T>(work: () => T | Promise<T>): Promise<T | RezError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RezError) return error;
    throw error;
  }
}
