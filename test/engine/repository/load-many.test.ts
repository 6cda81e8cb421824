import { expect, test } from "vitest";
import { mapInParallel } from "../../../src/repository/load-many.ts";
import { Reading } from "../../../src/repository/reading.ts";
import { defaultRepositorySettings } from "../../../src/repository/repository.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { Cancelled, type Control, type Progress } from "../../../src/slices.ts";

const numbers = Array.from({ length: 500 }, (_, index) => index);

function reading(control: Control): Reading {
  return new Reading({
    settings: defaultRepositorySettings,
    cache: new RepositoryCache(),
    host: { evaluateDefinition: async () => ({ data: {}, isSelfContained: true }) },
    control,
  });
}

function control(changes: Partial<Control>): Control {
  return { due: true, pause: async () => {}, report: () => {}, ...changes };
}

test("results are in the order of the items, with at most 64 in flight", async () => {
  let running = 0;
  let most = 0;
  const results = await mapInParallel(numbers, reading(control({})), "Counting", async (item) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    return item * 2;
  });
  expect(results).toEqual(numbers.map((item) => item * 2));
  expect(most).toBe(64);
});

test("a cancel ends it before what has not begun", async () => {
  let begun = 0;
  const cancelled = control({
    pause: async () => {
      throw new Cancelled("cancelled");
    },
  });
  const work = mapInParallel(numbers, reading(cancelled), "Counting", async () => {
    begun++;
  });
  await expect(work).rejects.toThrow(Cancelled);
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toBeLessThanOrEqual(64);
});

test("progress says how many are done", async () => {
  const reports: Progress[] = [];
  const watching = control({ report: (progress) => reports.push(progress) });
  await mapInParallel([1, 2, 3], reading(watching), "Counting", async () => {
    await new Promise((resolve) => setTimeout(resolve, 110));
  });
  expect(reports[0]).toMatchObject({ title: "Counting", total: 3 });
});
