// Reducing the scopes of a phase by one another until nothing changes.
//
// rez makes the set of pairs to try, sorts it and takes from its end; a scope that changed puts a pair
// with every other scope on top. The pairs are met in that order here without being stored, and those
// that cannot matter, because the one family never mentions the other, are passed over: nearly all.
//
// Passing one over has one effect that shows: rez would have looked at the first package's variants
// by then, and so sorted them, and a later failure lists them in that order. So a reduction that
// fails with variants not looked at is done again, pair by pair.

import type { Column } from "./column.ts";
import { type FailureReason, totalReduction } from "./failure.ts";
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

export class Reducer {
  /** How many reductions there were. */
  count = 0;
  /** The scopes that were replaced. */
  readonly reduced = new Set<number>();
  readonly #scopes: Scope[];
  readonly #names: readonly string[];
  readonly #isOptimised: boolean;
  #isEveryPairTried = false;

  /** The scopes are replaced in place. */
  constructor(scopes: Scope[], isOptimised: boolean) {
    this.#scopes = scopes;
    this.#names = scopes.map((scope) => scope.name);
    this.#isOptimised = isOptimised;
  }

  run(round: ReductionRound): FailureReason | null {
    const before = [...this.#scopes];
    const failure = this.#run(round);
    if (failure === null || this.#scopes.every(isExamined)) return failure;
    this.#scopes.splice(0, before.length, ...before);
    this.#isEveryPairTried = true;
    this.count = 0;
    return this.#run(round);
  }

  #run({ known, changed, widened }: ReductionRound): FailureReason | null {
    const last = this.#scopes.length - 1;
    const unreduced = this.#isOptimised ? known : 0;
    const all = Array.from({ length: last + 1 }, (_, i) => last - i);
    const newest = [...changed].sort((a, b) => b - a);
    for (let x = last; x >= 0; x--) {
      const { columns } = this.#scopes[x]!;
      if (columns === null) continue;
      for (const y of x >= unreduced || widened.has(x) ? all : newest) {
        if (!this.#matters(columns, y) || x === y) continue;
        const failure = this.#reduce(x, y);
        if (failure !== null) return failure;
      }
    }
    return null;
  }

  /** `columns` are those of the scope that would be reduced. */
  #matters(columns: ReadonlyMap<string, Column>, by: number): boolean {
    return columns.has(this.#names[by]!) || this.#isEveryPairTried;
  }

  /** Reduces one scope by another, then, if it changed, every other by it, and so on. */
  #reduce(first: number, second: number): FailureReason | null {
    const pairs = [first, second];
    while (pairs.length > 0) {
      const y = pairs.pop()!;
      const x = pairs.pop()!;
      const scope = this.#scopes[x]!;
      const by = this.#scopes[y]!;
      const column = scope.columns!.get(by.name);
      if (column === undefined) {
        if (by.slice !== null || by.requirement.range !== null) scope.slice!.examine();
        continue;
      }
      const slice = reduceSlice(scope.slice!, column, by.request);
      if (slice === scope.slice) continue;
      this.count++;
      if (slice === null) return totalReduction([...scope.slice!.iterate()], () => by.requirement);
      this.#scopes[x] = scope.withSlice(slice);
      this.reduced.add(x);
      for (const [j, { columns }] of this.#scopes.entries()) {
        if (columns !== null && j !== x && this.#matters(columns, x)) pairs.push(j, x);
      }
    }
    return null;
  }
}

function isExamined({ slice }: Scope): boolean {
  return slice === null || slice.isExamined;
}
