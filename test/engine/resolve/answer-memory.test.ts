import { expect, test } from "vitest";
import { EngineMemory } from "../../../src/cache/engine-memory.ts";
import { CacheStatistics } from "../../../src/cache/statistics.ts";
import { AnswerMemory } from "../../../src/resolve/answer-memory.ts";

test("answers take little, and those that were used last are kept", () => {
  const counters = new CacheStatistics().memory.resolves;
  const memory = new AnswerMemory<number>(new EngineMemory(), counters);
  for (let i = 0; i < 100; i++) {
    memory.set(`question ${i}`, i, 100_000);
    expect(memory.get("question 0")).toBe(0);
  }
  expect(memory.get("question 99")).toBe(99);
  expect(memory.get("question 1")).toBe(null);
  expect(counters.bytes).toBeLessThan(5 * 2 ** 20);
  expect(counters.entries + counters.evictions).toBe(100);
});

test("one that is larger than all may be is kept alone", () => {
  const memory = new AnswerMemory<number>(
    new EngineMemory(),
    new CacheStatistics().memory.resolves,
  );
  memory.set("small", 1, 10);
  memory.set("large", 2, 10_000_000);
  expect([memory.get("small"), memory.get("large")]).toEqual([null, 2]);
});
