// What one family requires of another: the distinct requirements that occur, and which variants
// have which. Most families name another one in a handful of ways over hundreds of variants, so a
// test against all variants at once is a few tests.

import { Requirement } from "../version/requirement.ts";
import { type Bits, emptyBits, intersects, isSubset, withMember } from "./bits.ts";
import { addToRuns, type Runs, runsIntersect, withRuns } from "./runs.ts";
import { VersionSet } from "./version-set.ts";

/** What a scope asks of the others: versions of a package, or what is excluded, or an ephemeral. */
export type ScopeRequest = VersionSet | Requirement;

const REMEMBERED = 4096;

/** So many requirements are searched faster one by one. */
const FEW = 16;

export class Column {
  readonly family: string;
  /** Variants that mention the family in any way. */
  mentioning: Bits;
  /** Only where some variants do nothing but exclude versions of it. */
  #needing: Bits | undefined;
  readonly #requirements: Requirement[] = [];
  /** For each requirement, the variants that have it. */
  readonly #variants: Runs[] = [];
  // Most columns hold two or three requirements and are never asked anything, and there are tens of
  // thousands: maps for all of them would take half of what a search's memory takes.
  #byText: Map<string, number> | undefined;
  #conflicts: Map<VersionSet | string, Bits | null> | undefined;
  #common: Map<string, Requirement> | undefined;
  readonly #size: number;

  constructor(family: string, size: number) {
    this.family = family;
    this.#size = size;
    this.mentioning = emptyBits(size);
  }

  /** Variants that need the family: those that only exclude versions of it are not here. */
  get needing(): Bits {
    return this.#needing ?? this.mentioning;
  }

  /** Variants come in ascending order. */
  add(variant: number, required: Requirement): void {
    let i = this.#indexOf(required);
    if (i < 0) {
      i = this.#requirements.push(required) - 1;
      this.#variants.push([]);
      this.#byText?.set(required.text, i);
    }
    addToRuns(this.#variants[i]!, variant);
    if (required.conflict) this.#needing ??= this.mentioning.slice();
    else if (this.#needing !== undefined) withMember(this.#needing, variant);
    withMember(this.mentioning, variant);
    this.#conflicts?.clear();
  }

  /** The variants that a request rules out, whether or not they are still there; null for none. */
  conflicting(request: ScopeRequest): Bits | null {
    const key = request instanceof VersionSet ? request : request.text;
    this.#conflicts ??= new Map();
    let result = this.#conflicts.get(key);
    if (result === undefined) {
      result = this.#findConflicting(request);
      if (this.#conflicts.size >= REMEMBERED) this.#conflicts.clear();
      this.#conflicts.set(key, result);
    }
    return result;
  }

  /** What `variants`, which all need the family, need of it together: the union of their ranges. */
  common(variants: Bits): Requirement {
    const present: Requirement[] = [];
    let key = "";
    for (let i = 0; i < this.#requirements.length; i++) {
      if (!runsIntersect(this.#variants[i]!, variants)) continue;
      present.push(this.#requirements[i]!);
      key += String.fromCharCode(i);
    }
    this.#common ??= new Map();
    let result = this.#common.get(key);
    if (result === undefined) {
      const [first, ...others] = present.map((required) => required.range!);
      result = Requirement.construct(this.family, first!.union(...others));
      if (this.#common.size >= REMEMBERED) this.#common.clear();
      this.#common.set(key, result);
    }
    return result;
  }

  #indexOf(required: Requirement): number {
    const known = this.#requirements;
    if (this.#byText === undefined) {
      for (let i = 0; i < known.length; i++) if (known[i] === required) return i;
      if (known.length < FEW) return known.findIndex(({ text }) => text === required.text);
      this.#byText = new Map(known.map(({ text }, i) => [text, i]));
    }
    return this.#byText.get(required.text) ?? -1;
  }

  #findConflicting(request: ScopeRequest): Bits | null {
    let result: Bits | null = null;
    for (const [i, required] of this.#requirements.entries()) {
      const conflict =
        request instanceof VersionSet
          ? conflictsWithVersions(required, request)
          : required.conflictsWith(request);
      if (conflict) result = withRuns(result ?? emptyBits(this.#size), this.#variants[i]!);
    }
    return result;
  }
}

function conflictsWithVersions(required: Requirement, versions: VersionSet): boolean {
  if (required.range === null) return false;
  const covered = versions.family.covered(required.range);
  return required.conflict ? isSubset(versions.bits, covered) : !intersects(versions.bits, covered);
}
