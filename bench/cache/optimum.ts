// Belady's optimum, which knows what comes: of what is in memory, that goes which is needed last. For
// things of different weights the best choice of whole ones is not to be computed; but the bytes are
// things of equal weight, so keeping those bytes that are needed next, parts of a thing too, is the
// most that any policy can have found in memory, in bytes. That bound is what is computed here.

import type { Trace } from "./trace.ts";

/** The share of all bytes looked up that were found in `capacity` bytes. */
export function optimalHitRate({ accesses, weights }: Trace, capacity: number): number {
  const next = nextUses(accesses, weights.length);
  const kept = new Float64Array(weights.length);
  const due = new Float64Array(weights.length).fill(-1);
  const latest = new LatestFirst();
  let used = 0;
  let found = 0;
  let asked = 0;
  for (let at = 0; at < accesses.length; at++) {
    const item = accesses[at]!;
    const weight = weights[item]!;
    found += kept[item]!;
    asked += weight;
    used += weight - kept[item]!;
    kept[item] = weight;
    due[item] = next[at]!;
    latest.push(next[at]!, item);
    while (used > capacity) {
      const [time, last] = latest.pop();
      if (due[last] !== time || kept[last] === 0) continue;
      const gone = Math.min(kept[last]!, used - capacity);
      kept[last] = kept[last]! - gone;
      used -= gone;
      if (kept[last]! > 0) latest.push(time, last);
    }
  }
  return found / asked;
}

function nextUses(accesses: Int32Array, items: number): Float64Array {
  const next = new Float64Array(accesses.length);
  const seen = new Float64Array(items).fill(Number.POSITIVE_INFINITY);
  for (let at = accesses.length - 1; at >= 0; at--) {
    const item = accesses[at]!;
    next[at] = seen[item]!;
    seen[item] = at;
  }
  return next;
}

/** A heap of items by when they are needed. */
class LatestFirst {
  readonly #times: number[] = [];
  readonly #items: number[] = [];

  push(time: number, item: number): void {
    let at = this.#times.length;
    this.#times.push(time);
    this.#items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#times[parent]! >= time) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): readonly [time: number, item: number] {
    const result = [this.#times[0]!, this.#items[0]!] as const;
    const last = this.#times.length - 1;
    this.#swap(0, last);
    this.#times.pop();
    this.#items.pop();
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child >= last) break;
      if (child + 1 < last && this.#times[child + 1]! > this.#times[child]!) child++;
      if (this.#times[child]! <= this.#times[at]!) break;
      this.#swap(at, child);
      at = child;
    }
    return result;
  }

  #swap(a: number, b: number): void {
    const times = this.#times;
    const items = this.#items;
    [times[a], times[b]] = [times[b]!, times[a]!];
    [items[a], items[b]] = [items[b]!, items[a]!];
  }
}
