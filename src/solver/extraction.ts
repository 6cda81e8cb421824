// Extracting: what every remaining variant of a package requires is required, whichever is chosen.
// What several packages require of one family is merged before anything else is done with it.

import type { Requirement } from "../version/requirement.ts";
import type { SolverMemory } from "./family.ts";

/** Requirements merged to one for each family, in the order in which the families appear. */
export type MergedRequirements = ReadonlyMap<string, Requirement>;

/** What was merged, and, when two cannot both hold, the first pair of which that is so. */
export interface Merge {
  readonly requirements: MergedRequirements;
  readonly conflict: readonly [Requirement, Requirement] | null;
}

export function mergeRequirements(extracted: readonly Requirement[], memory: SolverMemory): Merge {
  const requirements = new Map<string, Requirement>();
  for (const requirement of extracted) {
    const existing = requirements.get(requirement.name);
    const merged = existing === undefined ? requirement : memory.merged(existing, requirement);
    if (merged === null) return { requirements, conflict: [existing!, requirement] };
    if (merged !== existing) requirements.set(requirement.name, merged);
  }
  return { requirements, conflict: null };
}
