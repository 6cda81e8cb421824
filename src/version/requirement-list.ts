// Requirements reduced to one per name, in the order the names first appear; or, where two cannot
// both hold, that pair and nothing else.

import type { Requirement } from "./requirement.ts";

export class RequirementList {
  /** Empty when there is a conflict. */
  readonly requirements: readonly Requirement[];
  /** What was merged so far, and the requirement that could not be merged with it. */
  readonly conflict: readonly [Requirement, Requirement] | null;
  readonly names: ReadonlySet<string>;
  readonly conflictNames: ReadonlySet<string>;
  readonly #byName: ReadonlyMap<string, Requirement>;

  private constructor(
    byName: ReadonlyMap<string, Requirement>,
    conflict: readonly [Requirement, Requirement] | null,
  ) {
    this.#byName = byName;
    this.conflict = conflict;
    this.requirements = conflict === null ? [...byName.values()] : [];
    this.names = namesOf(this.requirements.filter((requirement) => !requirement.conflict));
    this.conflictNames = namesOf(this.requirements.filter((requirement) => requirement.conflict));
  }

  static of(requirements: Iterable<Requirement>): RequirementList {
    const byName = new Map<string, Requirement>();
    for (const requirement of requirements) {
      const existing = byName.get(requirement.name);
      const merged = existing === undefined ? requirement : existing.merged(requirement);
      if (merged === null) return new RequirementList(byName, [existing!, requirement]);
      byName.set(requirement.name, merged);
    }
    return new RequirementList(byName, null);
  }

  /** The merged requirement for `name`; with a conflict, what was merged before it was met. */
  get(name: string): Requirement | null {
    return this.#byName.get(name) ?? null;
  }

  toString(): string {
    if (this.conflict !== null) return this.conflict.join(" <--!--> ");
    return this.requirements.join(" ");
  }
}

function namesOf(requirements: readonly Requirement[]): ReadonlySet<string> {
  return new Set(requirements.map((requirement) => requirement.name));
}
