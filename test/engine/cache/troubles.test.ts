import { expect, test, vi } from "vitest";
import { Troubles } from "../../../src/cache/troubles.ts";

test("a trouble is told once, and later where nobody listened", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const troubles = new Troubles();
  expect(troubles.areAllTold).toBe(true);
  troubles.add("first");
  troubles.add("second");
  expect(log.mock.calls).toEqual([["first"], ["second"]]);
  await troubles.handOver(() => Promise.reject(new Error("nothing serves host/warn")));
  expect(troubles.areAllTold).toBe(false);
  const told: string[] = [];
  await troubles.handOver(async (messages) => told.push(...messages));
  expect(told).toEqual(["first", "second"]);
  expect(troubles.areAllTold).toBe(true);
});
