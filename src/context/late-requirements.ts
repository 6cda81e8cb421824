// Requirement lists that a function of the package gives. It is users' Python, so the host runs it;
// what it sees of the resolve is the request, since nothing is resolved yet.

import { isBoundSource } from "../definition/bound-functions.ts";
import { parsePackageRequest } from "../definition/request.ts";
import { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";
import type { LoadedPackage } from "../repository/repository.ts";
import type { LateRequirements } from "../repository/variant.ts";
import type { Requirement } from "../version/requirement.ts";

export interface LateRequest {
  readonly system: { readonly [name: string]: Tagged };
  readonly requests: readonly string[];
  readonly implicits: readonly string[];
  readonly building: boolean;
  readonly testing: boolean;
}

export interface LateHost {
  evaluateLate(request: { readonly [name: string]: Tagged }): Promise<{ readonly value: Tagged }>;
}

export async function lateRequirements(
  loaded: LoadedPackage,
  keys: readonly string[],
  request: LateRequest | null,
  host: LateHost,
): Promise<LateRequirements> {
  const lists = new Map<string, readonly Requirement[]>();
  for (const key of keys) {
    lists.set(key, parsed(await lateAttribute(loaded, key, request, host), key, loaded));
  }
  return lists;
}

/** A late-bound attribute of a package; without a request, as it is outside of contexts. */
export async function lateAttribute(
  loaded: LoadedPackage,
  key: string,
  request: LateRequest | null,
  host: LateHost,
): Promise<Tagged> {
  const bindings = request && {
    building: request.building,
    testing: request.testing,
    request: request.requests,
    implicits: request.implicits,
    ephemerals: [],
    system: request.system,
  };
  const { value } = await host.evaluateLate({
    code: loaded.definition.data[key] as Tagged,
    this: packageData(loaded),
    ...(bindings && { bindings }),
  });
  return value;
}

/** The package as the function's `this`. */
function packageData({ resource, uri, base, definition }: LoadedPackage): Tagged {
  return {
    name: definition.name,
    version: definition.version,
    index: null,
    base,
    root: base,
    subpath: null,
    uri,
    handle: resource.handle as unknown as Tagged,
    attributes: definition.validAttributes,
  };
}

function parsed(value: Tagged, key: string, { uri, definition }: LoadedPackage): Requirement[] {
  if (value === null) return [];
  if (Array.isArray(value) && value.every((text) => typeof text === "string")) {
    return value.map(parsePackageRequest);
  }
  const what = isBoundSource(value) ? "a function" : JSON.stringify(value);
  throw new RezError(
    "PackageMetadataError",
    `${uri}: '${key}' is late-bound and gave ${what} instead of a list of requests`,
    { file: definition.file, key },
  );
}
