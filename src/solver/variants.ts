// The packages of one family that are still possible, with their variants: what a scope narrows.
//
// Order is part of rez's answer, so it is kept as rez keeps it: packages stay in the repository's
// order until a split sorts them, and their variants in the definition's until somebody needs one.

import { type Bits, emptyBits, isSubset, withMember } from "./bits.ts";
import type { FamilyIndex, IndexedVariant } from "./family.ts";
import { compareVersions } from "./order.ts";
import type { PackageEntry } from "./package-entry.ts";
import type { PackageCache } from "./packages.ts";
import { ReducedBy } from "./reduced-by.ts";
import type { VariantSet } from "./variant-set.ts";
import type { VersionSet } from "./version-set.ts";

export class VariantSlice {
  readonly family: FamilyIndex;
  readonly packages: PackageCache;
  entries: readonly PackageEntry[];
  readonly reducedBy: ReducedBy;
  /** Whether the common families were extracted. */
  readonly isExtracted: boolean;
  /** The choice at the last extraction: this one or one from which this one was made. */
  readonly lastExtracted: VariantSet | null;
  #sortedByVersion: boolean;
  #examined = false;
  #length = 0;
  #choice: VariantSet | undefined;

  constructor(
    family: FamilyIndex,
    packages: PackageCache,
    entries: readonly PackageEntry[],
    from?: VariantSlice,
    choice?: VariantSet,
  ) {
    this.family = family;
    this.packages = packages;
    this.entries = entries;
    this.#choice = choice;
    this.#sortedByVersion = from === undefined ? false : from.#sortedByVersion;
    // Only what extracts everything gives the same packages again.
    this.isExtracted = from !== undefined && entries === from.entries;
    if (this.isExtracted) {
      this.reducedBy = from!.reducedBy;
      this.lastExtracted = from!.choice;
      this.#examined = from!.#examined;
      this.#length = from!.#length;
    } else {
      this.reducedBy = new ReducedBy(from?.reducedBy ?? null);
      this.lastExtracted = from?.lastExtracted ?? null;
    }
  }

  /** The number of variants. */
  get length(): number {
    if (this.#length === 0) {
      for (const entry of this.entries) this.#length += entry.variants.length;
    }
    return this.#length;
  }

  /** Its variants without their order. */
  get choice(): VariantSet {
    if (this.#choice === undefined) {
      let bits = emptyBits(this.family.versions.length);
      for (const entry of this.entries) {
        for (const variant of entry.variants) bits = withMember(bits, variant.number);
      }
      this.#choice = this.family.variantSet(bits);
    }
    return this.#choice;
  }

  get versions(): VersionSet {
    return this.choice.versions;
  }

  /** The families that every variant needs, in order of extraction. */
  get commonFamilies(): readonly string[] {
    this.examine();
    return this.choice.commonFamilies;
  }

  get isExtractable(): boolean {
    return !this.isExtracted && this.commonFamilies.length > 0;
  }

  get firstVariant(): IndexedVariant {
    const entry = this.entries[0]!;
    entry.sort(this.packages.variantOrder);
    return entry.variants[0]!;
  }

  /** False when variants could still be sorted by a look at them. */
  get isExamined(): boolean {
    return this.#examined || this.entries[0]!.variants.length === 1;
  }

