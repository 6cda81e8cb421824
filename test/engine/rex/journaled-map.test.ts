import fc from "fast-check";
import { expect, test } from "vitest";
import { JournaledMap } from "../../../src/rex/journaled-map.ts";

const operations = fc.array(
  fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.option(fc.nat(9), { nil: null })),
  { maxLength: 12 },
);

test("a map that is rolled back is what it was, in the same order", () => {
  fc.assert(
    fc.property(operations, operations, (before, after) => {
      const map = new JournaledMap<number>();
      run(map, before);
      const expected = [...map];
      map.begin();
      run(map, after);
      map.rollBack();
      expect([...map]).toEqual(expected);
    }),
  );
});

test("what is committed stays", () => {
  const map = new JournaledMap<number>();
  map.begin();
  map.set("a", 1);
  map.commit();
  map.rollBack();
  expect([...map]).toEqual([["a", 1]]);
});

function run(map: JournaledMap<number>, list: readonly (readonly [string, number | null])[]): void {
  for (const [key, value] of list) {
    if (value === null) map.delete(key);
    else map.set(key, value);
  }
}
