import fc from "fast-check";
import { expect, test } from "vitest";
import { Frequencies, hashOf } from "../../../src/cache/frequencies.ts";
import { Entry, Policy } from "../../../src/cache/policy.ts";

class Named extends Entry {
  readonly name: string;

  constructor(name: string, weight: number) {
    super(hashOf(name), weight);
    this.name = name;
  }
}

function cache(capacity: number, adapts: boolean) {
  const kept = new Map<string, Named>();
  const policy = new Policy(capacity, adapts, (entry) => kept.delete((entry as Named).name));
  const find = (name: string, weight = 1): boolean => {
    const known = kept.get(name);
    if (known) {
      policy.use(known);
      return true;
    }
    const added = new Named(name, weight);
    kept.set(name, added);
    policy.add(added);
    return false;
  };
  return { kept, policy, find };
}

const accesses = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 0, max: 30 })), {
  maxLength: 400,
});

test("what is kept never weighs more than it may, whatever is asked for", () => {
  fc.assert(
    fc.property(accesses, fc.nat(100), fc.boolean(), (asked, capacity, adapts) => {
      const { kept, policy, find } = cache(capacity, adapts);
      for (const [item, weight] of asked) {
        const known = kept.get(String(item));
        if (known && weight % 7 === 0) policy.reweigh(known, weight);
        else if (known && weight % 11 === 0) {
          policy.remove(known);
          kept.delete(known.name);
        } else if (weight === 29) policy.configure(weight, !adapts);
        else find(String(item), weight);
        expect(policy.weight).toBeLessThanOrEqual(Math.max(capacity, 29));
        const sum = [...kept.values()].reduce((total, entry) => total + entry.weight, 0);
        expect(policy.weight).toBe(sum);
      }
    }),
  );
});

test("without tuning the least recently used goes first", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(12), { maxLength: 300 }),
      fc.integer({ min: 1, max: 8 }),
      (asked, capacity) => {
        const { find } = cache(capacity, false);
        const expected: number[] = [];
        for (const item of asked) {
          const at = expected.indexOf(item);
          expect(find(String(item))).toBe(at >= 0);
          if (at >= 0) expected.splice(at, 1);
          expected.push(item);
          if (expected.length > capacity) expected.shift();
        }
      },
    ),
  );
});

test("with tuning a sweep of things that are asked for once drives out nothing that is used", () => {
  const { kept, find } = cache(100, true);
  for (let round = 0; round < 20; round++) {
    for (let item = 0; item < 50; item++) find(`used ${item}`);
  }
  for (let item = 0; item < 1000; item++) find(`once ${item}`);
  const left = [...kept.keys()].filter((name) => name.startsWith("used"));
  expect(left.length).toBeGreaterThan(40);
});

test("with tuning no less is found than without it where what was used last is used next", () => {
  const found = [false, true].map((adapts) => {
    const { find } = cache(20, adapts);
    const stack: number[] = [];
    let count = 0;
    for (let step = 0; step < 6_000; step++) {
      // A quarter is new; the rest is drawn from the upper part of the stack.
      const depth = (step * 7) % 19;
      const item = step % 4 === 0 ? step : (stack.at(-1 - depth) ?? step);
      const before = stack.indexOf(item);
      if (before >= 0) stack.splice(before, 1);
      stack.push(item);
      if (find(String(item))) count++;
    }
    return count;
  }) as [number, number];
  expect(found[1]).toBeGreaterThan(0.97 * found[0]);
});

test("with tuning things that have come out of use go, too", () => {
  const { kept, find } = cache(100, true);
  for (let round = 0; round < 30; round++) {
    for (let item = 0; item < 90; item++) find(`before ${item}`);
  }
  for (let round = 0; round < 60; round++) {
    for (let item = 0; item < 90; item++) find(`after ${item}`);
  }
  const left = [...kept.keys()].filter((name) => name.startsWith("after"));
  expect(left.length).toBeGreaterThan(80);
});

test("a limit of nothing keeps nothing, one without end everything", () => {
  for (const adapts of [true, false]) {
    const none = cache(0, adapts);
    none.find("a");
    expect(none.kept.size).toBe(0);
    const all = cache(Number.MAX_SAFE_INTEGER, adapts);
    for (let item = 0; item < 1000; item++) all.find(String(item), 1e9);
    expect(all.kept.size).toBe(1000);
  }
});

test("a smaller limit counts at once", () => {
  const { kept, policy, find } = cache(10, false);
  for (let item = 0; item < 10; item++) find(String(item));
  policy.configure(3, false);
  expect([...kept.keys()]).toEqual(["7", "8", "9"]);
});

test("counts are never too low while nothing is forgotten, and halve then", () => {
  const frequencies = new Frequencies();
  for (let item = 0; item < 500; item++) {
    for (let times = 0; times <= item % 5; times++) frequencies.add(hashOf(`item ${item}`), 1e6);
  }
  for (let item = 0; item < 500; item++) {
    expect(frequencies.of(hashOf(`item ${item}`))).toBeGreaterThan(item % 5);
  }
  const before = frequencies.of(hashOf("item 4"));
  frequencies.add(hashOf("another"), 1);
  expect(frequencies.of(hashOf("item 4"))).toBe(before >> 1);
});
