import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { CacheStatistics, WorkTime } from "../../../src/cache/statistics.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { openIndex, seen } from "../package-index/indexes.ts";
import { type Files, folder } from "../repository/repositories.ts";
import { later } from "../resolve/sources.ts";

afterEach(() => vi.restoreAllMocks());

const packages: Files = {
  "app/1/package.py": "name='app'\ntimestamp=1\n",
  "app/2/package.py": "name='app'\ntimestamp=1\n",
};

test("what a process has read is found in its memory, what another has read on the disk", async () => {
  const root = await folder(packages);
  later();
  const first = process_(root);
  await first.sees();
  expect(first.counts("memory")).toEqual({ hits: 0, misses: 2, stale: 0 });
  await first.sees();
  expect(first.counts("memory")).toEqual({ hits: 2, misses: 2, stale: 0 });
  first.index.state();
  first.index.close();

  const second = process_(root);
  await second.sees();
  expect(second.counts("memory")).toEqual({ hits: 0, misses: 2, stale: 0 });
  expect(second.counts("disk")).toEqual({ hits: 2, misses: 0, stale: 0 });
  second.index.close();
});

test("what has changed is stale", async () => {
  const root = await folder(packages);
  later();
  const process = process_(root);
  await process.sees();
  const file = join(root, "app/2/package.py");
  await writeFile(file, "name='app'\ntimestamp=2\n");
  await process.sees();
  expect(process.counts("memory")).toEqual({ hits: 1, misses: 2, stale: 1 });
  process.index.close();
});

test("time that pieces of work share is counted once", async () => {
  const time = new WorkTime();
  const started = performance.now();
  const pieces = Array.from({ length: 10 }, async () => {
    time.begin();
    await new Promise((resolve) => setTimeout(resolve, 20));
    time.end();
  });
  await Promise.all(pieces);
  expect(time.meanMilliseconds).toBeGreaterThan(1);
  expect(time.meanMilliseconds).toBeLessThanOrEqual((performance.now() - started) / 10);
});

function process_(root: string) {
  const { index } = openIndex(root);
  const statistics = new CacheStatistics();
  const cache = new RepositoryCache({ index, statistics });
  const counts = (tier: "memory" | "disk") => {
    const { hits, misses, stale } = statistics[tier].definitions;
    return { hits, misses, stale };
  };
  return { index, counts, sees: () => seen(root, cache) };
}
