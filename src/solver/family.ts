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

export class IndexedVariant {
  readonly family: FamilyIndex;
  readonly position: number;
  readonly number: number;
  readonly index: number | null;
  readonly requires: RequirementList;
  /** The families it needs, conflicts left out, in rez's order of extraction. */
  readonly requestFamilies: readonly string[];

  constructor(family: FamilyIndex, position: number, number: number, variant: SolverVariant) {
    this.family = family;
    this.position = position;
    this.number = number;
    this.index = variant.index;
    this.requires = RequirementList.of(variant.requires);
    this.requestFamilies = [...this.requires.names].sort(compareText);
  }

  get name(): string {
    return this.family.name;
  }

  get version(): Version {
    return this.family.versions[this.position]!;
  }

  /** Throws when the variant's own requirements exclude each other: only now that it is looked at. */
  checkRequires(): void {
    if (this.requires.conflict === null) return;
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
      bits = emptyBits(this.versions.length);
      for (let i = 0; i < this.versions.length; i++) {
        if (range.contains(this.versions[i]!)) bits = withMember(bits, i);
      }
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

  /** A version's place among the family's versions, oldest first. */
  get ranks(): readonly number[] {
    if (this.#ranks === undefined) {
      const sorted = this.versions.map((_, i) => i);
      sorted.sort((a, b) => this.versions[a]!.compareTo(this.versions[b]!));
      const ranks: number[] = new Array(sorted.length);
      for (const [rank, position] of sorted.entries()) ranks[position] = rank;
      this.#ranks = ranks;
    }
    return this.#ranks;
  }

  #add(position: number, read: SolverVariant): IndexedVariant {
    const variant = new IndexedVariant(this, position, this.#variants.length, read);
    this.#variants.push(variant);
    if (variant.requires.conflict !== null) {
      this.#contradictory = withMember(this.#contradictory ?? emptyBits(1), variant.number);
    }
    for (const required of variant.requires.requirements) {
      let column = this.columns.get(required.name);
      if (column === undefined) {
        column = new Column(required.name, this.versions.length);
        this.columns.set(required.name, column);
      }
      column.add(variant.number, required);
    }
    return variant;
  }
}

/** What is kept from one search to the next. */
export class SolverMemory {
  readonly #families = new WeakMap<SolverFamily, FamilyIndex>();
  readonly #merged = new WeakMap<Requirement, Map<Requirement, Requirement | null>>();

  family(source: SolverFamily): FamilyIndex {
    let family = this.#families.get(source);
    if (family === undefined) {
      family = new FamilyIndex(source);
      this.#families.set(source, family);
    }
    return family;
  }

  /** `a.merged(b)`, once for each pair. */
  merged(a: Requirement, b: Requirement): Requirement | null {
    if (a === b) return a;
    let row = this.#merged.get(a);
    if (row === undefined) {
      row = new Map();
      this.#merged.set(a, row);
    }
    let result = row.get(b);
    if (result === undefined) {
      result = a.merged(b);
      row.set(b, result);
    }
    return result;
  }
}
