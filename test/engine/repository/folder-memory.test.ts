import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EngineMemory } from "../../../src/cache/engine-memory.ts";
import { CacheStatistics } from "../../../src/cache/statistics.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { seen } from "../package-index/indexes.ts";
import { later } from "../resolve/sources.ts";
import { type Files, folder } from "./repositories.ts";

const packages: Files = {
  "app/1/package.py": "name='app'\ntimestamp=1\n",
  "app/2/package.py": "name='app'\n",
  "plain/package.py": "name='plain'\n",
  "whole.yaml": "name: whole\nversions: ['1', '2']\n",
};

async function remembered(bytes: number) {
  const root = await folder(packages);
  later();
  const statistics = new CacheStatistics();
  const memory = new EngineMemory();
  memory.configure({ bytes, adapts: true });
  const cache = new RepositoryCache({ statistics, memory });
  return { root, cache, memory, statistics };
}

test("what is forgotten is read again, and is the same", async () => {
  const { root, cache, memory, statistics } = await remembered(0);
  const first = await seen(root, cache);
  expect(statistics.memory.definitions.entries).toBeGreaterThan(3);
  memory.settle();
  for (const kind of ["definitions", "listings"] as const) {
    const { entries, bytes, evictions } = statistics.memory[kind];
    expect({ entries, bytes }).toEqual({ entries: 0, bytes: 0 });
    expect(evictions).toBeGreaterThan(0);
  }
  expect(cache.files.size).toBe(0);
  expect(memory.bytes).toBe(0);
  expect(await seen(root, cache)).toEqual(first);
});

test("what there is room for stays, and counts what is there", async () => {
  const { root, cache, memory, statistics } = await remembered(2 ** 26);
  await seen(root, cache);
  memory.settle();
  const { entries } = statistics.memory.definitions;
  expect(entries).toBe(cache.files.size);
  await writeFile(join(root, "app/1/package.py"), "name='app'\ntimestamp=2\n");
  await seen(root, cache);
  memory.settle();
  expect(statistics.memory.definitions.entries).toBe(cache.files.size);
  cache.clear();
  expect(statistics.memory.definitions).toMatchObject({ entries: 0, bytes: 0 });
  expect(statistics.memory.listings).toMatchObject({ entries: 0, bytes: 0 });
});
