// rez's resource handles: a package or variant by value, the same dictionaries and the same order of
// keys as rez writes into contexts.

import { RezError } from "../errors.ts";

export type HandleVariables = { readonly [key: string]: string | number | null };

export interface ResourceHandle {
  readonly key: string;
  readonly variables: HandleVariables;
}

export interface PackagePlace {
  readonly repositoryType: string;
  readonly location: string;
  readonly name: string;
  /** Extension of a combined family's file; null for a family that is a folder. */
  readonly extension: string | null;
  /** Empty for an unversioned package: then the handle has no version. */
  readonly version: string;
}

export function familyHandle(place: PackagePlace): ResourceHandle {
  return { key: resourceKey("family", place), variables: variablesOf(place, false) };
}

export function packageHandle(place: PackagePlace): ResourceHandle {
  return { key: resourceKey("package", place), variables: variablesOf(place, true) };
}

export function variantHandle(place: PackagePlace, index: number | null): ResourceHandle {
  const { repository_type, ...variables } = variablesOf(place, true);
  return {
    key: resourceKey("variant", place),
    variables: { ...variables, index, repository_type: repository_type as string },
  };
}

/** What a handle of a package or variant names; throws when it is none. Values are not checked. */
export function readHandle(handle: ResourceHandle): {
  readonly place: PackagePlace;
  readonly index: number | null;
} {
  const { index } = handle.variables;
  return {
    place: placeOf(handle, /^[^.]+\.(?:package|variant)(\.combined)?$/),
    index: typeof index === "number" ? index : null,
  };
}

/** The same for the handle of a family. */
export function readFamilyHandle(handle: ResourceHandle): PackagePlace {
  return placeOf(handle, /^[^.]+\.family(\.combined)?$/);
}

function placeOf({ key, variables }: ResourceHandle, kind: RegExp): PackagePlace {
  const match = kind.exec(key);
  const { repository_type, location, name, ext, version } = variables;
  if (!match || typeof location !== "string" || typeof name !== "string") {
    throw new RezError("ResourceError", `Unknown resource type '${key}'`, { key });
  }
  return {
    repositoryType: typeof repository_type === "string" ? repository_type : "filesystem",
    location,
    name,
    extension: match[1] && typeof ext === "string" ? ext : null,
    version: typeof version === "string" && version !== "_NO_VERSION" ? version : "",
  };
}

function resourceKey(kind: string, place: PackagePlace): string {
  return `${place.repositoryType}.${kind}${place.extension === null ? "" : ".combined"}`;
}

function variablesOf(place: PackagePlace, withVersion: boolean): HandleVariables {
  return {
    location: place.location,
    name: place.name,
    ...(place.extension === null ? {} : { ext: place.extension }),
    ...(withVersion && place.version !== "" ? { version: place.version } : {}),
    repository_type: place.repositoryType,
  };
}
