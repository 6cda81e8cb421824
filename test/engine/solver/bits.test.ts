// Sets of numbers agree with JavaScript's own.

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allBits,
  type Bits,
  emptyBits,
  firstShared,
  forEachMember,
  hashBits,
  hasMember,
  intersects,
  isSubset,
  sameBits,
  withMember,
  withMembers,
  withoutMember,
} from "../../../src/solver/bits.ts";
import { addToRuns, type Runs, runsIntersect, withRuns } from "../../../src/solver/runs.ts";

const members = fc.uniqueArray(fc.nat(200), { maxLength: 40 });

function bitsOf(numbers: readonly number[], size = 1): Bits {
  return numbers.reduce(withMember, emptyBits(size));
}

test("membership, subsets, overlap and union", () => {
  fc.assert(
    fc.property(members, members, (a, b) => {
      const [left, right] = [bitsOf(a), bitsOf(b)];
      const [setA, setB] = [new Set(a), new Set(b)];
      expect(a.every((each) => hasMember(left, each))).toBe(true);
      expect(hasMember(left, 999)).toBe(false);
      expect(intersects(left, right)).toBe(a.some((each) => setB.has(each)));
      expect(isSubset(left, right)).toBe(a.every((each) => setB.has(each)));
      const shared = a.filter((each) => setB.has(each));
      expect(firstShared(left, right)).toBe(shared.length === 0 ? -1 : Math.min(...shared));
      const union = withMembers(left, right);
      for (let i = 0; i < 210; i++) expect(hasMember(union, i)).toBe(setA.has(i) || setB.has(i));
      for (const each of b) withoutMember(union, each);
      expect(intersects(union, right)).toBe(false);
    }),
  );
});

test("equal sets of one length have one hash", () => {
  fc.assert(
    fc.property(members, (a) => {
      const [left, right] = [bitsOf(a, 256), bitsOf([...a].reverse(), 256)];
      expect(sameBits(left, right)).toBe(true);
      expect(hashBits(left)).toBe(hashBits(right));
    }),
  );
});

test("runs hold the numbers that bits hold", () => {
  fc.assert(
    fc.property(members, members, (a, b) => {
      const ascending = [...a].sort((left, right) => left - right);
      const runs: Runs = [];
      for (const number of ascending) addToRuns(runs, number);
      expect(runsIntersect(runs, bitsOf(b))).toBe(intersects(bitsOf(a), bitsOf(b)));
      const both = new Set([...a, ...b]);
      const found: number[] = [];
      forEachMember(withRuns(bitsOf(b), runs), (number) => found.push(number));
      expect(found).toEqual([...both].sort((left, right) => left - right));
    }),
  );
});

test("all numbers below a size", () => {
  for (const size of [0, 1, 31, 32, 33, 64, 200]) {
    const found: number[] = [];
    forEachMember(allBits(size), (number) => found.push(number));
    expect(found).toEqual(Array.from({ length: size }, (_, i) => i));
  }
});