  /** The moment at which rez first looks at the requirements of all variants. */
  examine(): void {
    if (this.#examined) return;
    this.entries[0]!.sort(this.packages.variantOrder);
    if (this.family.hasContradictory(this.choice.numbers)) {
      for (const variant of this.iterate()) variant.checkRequires();
    }
    this.#examined = true;
  }

  *iterate(): Generator<IndexedVariant> {
    for (const entry of this.entries) yield* entry.variants;
  }

  /** The same packages with fewer of them; nothing is extracted from it yet. */
  narrowed(entries: readonly PackageEntry[], choice?: VariantSet): VariantSlice {
    return new VariantSlice(this.family, this.packages, entries, this, choice);
  }

  /** The same packages, with every common family extracted. */
  extractedAll(): VariantSlice {
    return new VariantSlice(this.family, this.packages, this.entries, this, this.choice);
  }

  /** Only the versions in `covered`: null when that is none, this slice when it is all. */
  intersect(covered: Bits): VariantSlice | null {
    if (isSubset(this.versions.bits, covered)) return this;
    const entries = this.entries.filter(
      ({ position }) => (covered[position >>> 5]! & (1 << (position & 31))) !== 0,
    );
    return entries.length === 0 ? null : this.narrowed(entries);
  }

  /**
   * Two halves: the most wanted variants that share a family not yet extracted, which gives the
   * search something to extract again, and the rest.
   */
  split(): [VariantSlice, VariantSlice] {
    this.#sortByVersion();
    let shared: readonly string[] = [];
    if (this.length > 2) {
      const extracted = new Set(this.isExtracted ? this.commonFamilies : []);
      shared = this.firstVariant.requestFamilies.filter((name) => !extracted.has(name));
    }
    if (shared.length === 0) {
      this.entries[0]!.sort(this.packages.variantOrder);
      return this.#splitAfter(0, 1);
    }
    let last: [number, number] = [0, 1];
    for (const [i, entry] of this.entries.entries()) {
      entry.sort(this.packages.variantOrder);
      for (const [j, variant] of entry.variants.entries()) {
        shared = shared.filter((name) => variant.needs(name));
        if (shared.length === 0) return this.#splitAfter(...last);
        last = [i, j + 1];
      }
    }
    throw new Error(`a slice whose variants still share a family was split: ${this}`);
  }

  #splitAfter(entryIndex: number, variantCount: number): [VariantSlice, VariantSlice] {
    const before = this.entries.slice(0, entryIndex);
    const after = this.entries.slice(entryIndex + 1);
    const entry = this.entries[entryIndex]!;
    const halves = entry.split(variantCount, this.packages.variantOrder);
    if (halves === null) return [this.narrowed([...before, entry]), this.narrowed(after)];
    return [this.narrowed([...before, halves[0]]), this.narrowed([halves[1], ...after])];
  }

  #sortByVersion(): void {
    if (this.#sortedByVersion) return;
    const { versions, name } = this.family;
    const order = this.packages.orderOf(name);
    const sorted = [...this.entries];
    if (order === null) {
      const ranks = this.family.ranks;
      sorted.sort((a, b) => ranks[b.position]! - ranks[a.position]!);
    } else {
      // Turned around before and after, as Python does it: keys of different kinds may compare in
      // ways that show how they were sorted.
      sorted.reverse();
      sorted.sort((a, b) =>
        compareVersions(versions[a.position]!, order, versions[b.position]!, order),
      );
      sorted.reverse();
    }
    this.entries = sorted;
    this.#sortedByVersion = true;
  }

  /**
   * `foo[2..6(3:4)]*`: 3 versions, 4 variants, and something is left to extract (the asterisk).
   * `[foo==2[1,2]]`: these variants of one version. `[foo==2[0]]`, `[foo==2]`: a single variant.
   */
  toString(): string {
    return this.#label() + (this.isExtractable ? "*" : "");
  }

  #label(): string {
    const { name, versions } = this.family;
    const count = this.entries.length;
    if (this.length === 1) {
      const { index, version } = this.firstVariant;
      return `[${name}==${version}${index === null ? "" : `[${index}]`}]`;
    }
    if (count === 1) {
      const entry = this.entries[0]!;
      const indexes = entry.variants.map((variant) => variant.index ?? 0).sort((a, b) => a - b);
      return `[${name}==${versions[entry.position]}[${indexes}]]`;
    }
    const counted = count === this.length ? `${count}` : `${count}:${this.length}`;
    return `${name}[${this.versions.range.span()}(${counted})]`;
  }
}
