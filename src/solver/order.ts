// Which package and which variant is tried first. rez sorts by keys that are ascending and then
// reads them backwards; so do these comparisons: greater is better.
//
// An order ranks versions that may not exist: a variant is ranked by the bounds of its
// requirements. The default order is that of the versions themselves.

import type { Requirement } from "../version/requirement.ts";
import { Version } from "../version/version.ts";
import type { IndexedVariant } from "./family.ts";

/** What an orderer gives to a version; compared as Python compares such values. */
export type SortKey = number | string | Version | ReversedKey | readonly SortKey[];

export interface ReversedKey {
  readonly reversed: SortKey;
}

/** An orderer, for one family. */
export interface VersionOrder {
  key(version: Version): SortKey;
}

export type VariantSelectMode = "version_priority" | "intersection_priority";

/** Neither before nor after, yet not equal: nothing that follows is compared, and both stay put. */
const UNORDERED = Number.NaN;

/**
 * Two versions, each by its family's order (null: the default). Versions whose keys are of
 * different kinds are compared themselves.
 */
export function compareVersions(
  a: Version,
  orderOfA: VersionOrder | null,
  b: Version,
  orderOfB: VersionOrder | null,
): number {
  if (orderOfA === null && orderOfB === null) return a.compareTo(b);
  const left = orderOfA === null ? a : orderOfA.key(a);
  const right = orderOfB === null ? b : orderOfB.key(b);
  return compareKeys(left, right) ?? (a.compareTo(b) || UNORDERED);
}

/** null when Python would refuse to compare them. */
function compareKeys(a: SortKey, b: SortKey): number | null {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  if (typeof a !== "object" || typeof b !== "object") return null;
  if (a instanceof Version || b instanceof Version) {
    return a instanceof Version && b instanceof Version ? a.compareTo(b) : null;
  }
  if ("reversed" in a || "reversed" in b) {
    return "reversed" in a && "reversed" in b ? compareKeys(b.reversed, a.reversed) : null;
  }
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const result = compareKeys(a[i]!, b[i]!);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

/** Ranks the variants of a package for one list of requests; keys are made once a variant. */
export class VariantOrder {
  readonly #places = new Map<string, number>();
  readonly #mode: VariantSelectMode;
  readonly #orderOf: (family: string) => VersionOrder | null;
  readonly #keys = new Map<IndexedVariant, VariantKey>();
  #isTotal = true;

  constructor(
    requests: readonly Requirement[],
    mode: VariantSelectMode,
    orderOf: (family: string) => VersionOrder | null,
  ) {
    for (const [place, { name, conflict }] of requests.entries()) {
      if (!conflict) this.#places.set(name, place);
    }
    this.#mode = mode;
    this.#orderOf = orderOf;
  }

  /** Whether a part of what was sorted so far is sorted, too: an orderer may leave pairs UNORDERED. */
  get isTotal(): boolean {
    return this.#isTotal;
  }

  /**
   * Best first; equal ones stay as they are. Turned around before and after, as Python does it,
   * because an order with UNORDERED pairs shows how it was sorted.
   */
  sorted(variants: readonly IndexedVariant[]): readonly IndexedVariant[] {
    for (const variant of variants) variant.checkRequires();
    if (variants.length < 2) return variants;
    const keys = variants.map((variant) => this.#key(variant)).reverse();
    keys.sort((a, b) => this.#compare(a, b));
    return keys.reverse().map((key) => key.variant);
  }

  #key(variant: IndexedVariant): VariantKey {
    let key = this.#keys.get(variant);
    if (key === undefined) {
      key = this.#newKey(variant);
      this.#keys.set(variant, key);
    }
    return key;
  }

  /** A variant that merely excludes versions of a requested package is ranked by that, too. */
  #newKey(variant: IndexedVariant): VariantKey {
    const requested: Requirement[] = [];
    const places: number[] = [];
    const additional: Requirement[] = [];
    for (const required of variant.requires.requirements) {
      const place = this.#places.get(required.name);
      if (place !== undefined) {
        let i = places.length;
        while (i > 0 && places[i - 1]! > place) i--;
        places.splice(i, 0, place);
        requested.splice(i, 0, required);
      } else if (!required.conflict) {
        additional.push(required);
      }
    }
    return { variant, requested, places, additional };
  }

  #compare(a: VariantKey, b: VariantKey): number {
    if (this.#mode === "intersection_priority") {
      const shared = a.requested.length - b.requested.length;
      if (shared !== 0) return shared;
    }
    const requested = this.#compareRequested(a, b);
    if (requested !== 0) return requested;
    const fewer = b.additional.length - a.additional.length;
    if (fewer !== 0) return fewer;
    const additional = this.#compareAdditional(a.additional, b.additional);
    return additional !== 0 ? additional : (a.variant.index ?? 0) - (b.variant.index ?? 0);
  }

  #compareRequested(a: VariantKey, b: VariantKey): number {
    const shared = Math.min(a.requested.length, b.requested.length);
    for (let i = 0; i < shared; i++) {
      // An earlier request counts for more.
      if (a.places[i] !== b.places[i]) return b.places[i]! - a.places[i]!;
      const result = this.#compareRanges(a.requested[i]!, b.requested[i]!);
      if (result !== 0) return result;
    }
    return a.requested.length - b.requested.length;
  }

  #compareAdditional(a: readonly Requirement[], b: readonly Requirement[]): number {
    const shared = Math.min(a.length, b.length);
    for (let i = 0; i < shared; i++) {
      const [left, right] = [a[i]!, b[i]!];
      if (left === right) continue;
      const result = this.#compareRanges(left, right);
      if (result !== 0) return result;
      if (left.name !== right.name) return compareText(left.name, right.name);
    }
    return a.length - b.length;
  }

  /** Bound by bound: the lower version, then whether it is included, then the upper one. */
  #compareRanges(a: Requirement, b: Requirement): number {
    if (a.range === b.range && a.name === b.name) return 0;
    // Only "~name" has no range. rez cannot compare it with one that has (a TypeError); here it is
    // the least wanted.
    if (a.range === null || b.range === null)
      return Number(b.range === null) - Number(a.range === null);
    const [orderOfA, orderOfB] = [this.#orderOf(a.name), this.#orderOf(b.name)];
    if (orderOfA !== null || orderOfB !== null) this.#isTotal = false;
    const shared = Math.min(a.range.bounds.length, b.range.bounds.length);
    for (let i = 0; i < shared; i++) {
      const [left, right] = [a.range.bounds[i]!, b.range.bounds[i]!];
      const lower = compareVersions(left.lower.version, orderOfA, right.lower.version, orderOfB);
      if (lower !== 0) return lower;
      if (left.lower.inclusive !== right.lower.inclusive) return left.lower.inclusive ? -1 : 1;
      const upper = compareVersions(left.upper.version, orderOfA, right.upper.version, orderOfB);
      if (upper !== 0) return upper;
      if (left.upper.inclusive !== right.upper.inclusive) return left.upper.inclusive ? 1 : -1;
    }
    return a.range.bounds.length - b.range.bounds.length;
  }
}

interface VariantKey {
  readonly variant: IndexedVariant;
  /** What it requires of requested families, in the order of the requests. */
  readonly requested: readonly Requirement[];
  /** The places of those requests. */
  readonly places: readonly number[];
  readonly additional: readonly Requirement[];
}

/** By code point, as Python compares text; `<` would compare UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return a.codePointAt(i)! - b.codePointAt(i)!;
  }
  return a.length - b.length;
}
