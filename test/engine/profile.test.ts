// Profiles: each belongs to its call, however calls take turns.

import { afterEach, expect, test, vi } from "vitest";
import { asText, counted, Profile, spanned, took } from "../../src/profile.ts";

afterEach(() => vi.useRealTimers());

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("without a profile work is done and nothing else", () => {
  counted("solveSteps", 3);
  took("files", 1);
  expect(spanned("solve", null, () => 7)).toBe(7);
});

test("calls that take turns have what they did themselves", async () => {
  const work = async (steps: number) => {
    const profile = new Profile();
    await profile.run(async () => {
      for (let step = 0; step < steps; step++) {
        await spanned("load", `step ${step}`, turn);
        counted("solveSteps");
        took("files", 0.5);
      }
    });
    return profile.take();
  };
  const records = await Promise.all([work(2), work(5), work(3)]);
  expect(records.map(({ counts }) => counts.solveSteps)).toEqual([2, 5, 3]);
  expect(records.map(({ totals }) => totals.load?.[0])).toEqual([2, 5, 3]);
  expect(records[1]!.totals.files).toEqual([5, 2500]);
});

test("what goes on at the same time is counted once", async () => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout"] });
  const profile = new Profile();
  const wait = () => new Promise((resolve) => setTimeout(resolve, 30));
  const work = profile.run(() => Promise.all([1, 2, 3].map(() => spanned("load", null, wait))));
  await vi.advanceTimersByTimeAsync(30);
  await work;
  expect(profile.take().totals.load).toEqual([3, 30_000]);
});

test("an error ends its span and goes on", async () => {
  const profile = new Profile();
  const fail = () => {
    throw new Error("mine");
  };
  expect(() => profile.run(() => spanned("solve", null, fail))).toThrow("mine");
  const failing = profile.run(() => spanned("load", null, async () => fail()));
  await expect(failing).rejects.toThrow("mine");
  const { totals } = profile.take();
  expect(totals.solve?.[0]).toBe(1);
  expect(totals.load?.[0]).toBe(1);
});

test("what is done after the answer comes with the next profile", async () => {
  const slow = () => {
    const end = performance.now() + 2;
    while (performance.now() < end);
  };
  const first = new Profile();
  first.run(() => setImmediate(() => spanned("write index", null, slow)));
  const before = first.take();
  await turn();
  await turn();
  const after = new Profile().take();
  expect(before.late).toEqual([]);
  expect(after.late.map(([name]) => name)).toEqual(["write index"]);
  expect(after.late[0]![2]).toBeGreaterThanOrEqual(before.began);
  expect(new Profile().take().late).toEqual([]);
});

test("short spans are in the totals alone, and so are those beyond the limit", () => {
  const profile = new Profile();
  const work = () => {
    const end = performance.now() + 0.11;
    while (performance.now() < end);
  };
  profile.run(() => {
    for (let i = 0; i < 2010; i++) spanned("evaluate", null, work);
    spanned("solve", null, () => {});
  });
  const { spans, totals, left } = profile.take();
  expect(spans.length).toBe(2000);
  expect([10, 11]).toContain(left);
  expect(totals.evaluate?.[0]).toBe(2010);
  expect(totals.solve?.[0]).toBe(1);
});

test("a profile crosses as a text that needs no quotes where there are no spans", () => {
  const profile = new Profile();
  profile.run(() => {
    counted("memoryHits", 2);
    took("files", 0.5);
    took("index", 0.25);
  });
  const record = profile.take();
  const { began, ended, memory } = record;
  expect(asText(record)).toBe(
    `${began} ${ended} ${memory} 0;memoryHits:2,;files:1:500,index:1:250,;`,
  );
  expect(asText({ ...record, spans: [["load", "a;b,c", 1, 2]] })).toMatch(
    /;\[\["load","a;b,c",1,2\]\]$/,
  );
});
