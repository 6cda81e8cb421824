// What one family requires of another: the distinct requirements that occur, and which variants
// have which. Most families name another one in a handful of ways over hundreds of variants, so a
// test against all variants at once is a few tests.

import { Requirement } from "../version/requirement.ts";
import { type Bits, emptyBits, intersects, isSubset, withMember, withMembers } from "./bits.ts";
import { VersionSet } from "./version-set.ts";

/** What a scope asks of the others: versions of a package, or what is excluded, or an ephemeral. */
export type ScopeRequest = VersionSet | Requirement;

const REMEMBERED = 4096;

export class Column {
  readonly family: string;
  /** Variants that need the family: the ones that only exclude versions of it are not here. */
  needing: Bits;
  /** Variants that mention it in any way. */
  mentioning: Bits;
  readonly #requirements: Requirement[] = [];
  readonly #variants: Bits[] = [];
  readonly #byText = new Map<string, number>();
  readonly #conflicts = new Map<VersionSet | string, Bits | null>();
  readonly #common = new Map<string, Requirement>();
  readonly #size: number;

  constructor(family: string, size: number) {
    this.family = family;
    this.#size = size;
    this.needing = emptyBits(size);
    this.mentioning = emptyBits(size);
  }

  add(variant: number, required: Requirement): void {
    let i = this.#byText.get(required.text);
    if (i === undefined) {
      i = this.#requirements.push(required) - 1;
      this.#variants.push(emptyBits(this.#size));
      this.#byText.set(required.text, i);
    }
    this.#variants[i] = withMember(this.#variants[i]!, variant);
    this.mentioning = withMember(this.mentioning, variant);
    if (!required.conflict) this.needing = withMember(this.needing, variant);
    this.#conflicts.clear();
  }

  /** The variants that a request rules out, whether or not they are still there; null for none. */
  conflicting(request: ScopeRequest): Bits | null {
    const key = request instanceof VersionSet ? request : request.text;
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
      if (!intersects(this.#variants[i]!, variants)) continue;
      present.push(this.#requirements[i]!);
      key += String.fromCharCode(i);
    }
    let result = this.#common.get(key);
    if (result === undefined) {
      const [first, ...others] = present.map((required) => required.range!);
      result = Requirement.construct(this.family, first!.union(...others));
      if (this.#common.size >= REMEMBERED) this.#common.clear();
      this.#common.set(key, result);
    }
    return result;
  }

  #findConflicting(request: ScopeRequest): Bits | null {
    let result: Bits | null = null;
    for (const [i, required] of this.#requirements.entries()) {
      const conflict =
        request instanceof VersionSet
          ? conflictsWithVersions(required, request)
          : required.conflictsWith(request);
      if (conflict) result = withMembers(result ?? emptyBits(this.#size), this.#variants[i]!);
    }
    return result;
  }
}

function conflictsWithVersions(required: Requirement, versions: VersionSet): boolean {
  if (required.range === null) return false;
  const covered = versions.family.covered(required.range);
  return required.conflict ? isSubset(versions.bits, covered) : !intersects(versions.bits, covered);
}
