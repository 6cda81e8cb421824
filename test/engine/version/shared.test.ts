import { expect, test } from "vitest";
import { SharedTable } from "../../../src/version/shared.ts";

const MANY = 100_000;

function filled(): SharedTable<object> {
  const table = new SharedTable<object>();
  for (let i = 0; i < MANY; i++) table.add(`text ${i}`, {});
  return table;
}

test("what was added is found", () => {
  const table = new SharedTable<object>();
  const value = {};
  table.add("a", value);
  expect(table.get("a")).toBe(value);
  expect(table.get("b")).toBe(undefined);
});

test("the table is bounded", () => {
  const table = filled();
  let found = 0;
  for (let i = MANY - 1; i >= 0; i--) if (table.get(`text ${i}`) !== undefined) found++;
  expect(found).toBeGreaterThan(10_000);
  expect(found).toBeLessThan(MANY);
});

test("what is asked for again stays", () => {
  const table = new SharedTable<object>();
  const value = {};
  table.add("again", value);
  for (let i = 0; i < MANY; i++) {
    table.add(`text ${i}`, {});
    if (i % 10_000 === 0) expect(table.get("again")).toBe(value);
  }
});

test("long text is not kept", () => {
  const table = new SharedTable<object>();
  table.add("x".repeat(10_000), {});
  expect(table.get("x".repeat(10_000))).toBe(undefined);
});
