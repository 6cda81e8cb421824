// Requirement lists that a function of the package gives. It is users' Python, so the host runs it; it
// knows the context, of which such a function sees the request, since nothing is resolved yet.

import { parsePackageRequest } from "../definition/request.ts";
import type { Tagged } from "../python-source/tagged.ts";
import { type PackageRecord, packageRecord } from "../records/records.ts";
import type { LoadedPackage } from "../repository/repository.ts";
import { type LateRequirements, variantsOf } from "../repository/variant.ts";
import type { Requirement } from "../version/requirement.ts";

export interface LateHost {
  evaluateLate(request: LateRequest): Promise<{ readonly value: Tagged }>;
}

interface LateRequest {
  readonly package: PackageRecord;
  readonly key: string;
  /** What each of its variants has, as a list. */
  readonly ofVariants: boolean;
}

export async function lateRequirements(
  loaded: LoadedPackage,
  keys: readonly string[],
  host: LateHost,
): Promise<LateRequirements> {
  const lists = new Map<string, readonly (readonly Requirement[])[]>();
  for (const key of keys) {
    // In rez a variant has its package's `requires`, and all else as if it were its own.
    const ofVariants = key !== "requires";
    const { value } = await host.evaluateLate({ package: packageRecord(loaded), key, ofVariants });
    const byIndex: (readonly Requirement[])[] = [];
    for (const [at, { index }] of variantsOf(loaded).entries()) {
      const texts = ofVariants ? (value as Tagged[])[at] : value;
      byIndex[index ?? 0] = (texts as string[]).map(parsePackageRequest);
    }
    lists.set(key, byIndex);
  }
  return lists;
}

/** Any late-bound attribute of a package. */
export async function lateAttribute(
  loaded: LoadedPackage,
  key: string,
  host: LateHost,
): Promise<Tagged> {
  const request = { package: packageRecord(loaded), key, ofVariants: false };
  return (await host.evaluateLate(request)).value;
}
