// Requirements reduced to one per name, in the order the names first appear; or, where two cannot
// both hold, that pair and nothing else.
//
// An engine holds one for every variant that it has met, and most hold fewer than ten requirements:
// a look through them is as fast as a map, which takes ten times the memory.

import type { Requirement } from "./requirement.ts";

/** So many are found faster by a map. */
const MANY = 24;

export class RequirementList {
  /** Empty when there is a conflict. */
  readonly requirements: readonly Requirement[];
  /** What was merged so far, and the requirement that could not be merged with it. */
  readonly conflict: readonly [Requirement, Requirement] | null;
  readonly #merged: readonly Requirement[];
  #byName: ReadonlyMap<string, Requirement> | undefined;

  private constructor(
    merged: readonly Requirement[],
    conflict: readonly [Requirement, Requirement] | null,
  ) {
    this.#merged = merged;
    this.conflict = conflict;
    this.requirements = conflict === null ? merged : [];
  }

  /** A list without a repeated name is kept, not copied: it must not be changed any more. */
  static of(requirements: readonly Requirement[]): RequirementList {
    return hasRepeatedName(requirements)
      ? RequirementList.#merge(requirements)
      : new RequirementList(requirements, null);
  }

  static #merge(requirements: readonly Requirement[]): RequirementList {
    const byName = new Map<string, Requirement>();
    for (const requirement of requirements) {
      const existing = byName.get(requirement.name);
      const merged = existing === undefined ? requirement : existing.merged(requirement);
      if (merged === null) {
        return new RequirementList([...byName.values()], [existing!, requirement]);
      }
      byName.set(requirement.name, merged);
    }
    return new RequirementList([...byName.values()], null);
  }

  get names(): ReadonlySet<string> {
    return namesOf(this.requirements.filter((requirement) => !requirement.conflict));
  }

  get conflictNames(): ReadonlySet<string> {
    return namesOf(this.requirements.filter((requirement) => requirement.conflict));
  }

  /** The merged requirement for `name`; with a conflict, what was merged before it was met. */
  get(name: string): Requirement | null {
    const merged = this.#merged;
    if (merged.length < MANY) {
      for (let i = 0; i < merged.length; i++) if (merged[i]!.name === name) return merged[i]!;
      return null;
    }
    this.#byName ??= new Map(merged.map((requirement) => [requirement.name, requirement]));
    return this.#byName.get(name) ?? null;
  }

  toString(): string {
    if (this.conflict !== null) return this.conflict.join(" <--!--> ");
    return this.requirements.join(" ");
  }
}

function hasRepeatedName(requirements: readonly Requirement[]): boolean {
  if (requirements.length >= MANY) return namesOf(requirements).size < requirements.length;
  for (let i = 1; i < requirements.length; i++) {
    const { name } = requirements[i]!;
    for (let j = 0; j < i; j++) if (requirements[j]!.name === name) return true;
  }
  return false;
}

function namesOf(requirements: readonly Requirement[]): ReadonlySet<string> {
  return new Set(requirements.map((requirement) => requirement.name));
}
