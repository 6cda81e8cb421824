// A trace as a cache sees it: one thing looked up after the other, by number.

import type { Event } from "./studio.ts";

export interface Trace {
  readonly name: string;
  /** Of each access, the number of what is looked up. */
  readonly accesses: Int32Array;
  /** By number, in bytes. */
  readonly weights: readonly number[];
}

/** `wanted` chooses among the things that a request looks up. */
export function traceOf(
  name: string,
  events: readonly Event[],
  wanted: (key: string) => boolean,
): Trace {
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const accesses: number[] = [];
  for (const { request } of events) {
    for (const { key, weight } of request.items) {
      if (!wanted(key)) continue;
      let number = numbers.get(key);
      if (number === undefined) {
        number = weights.length;
        numbers.set(key, number);
        weights.push(weight);
      }
      accesses.push(number);
    }
  }
  return { name, accesses: Int32Array.from(accesses), weights };
}

/** Bytes of all that is looked up at least once. */
export function workingSet({ weights }: Trace): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
