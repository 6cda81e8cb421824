// Which of the families that a search has met say something about which others. Only such pairs are
// reduced by one another: in rez's benchmark one pair in twenty, out of 50 million.
//
// A family has a slot, the same in every phase of the search; where its scope is differs from phase
// to phase.

import type { FamilyIndex } from "./family.ts";

export class Mentions {
  readonly #slots = new Map<string, number>();
  /** By the name of a family: the slots of those that say something about it. */
  readonly #byMention = new Map<string, number[]>();
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
    const count = this.#columnCounts[slot]!;
    if (count === family.columns.size) return;
    let i = 0;
    for (const name of family.columns.keys()) if (i++ >= count) this.#learn(slot, name);
    this.#columnCounts[slot] = i;
  }

  #learn(slot: number, name: string): void {
    const others = this.#byMention.get(name);
    if (others === undefined) this.#byMention.set(name, [slot]);
    else others.push(slot);
    const other = this.#slots.get(name);
    if (other !== undefined) this.#relate(slot, other);
  }

  #add(name: string): number {
    const slot = this.#columnCounts.push(0) - 1;
    this.#slots.set(name, slot);
    this.#mentioned.push([]);
    this.#mentioning.push([]);
    for (const other of this.#byMention.get(name) ?? []) this.#relate(other, slot);
    return slot;
  }

  #relate(slot: number, other: number): void {
    if (slot === other) return;
    this.#mentioned[slot]!.push(other);
    this.#mentioning[other]!.push(slot);
  }
}

/** Where the scopes of a phase are, by slot. Phases share it until one adds a scope. */
export class Places {
  readonly #places: number[];

  constructor(from?: Places) {
    this.#places = from === undefined ? [] : from.#places.slice();
  }

  /** -1 for none. */
  at(slot: number): number {
    return this.#places[slot] ?? -1;
  }

  set(slot: number, place: number): void {
    while (this.#places.length < slot) this.#places.push(-1);
    this.#places[slot] = place;
  }
}
