// What the search knows about a family, in the form in which it computes: a version is a position,
// a variant a number, a set of either is bits. It outlives a search: it holds nothing of a request,
// so everything remembered here (which versions a range covers, which variants a choice of another
// family rules out) serves the next one. Variants are numbered as they arrive.

import { RezError } from "../errors.ts";
import type { VersionRange } from "../version/range.ts";
import type { Requirement } from "../version/requirement.ts";
import { RequirementList } from "../version/requirement-list.ts";
import type { Version } from "../version/version.ts";
import { VersionedObject } from "../version/versioned-object.ts";
import {
  allBits,
  type Bits,
  emptyBits,
  firstShared,
  forEachMember,
  hashBits,
  intersects,
  sameBits,
  trimmed,
  withMember,
} from "./bits.ts";
import { Column } from "./column.ts";
import { compareText } from "./order.ts";
import { PackageEntry } from "./package-entry.ts";
import type { SolverFamily, SolverVariant } from "./problem.ts";
import { VariantSet } from "./variant-set.ts";
import { VersionSet } from "./version-set.ts";

/** From so many on, sorting them once and bisecting is faster than trying each for each range. */
const MANY_VERSIONS = 8;

const REMEMBERED_MERGES = 32_768;

const LONGEST_ROW = 16;

/** What the port gave for a package. */
export interface ReadPackage {
  readonly position: number;
  readonly variants: readonly SolverVariant[];
}

/** Most requirements are merged with one or two others: a list of them is smaller than a map. */
interface KnownMerge {
  readonly other: Requirement;
  readonly result: Requirement | null;
  readonly next: KnownMerge | undefined;
}

export class IndexedVariant {
  readonly family: FamilyIndex;
  readonly position: number;
  readonly number: number;
  readonly index: number | null;
  readonly requires: RequirementList;

  constructor(family: FamilyIndex, position: number, number: number, variant: SolverVariant) {
    this.family = family;
    this.position = position;
    this.number = number;
    this.index = variant.index;
    this.requires = RequirementList.of(variant.requires);
  }

  /** The families it needs, conflicts left out, in rez's order of extraction. */
  get requestFamilies(): readonly string[] {
    const needed = this.requires.requirements.filter((required) => !required.conflict);
    return needed.map((required) => required.name).sort(compareText);
  }

  /** Whether it requires the family, and does not merely exclude versions of it. */
  needs(family: string): boolean {
    return this.requires.get(family)?.conflict === false;
  }

  get isContradictory(): boolean {
    return this.requires.conflict !== null;
  }

  get name(): string {
    return this.family.name;
  }

  get version(): Version {
    return this.family.versions[this.position]!;
  }

  /** Throws when the variant's own requirements exclude each other: only now that it is looked at. */
  checkRequires(): void {
    if (!this.isContradictory) return;
    throw new RezError(
      "ResolveError",
      `The package ${this} has an internal requirements conflict: ${this.requires}`,
    );
  }

  toString(): string {
    return `${VersionedObject.construct(this.family.name, this.version)}[${this.index ?? ""}]`;
  }
}

export class FamilyIndex {
  readonly name: string;
  readonly versions: readonly Version[];
  readonly columns = new Map<string, Column>();
  /** By position; a package with one variant is the same to every search. */
  readonly #packages: (PackageEntry | readonly IndexedVariant[] | undefined)[];
  readonly #variants: IndexedVariant[] = [];
  readonly #variantSets = new Map<number, VariantSet[]>();
  #contradictory: Bits | null = null;
  readonly #coveredBy = new Map<VersionRange, Bits>();
  readonly #coveredByText = new Map<string, Bits>();
  readonly #sets = new Map<number, VersionSet[]>();
  #positions: readonly number[] | undefined;
  #ranks: readonly number[] | undefined;

  constructor(source: SolverFamily) {
    this.name = source.name;
    this.versions = source.versions;
    this.#packages = new Array(source.versions.length);
  }

