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
  type Bits,
  emptyBits,
  hashBits,
  intersects,
  sameBits,
  trimmed,
  withMember,
} from "./bits.ts";
import { Column } from "./column.ts";
import { compareText } from "./order.ts";
import type { SolverFamily, SolverVariant } from "./problem.ts";
import { VariantSet } from "./variant-set.ts";
import { VersionSet } from "./version-set.ts";

/** From so many on, sorting them once and bisecting is faster than trying each for each range. */
const MANY_VERSIONS = 8;

const REMEMBERED_MERGES = 32_768;

const LONGEST_ROW = 16;

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
  readonly #listed: readonly Requirement[];
  #requires: RequirementList | undefined;

  constructor(family: FamilyIndex, position: number, number: number, variant: SolverVariant) {
    this.family = family;
    this.position = position;
    this.number = number;
    this.index = variant.index;
    this.#listed = variant.requires;
  }

  get requires(): RequirementList {
    this.#requires ??= RequirementList.of(this.#listed);
    return this.#requires;
  }

  /** The families it needs, conflicts left out, in rez's order of extraction. */
  get requestFamilies(): readonly string[] {
    return [...this.requires.names].sort(compareText);
  }

  /** One for each family; nothing if they exclude each other. Most lists are so already. */
  get distinctRequirements(): readonly Requirement[] {
    const names = new Set<string>();
    for (const { name } of this.#listed) names.add(name);
    return names.size === this.#listed.length ? this.#listed : this.requires.requirements;
  }

  /** Known once its distinct requirements were asked for. */
  get isContradictory(): boolean {
    return this.#requires !== undefined && this.#requires.conflict !== null;
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
  readonly #packages: (readonly IndexedVariant[] | undefined)[] = [];
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
  }

  /** The variants of a package in the order of its definition; `read` is what the port gave. */
  variants(position: number, read: readonly SolverVariant[]): readonly IndexedVariant[] {
    let variants = this.#packages[position];
    if (variants === undefined) {
      variants = read.map((variant) => this.#add(position, variant));
      this.#packages[position] = variants;
    }
    return variants;
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

  *chosen(numbers: Bits): Generator<IndexedVariant> {
    for (let i = 0; i < numbers.length; i++) {
      for (let word = numbers[i]!; word !== 0; word &= word - 1) {
        yield this.#variants[i * 32 + 31 - Math.clz32(word & -word)]!;
      }
    }
  }

  firstChosen(numbers: Bits): IndexedVariant {
    return this.chosen(numbers).next().value as IndexedVariant;
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
    const bits = emptyBits(this.versions.length);
    if (this.versions.length < MANY_VERSIONS) {
      for (let i = 0; i < this.versions.length; i++) {
        if (range.contains(this.versions[i]!)) withMember(bits, i);
      }
      return bits;
    }
    const { positions } = this;
    for (const bound of range.bounds) {
      const isBelow = (rank: number) => bound.containment(this.versions[positions[rank]!]!) < 0;
      for (let rank = firstNot(isBelow, positions.length); rank < positions.length; rank++) {
        const position = positions[rank]!;
        if (bound.containment(this.versions[position]!) !== 0) break;
        withMember(bits, position);
      }
    }
    return bits;
  }

  #add(position: number, read: SolverVariant): IndexedVariant {
    const variant = new IndexedVariant(this, position, this.#variants.length, read);
    this.#variants.push(variant);
    for (const required of variant.distinctRequirements) {
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

/** The least number below `count` of which something is false that is true of all before it. */
function firstNot(isSo: (index: number) => boolean, count: number): number {
  let low = 0;
  let high = count;
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
