// Which of the families that a search has met say something about which others. Only such pairs are
// reduced by one another: in rez's benchmark one pair in twenty, out of 50 million.
//
// A family has a slot, the same in every phase of the search; where its scope is differs from phase
// to phase.

import type { FamilyIndex } from "./family.ts";

export class Mentions {
  readonly #slots = new Map<string, number>();
  readonly #families: (FamilyIndex | null)[] = [];
  /** Of each family: how many columns were taken into account. */
  readonly #columnCounts: number[] = [];
  readonly #mentioned: number[][] = [];
  readonly #mentioning: number[][] = [];

  slot(name: string): number {
    return this.#slots.get(name) ?? this.#add(name);
  }

  /** Slots of the families that a family's packages say something about. */
  mentioned(slot: number): readonly number[] {
    return this.#mentioned[slot]!;
  }

  /** Slots of the families whose packages say something about a family. */
  mentioning(slot: number): readonly number[] {
    return this.#mentioning[slot]!;
  }

  /** To be called whenever packages of a family were read. */
  learn(family: FamilyIndex): void {
    const slot = this.slot(family.name);
    this.#families[slot] = family;
    let i = 0;
    for (const name of family.columns.keys()) {
      if (i++ < this.#columnCounts[slot]!) continue;
      const other = this.#slots.get(name);
      if (other !== undefined) this.#relate(slot, other);
    }
    this.#columnCounts[slot] = i;
  }

  #add(name: string): number {
    const slot = this.#families.push(null) - 1;
    this.#slots.set(name, slot);
    this.#columnCounts.push(0);
    this.#mentioned.push([]);
    this.#mentioning.push([]);
    for (const [other, family] of this.#families.entries()) {
      if (family?.columns.has(name)) this.#relate(other, slot);
    }
    return slot;
  }

  #relate(slot: number, other: number): void {
    if (slot === other || this.#mentioned[slot]!.includes(other)) return;
    this.#mentioned[slot]!.push(other);
    this.#mentioning[other]!.push(slot);
  }
}

/** Where the scopes of a phase are, by slot; -1 for none. Shared by phases until one adds a scope. */
export class Places {
  readonly #places: Int32Array;

  private constructor(places: Int32Array) {
    this.#places = places;
  }

  static readonly none = new Places(new Int32Array(0));

  at(slot: number): number {
    return slot < this.#places.length ? this.#places[slot]! : -1;
  }

  with(slot: number, place: number): Places {
    const known = this.#places.length;
    const places = new Int32Array(Math.max(known, slot + 8));
    places.set(this.#places);
    places.fill(-1, known);
    places[slot] = place;
    return new Places(places);
  }
}
