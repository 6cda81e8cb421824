// A choice of variants of one family. Equal choices are one object, so what follows from a choice
// alone (its versions, what its variants share, what is left of it after a reduction) is found once
// in the life of the engine. The 188 requests of rez's benchmark meet the same few thousand choices
// 270,000 times; bench/areas/solves.py guards it.

import type { Requirement } from "../version/requirement.ts";
import { type Bits, hasMember, intersects, isSubset } from "./bits.ts";
import type { Column, ScopeRequest } from "./column.ts";
import type { FamilyIndex } from "./family.ts";
import { VersionSet } from "./version-set.ts";

const NOTHING_NEW: readonly Requirement[] = [];

export class VariantSet {
  readonly family: FamilyIndex;
  /** By number; no word more than the greatest needs. */
  readonly numbers: Bits;
  #versions: VersionSet | undefined;
  #commonFamilies: readonly string[] | undefined;
  #requirements: readonly Requirement[] | undefined;
  #newSince: Map<VariantSet, readonly Requirement[]> | undefined;
  #reduced: Map<VersionSet | string, VariantSet | null> | undefined;

  constructor(family: FamilyIndex, numbers: Bits) {
    this.family = family;
    this.numbers = numbers;
  }

  get versions(): VersionSet {
    this.#versions ??= this.family.versionsOf(this.numbers);
    return this.#versions;
  }

  /** The families that every variant needs, in order of extraction. */
  get commonFamilies(): readonly string[] {
    if (this.#commonFamilies === undefined) {
      const { numbers, family } = this;
      this.#commonFamilies = family
        .firstChosen(numbers)
        .requestFamilies.filter((name) => isSubset(numbers, family.columns.get(name)!.needing));
    }
    return this.#commonFamilies;
  }

  /**
   * The requirements that all variants share, one for each common family: the union of what the
   * variants say. Exclusions are not among them; they only reduce.
   */
  get requirements(): readonly Requirement[] {
    if (this.#requirements === undefined) {
      const { columns } = this.family;
      this.#requirements = this.commonFamilies.map((name) =>
        columns.get(name)!.common(this.numbers),
      );
    }
    return this.#requirements;
  }

  /** Those of `requirements` that a choice from which this one was made did not have yet. */
  newSince(earlier: VariantSet | null): readonly Requirement[] {
    if (earlier === null) return this.requirements;
    if (earlier === this) return NOTHING_NEW;
    let result = this.#newSince?.get(earlier);
    if (result === undefined) {
      const known = new Set(earlier.requirements);
      result = this.requirements.filter((each) => each.isEphemeral || !known.has(each));
      this.#newSince ??= new Map();
      this.#newSince.set(earlier, result);
    }
    return result;
  }

  /** Without the variants that conflict with `request`; itself if there are none, null if all do. */
  reduced(column: Column, request: ScopeRequest): VariantSet | null {
    const key = request instanceof VersionSet ? request : request.text;
    let result = this.#reduced?.get(key);
    if (result === undefined) {
      result = this.#without(column.conflicting(request));
      this.#reduced ??= new Map();
      this.#reduced.set(key, result);
    }
    return result;
  }

  #without(removed: Bits | null): VariantSet | null {
    const { numbers, family } = this;
    if (removed === null || !intersects(removed, numbers)) return this;
    const rest = numbers.slice();
    const shared = Math.min(rest.length, removed.length);
    let isEmpty = rest.length === shared;
    for (let i = 0; i < shared; i++) {
      rest[i]! &= ~removed[i]!;
      if (rest[i] !== 0) isEmpty = false;
    }
    return isEmpty ? null : family.variantSet(rest);
  }

  has(number: number): boolean {
    return hasMember(this.numbers, number);
  }
}