  /**
   * Packages that were read, with their variants in the order of the definition. New ones are
   * numbered in the order of their versions, so that what neighbours share is kept in one piece.
   */
  learn(read: readonly ReadPackage[]): void {
    const isNew = ({ position }: ReadPackage) => this.#packages[position] === undefined;
    const added = read.filter(isNew);
    if (added.length > 1 && this.versions.length >= MANY_VERSIONS) {
      const { ranks } = this;
      added.sort((a, b) => ranks[a.position]! - ranks[b.position]!);
    }
    for (const { position, variants } of added) {
      const known = variants.map((variant) => this.#add(position, variant));
      const isSingle = known.length === 1 && !known[0]!.isContradictory;
      this.#packages[position] = isSingle ? new PackageEntry(position, known, true) : known;
    }
  }

  /** A package's variants as a new search finds them; where there is one, it is not sorted. */
  entry(position: number): PackageEntry {
    const known = this.#packages[position]!;
    return known instanceof PackageEntry ? known : new PackageEntry(position, known);
  }

  /** Which versions a range covers. */
  covered(range: VersionRange): Bits {
    let bits = this.#coveredBy.get(range);
    if (bits !== undefined) return bits;
    bits = this.#coveredByText.get(range.text);
    if (bits === undefined) {
      bits = this.#findCovered(range);
      this.#coveredByText.set(range.text, bits);
    }
    this.#coveredBy.set(range, bits);
    return bits;
  }

  versionSet(bits: Bits): VersionSet {
    const hash = hashBits(bits);
    let bucket = this.#sets.get(hash);
    if (bucket === undefined) {
      bucket = [];
      this.#sets.set(hash, bucket);
    }
    for (const known of bucket) if (sameBits(known.bits, bits)) return known;
    const added = new VersionSet(this, bits);
    bucket.push(added);
    return added;
  }

  /** Variants by their numbers. */
  variantSet(bits: Bits): VariantSet {
    const numbers = trimmed(bits);
    const hash = hashBits(numbers);
    let bucket = this.#variantSets.get(hash);
    if (bucket === undefined) {
      bucket = [];
      this.#variantSets.set(hash, bucket);
    }
    for (const known of bucket) {
      if (known.numbers.length === numbers.length && sameBits(known.numbers, numbers)) return known;
    }
    const added = new VariantSet(this, numbers);
    bucket.push(added);
    return added;
  }

  /** The versions that variants belong to. */
  versionsOf(numbers: Bits): VersionSet {
    const bits = emptyBits(this.versions.length);
    forEachMember(numbers, (number) => {
      withMember(bits, this.#variants[number]!.position);
    });
    return this.versionSet(bits);
  }

  firstChosen(numbers: Bits): IndexedVariant {
    return this.#variants[firstShared(numbers, numbers)]!;
  }

  /** Whether the own requirements of some of these variants exclude each other. */
  hasContradictory(numbers: Bits): boolean {
    return this.#contradictory !== null && intersects(this.#contradictory, numbers);
  }

  /** The positions of the versions, oldest first. */
  get positions(): readonly number[] {
    this.#positions ??= this.versions
      .map((_, i) => i)
      .sort((a, b) => this.versions[a]!.compareTo(this.versions[b]!));
    return this.#positions;
  }

  /** A version's place among the family's versions, oldest first. */
  get ranks(): readonly number[] {
    if (this.#ranks === undefined) {
      const { positions } = this;
      const ranks: number[] = new Array(positions.length);
      for (let rank = 0; rank < positions.length; rank++) ranks[positions[rank]!] = rank;
      this.#ranks = ranks;
    }
    return this.#ranks;
  }

  #findCovered(range: VersionRange): Bits {
    if (range.isAny) return allBits(this.versions.length);
    const bits = emptyBits(this.versions.length);
    if (this.versions.length < MANY_VERSIONS) {
      for (let i = 0; i < this.versions.length; i++) {
        if (range.contains(this.versions[i]!)) withMember(bits, i);
      }
      return bits;
    }
    const { positions } = this;
    for (const bound of range.bounds) {
      const side = (rank: number) => bound.containment(this.versions[positions[rank]!]!);
      const first = firstNot((rank) => side(rank) < 0, 0, positions.length);
      const end = firstNot((rank) => side(rank) === 0, first, positions.length);
      for (let rank = first; rank < end; rank++) withMember(bits, positions[rank]!);
    }
    return bits;
  }

  #add(position: number, read: SolverVariant): IndexedVariant {
    const variant = new IndexedVariant(this, position, this.#variants.length, read);
    this.#variants.push(variant);
    for (const required of variant.requires.requirements) {
      let column = this.columns.get(required.name);
      if (column === undefined) {
        column = new Column(required.name, this.versions.length);
        this.columns.set(required.name, column);
      }
      column.add(variant.number, required);
    }
    if (variant.isContradictory) {
      this.#contradictory = withMember(this.#contradictory ?? emptyBits(1), variant.number);
    }
    return variant;
  }
}

/**
 * The least number from `low` to `high` of which something is false that is true of all before it;
 * found the sooner the nearer it is to `low`.
 */
function firstNot(isSo: (index: number) => boolean, low: number, high: number): number {
  let step = 1;
  while (low + step <= high && isSo(low + step - 1)) {
    low += step;
    step *= 2;
  }
  high = Math.min(high, low + step - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSo(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is kept from one search to the next. */
export class SolverMemory {
  readonly #families = new WeakMap<SolverFamily, FamilyIndex>();
  readonly #merged = new Map<Requirement, KnownMerge>();

  family(source: SolverFamily): FamilyIndex {
    let family = this.#families.get(source);
    if (family === undefined) {
      family = new FamilyIndex(source);
      this.#families.set(source, family);
    }
    return family;
  }

  /** `a.merged(b)`, once for each of the pairs that come first. */
  merged(a: Requirement, b: Requirement): Requirement | null {
    if (a === b) return a;
    const first = this.#merged.get(a);
    let count = 0;
    for (let known = first; known !== undefined; known = known.next) {
      if (known.other === b) return known.result;
      count++;
    }
    const result = a.merged(b);
    if (count < LONGEST_ROW) {
      if (this.#merged.size >= REMEMBERED_MERGES) this.#merged.clear();
      this.#merged.set(a, { other: b, result, next: first });
    }
    return result;
  }
}
