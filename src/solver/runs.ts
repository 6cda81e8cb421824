// Sets of numbers that are added in ascending order, as runs of consecutive ones: which variants have
// a requirement. Neighbouring versions mostly require the same, so a set is a few runs where bits would
// take a word for every 32 variants of the family, and the more versions the more sets there are.

import { type Bits, withMember } from "./bits.ts";

/** First and last of each run. */
export type Runs = number[];

/** Adds a number that is greater than all that are there. */
export function addToRuns(runs: Runs, number: number): void {
  if (runs.length > 0 && runs[runs.length - 1] === number - 1) runs[runs.length - 1] = number;
  else runs.push(number, number);
}

export function runsIntersect(runs: Runs, bits: Bits): boolean {
  for (let i = 0; i < runs.length; i += 2) {
    const last = runs[i + 1]!;
    for (let start = runs[i]!; start <= last; start = (start | 31) + 1) {
      const word = start >>> 5;
      if (word >= bits.length) return false;
      if ((bits[word]! & runMask(start, last)) !== 0) return true;
    }
  }
  return false;
}

/** Adds the numbers to `bits`. */
export function withRuns(bits: Bits, runs: Runs): Bits {
  for (let i = 0; i < runs.length; i += 2) {
    const last = runs[i + 1]!;
    withMember(bits, last);
    for (let start = runs[i]!; start <= last; start = (start | 31) + 1) {
      bits[start >>> 5]! |= runMask(start, last);
    }
  }
  return bits;
}

/** Of the word that `start` is in: the bits from there to `last`. */
function runMask(start: number, last: number): number {
  const end = Math.min(last, start | 31);
  return (-1 << (start & 31)) & (-1 >>> (31 - (end & 31)));
}
