// Random choices that a seed repeats.

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to 1, without 1: mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** How often in a row something with this probability happens, at least once. */
  run(probability: number): number {
    let count = 1;
    while (this.happens(probability)) count++;
    return count;
  }

  /** A rank below `limit`, of which each is chosen in proportion to 1 / (rank + 1) ** skew. */
  ranked(limit: number, skew: number): number {
    let total = 0;
    for (let rank = 1; rank <= limit; rank++) total += rank ** -skew;
    let left = this.next() * total;
    for (let rank = 1; rank < limit; rank++) {
      left -= rank ** -skew;
      if (left < 0) return rank - 1;
    }
    return limit - 1;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let end = result.length - 1; end > 0; end--) {
      const other = this.below(end + 1);
      [result[end], result[other]] = [result[other] as T, result[end] as T];
    }
    return result;
  }
}
