// Which families need a family, and which need those: a lookup among latest packages, no resolve.

import { isBoundSource } from "../definition/bound-functions.ts";
import { RezError } from "../errors.ts";
import { mapInParallel } from "../repository/load-many.ts";
import type { Reading } from "../repository/reading.ts";
import type { LoadedPackage, PackageRepository } from "../repository/repository.ts";
import {
  type BuildRequirements,
  type LateRequirements,
  lateRequirementKeys,
  requirementsOf,
  variantsOf,
} from "../repository/variant.ts";
import { familyNames, latestPackages } from "./latest.ts";

export interface ReverseLookup {
  readonly name: string;
  /** How far to go; null goes to the end. */
  readonly depth: number | null;
  readonly buildRequires: boolean;
  /** Those of the family itself count too. */
  readonly privateBuildRequires: boolean;
}

/** Runs the late-bound requirement lists `keys` of a package. */
export type EvaluateLate = (
  loaded: LoadedPackage,
  keys: readonly string[],
) => Promise<LateRequirements>;

export interface ReverseDependencies {
  /** The family itself, those that need it, those that need these… */
  readonly levels: readonly (readonly string[])[];
  /** Who needs whom. */
  readonly edges: readonly (readonly [string, string])[];
}

export async function reverseDependencies(
  { name, depth, buildRequires, privateBuildRequires }: ReverseLookup,
  repositories: readonly PackageRepository[],
  reading: Reading,
  evaluateLate: EvaluateLate,
): Promise<ReverseDependencies> {
  const names = await familyNames(repositories, reading);
  if (!names.includes(name)) throw noSuchFamily(name);
  const levels: string[][] = [[name]];
  const edges: [string, string][] = [];
  if (depth === 0) return { levels, edges };

  const needs = new Map<string, Set<string>>();
  const latest = await latestPackages(names, repositories, reading);
  await mapInParallel(latest, reading, "Searching", async (loaded) => {
    const owner = loaded.resource.name;
    const privateBuild = privateBuildRequires && owner === name;
    const building = { build: buildRequires, privateBuild };
    for (const needed of await needsOf(loaded, building, evaluateLate)) {
      const owners = needs.get(needed);
      if (owners === undefined) needs.set(needed, new Set([owner]));
      else owners.add(owner);
    }
  });

  const seen = new Set([name]);
  for (let level = [name]; level.length > 0 && (depth === null || levels.length <= depth); ) {
    const next: string[] = [];
    for (const child of level) {
      for (const parent of needs.get(child) ?? []) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        next.push(parent);
        edges.push([parent, child]);
      }
    }
    if (next.length > 0) levels.push([...next].sort(byCodePoint));
    level = next;
  }
  return { levels, edges };
}

export function noSuchFamily(name: string): RezError {
  return new RezError("PackageFamilyNotFoundError", `No such package family '${name}'`, { name });
}

async function needsOf(
  loaded: LoadedPackage,
  building: BuildRequirements,
  evaluateLate: EvaluateLate,
): Promise<ReadonlySet<string>> {
  const lateKeys = lateRequirementKeys(loaded, building).filter((key) =>
    isBoundSource(loaded.definition.data[key]),
  );
  const late = lateKeys.length > 0 ? await evaluateLate(loaded, lateKeys) : undefined;
  const requirements = variantsOf(loaded).flatMap((variant) =>
    requirementsOf(variant, building, late),
  );
  return new Set(requirements.filter(({ conflict }) => !conflict).map(({ name }) => name));
}

/** As Python sorts. */
function byCodePoint(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
