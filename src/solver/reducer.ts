// Reducing the scopes of a phase by one another until nothing changes.
//
// rez makes the set of pairs to try, sorts it and takes from its end; a scope that changed puts a pair
// with every other scope on top. The pairs are met in that order here, without those that cannot
// matter because the one family never mentions the other: nearly all.
//
// Passing one over has one effect that shows: rez would have looked at the first package's variants
// by then, and so sorted them, and a later failure lists them in that order. So a reduction that
// fails with variants not looked at is done again, pair by pair.

import { type FailureReason, totalReduction } from "./failure.ts";
import type { Mentions, Places } from "./mentions.ts";
import { reduceSlice } from "./reduction.ts";
import type { Scope } from "./scope.ts";

export interface ReductionRound {
  /** How many scopes were there before: the ones after these are reduced by every other. */
  readonly known: number;
  /** Scopes that every other is reduced by. */
  readonly changed: ReadonlySet<number>;
  /** Scopes that grew: they, too, are reduced by every other. */
  readonly widened: ReadonlySet<number>;
}

export interface ReducerTools {
  readonly mentions: Mentions;
  readonly places: Places;
  readonly isOptimised: boolean;
}

/** A scope to be reduced, and one to reduce it by, by their places, in one number: the greatest is
 * the one that rez takes first. */
type Pair = number;

const MAXIMUM_SCOPES = 2 ** 20;

export class Reducer {
  /** How many reductions there were. */
  count = 0;
  /** How many pairs were looked at. */
  broadTests = 0;
  /** Of these: how many in which the one requires something of the other. */
  tests = 0;
  /** The scopes that were replaced, as they were. */
  readonly #before = new Map<number, Scope>();
  readonly #scopes: Scope[];
  readonly #tools: ReducerTools;
  #isEveryPairTried = false;

  /** The scopes are replaced in place. */
  constructor(scopes: Scope[], tools: ReducerTools) {
    this.#scopes = scopes;
    this.#tools = tools;
  }

  /** Places of the scopes that were replaced. */
  get reduced(): Iterable<number> {
    return this.#before.keys();
  }

  run(round: ReductionRound): FailureReason | null {
    const failure = this.#run(round);
    if (failure === null || this.#scopes.every(isExamined)) return failure;
    for (const [place, scope] of this.#before) this.#scopes[place] = scope;
    this.#isEveryPairTried = true;
    this.count = 0;
    return this.#run(round);
  }

  #run(round: ReductionRound): FailureReason | null {
    const pairs = this.#firstPairs(round);
    for (let i = 0; i < pairs.length; i++) {
      // The sorted list may have a pair twice.
      if (pairs[i] === pairs[i - 1]) continue;
      const failure = this.#reduce(pairs[i]!);
      if (failure !== null) return failure;
    }
    return null;
  }

  /** The last scope first, and by the last scope first. */
  #firstPairs({ known, changed, widened }: ReductionRound): Pair[] {
    const pairs: Pair[] = [];
    for (const by of changed) this.#addReducedBy(by, pairs);
    for (const reduced of widened) this.#addReducing(reduced, pairs);
    const unreduced = this.#tools.isOptimised ? known : 0;
    for (let reduced = unreduced; reduced < this.#scopes.length; reduced++) {
      this.#addReducing(reduced, pairs);
    }
    if (pairs.length > 1) pairs.sort((a, b) => b - a);
    return pairs;
  }

  /** Reduces one scope by another, then, if it changed, every other by it, and so on. */
  #reduce(first: Pair): FailureReason | null {
    const pairs = [first];
    while (pairs.length > 0) {
      const pair = pairs.pop()!;
      const by = this.#scopes[pair % MAXIMUM_SCOPES]!;
      const reduced = Math.floor(pair / MAXIMUM_SCOPES);
      const scope = this.#scopes[reduced]!;
      this.broadTests++;
      const column = scope.family!.columns.get(by.name);
      if (column === undefined) {
        if (by.slice !== null || by.requirement.range !== null) scope.slice!.examine();
        continue;
      }
      this.tests++;
      const slice = reduceSlice(scope.slice!, column, by.request);
      if (slice === scope.slice) continue;
      this.count++;
      if (slice === null) return totalReduction([...scope.slice!.iterate()], () => by.requirement);
      this.#scopes[reduced] = scope.withSlice(slice);
      if (!this.#before.has(reduced)) this.#before.set(reduced, scope);
      const more: Pair[] = [];
      this.#addReducedBy(reduced, more);
      if (more.length > 1) more.sort((a, b) => a - b);
      for (let i = 0; i < more.length; i++) pairs.push(more[i]!);
    }
    return null;
  }

  /** Pairs in which others are reduced by the scope at a place. */
  #addReducedBy(by: number, pairs: Pair[]): void {
    if (this.#isEveryPairTried) {
      for (let i = 0; i < this.#scopes.length; i++) this.#add(i, by, pairs);
      return;
    }
    const { mentions, places } = this.#tools;
    const slots = mentions.mentioning(mentions.slot(this.#scopes[by]!.name));
    for (let i = 0; i < slots.length; i++) this.#add(places.at(slots[i]!), by, pairs);
  }

  /** Pairs in which the scope at a place is reduced by others. */
  #addReducing(reduced: number, pairs: Pair[]): void {
    if (this.#isEveryPairTried) {
      for (let i = 0; i < this.#scopes.length; i++) this.#add(reduced, i, pairs);
      return;
    }
    const { mentions, places } = this.#tools;
    const slots = mentions.mentioned(mentions.slot(this.#scopes[reduced]!.name));
    for (let i = 0; i < slots.length; i++) this.#add(reduced, places.at(slots[i]!), pairs);
  }

  /** What has no packages is not reduced; -1 is the place of what has no scope. */
  #add(reduced: number, by: number, pairs: Pair[]): void {
    if (reduced < 0 || by < 0 || reduced === by || this.#scopes[reduced]!.slice === null) return;
    pairs.push(reduced * MAXIMUM_SCOPES + by);
  }
}

function isExamined({ slice }: Scope): boolean {
  return slice === null || slice.isExamined;
}
