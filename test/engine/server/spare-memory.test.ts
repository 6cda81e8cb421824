// What a burst of calls left behind is given back once nobody asks for anything.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SpareMemory } from "../../../src/server/spare-memory.ts";

const QUIET = 2000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A heap of so many megabytes. */
function heapOf(megabytes: number): void {
  const usage = { ...process.memoryUsage(), heapTotal: megabytes * 2 ** 20 };
  vi.spyOn(process, "memoryUsage").mockReturnValue(usage);
}

test("a heap that has grown is collected once, after a while without calls", () => {
  heapOf(20);
  const collect = vi.fn(() => heapOf(60));
  const memory = new SpareMemory(collect);
  memory.callBegan();
  heapOf(300);
  memory.callEnded();
  vi.advanceTimersByTime(QUIET - 1);
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(collect).toHaveBeenCalledTimes(1);

  memory.callBegan();
  heapOf(80);
  memory.callEnded();
  vi.advanceTimersByTime(10 * QUIET);
  expect(collect).toHaveBeenCalledTimes(1);
});

test("nothing is collected while somebody waits, or a moment after", () => {
  heapOf(20);
  const collect = vi.fn();
  const memory = new SpareMemory(collect);
  memory.callBegan();
  memory.callEnded();
  heapOf(300);
  memory.callBegan();
  vi.advanceTimersByTime(10 * QUIET);
  expect(collect).not.toHaveBeenCalled();
  memory.callEnded();
  vi.advanceTimersByTime(QUIET / 2);
  memory.callBegan();
  memory.callEnded();
  vi.advanceTimersByTime(QUIET / 2);
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(QUIET / 2);
  expect(collect).toHaveBeenCalledTimes(1);
});

test("the collector that Node hides is there", () => {
  const before = new WeakRef({});
  vi.useRealTimers();
  return new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
    heapOf(0);
    const memory = new SpareMemory();
    vi.useFakeTimers();
    heapOf(300);
    memory.callBegan();
    memory.callEnded();
    vi.advanceTimersByTime(QUIET);
    expect(before.deref()).toBeUndefined();
  });
});
