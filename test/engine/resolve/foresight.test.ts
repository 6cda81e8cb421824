import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import type { Status, StoredFile } from "../../../src/repository/storage.ts";
import { FamilyMemory } from "../../../src/resolve/families.ts";
import { Foresight } from "../../../src/resolve/foresight.ts";
import { resolve } from "../../../src/resolve/resolve.ts";
import { SolverMemory } from "../../../src/solver/family.ts";
import { Requirement } from "../../../src/version/requirement.ts";
import { CountingStorage, type Files, folder, newReading } from "../repository/repositories.ts";
import { later, sourceOf } from "./sources.ts";

afterEach(() => vi.restoreAllMocks());

/** A disk that is always waited for, and knows how many wait at once. */
class SlowStorage extends CountingStorage {
  readonly isSlow: boolean;
  mostAtOnce = 0;
  #atOnce = 0;

  constructor(isSlow = true) {
    super();
    this.isSlow = isSlow;
  }

  override async status(path: string): Promise<Status | null> {
    this.#atOnce++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    await new Promise((wake) => setTimeout(wake, 1));
    this.#atOnce--;
    return super.status(path);
  }

  override statusNow(): undefined {
    return undefined;
  }

  override lookNow(): undefined {
    return undefined;
  }
}

const packages: Files = {
  "app/1/package.py": "name='app'\nrequires=['lib', 'tool-1', '!old-1', '~weak-1']\ntimestamp=1\n",
  "lib/1/package.py": "name='lib'\ntimestamp=1\n",
  "lib/2/package.py": "name='lib'\nrequires=['base']\ntimestamp=1\n",
  "tool/1/package.py": "name='tool'\ntimestamp=1\n",
  "tool/2/package.py": "name='tool'\ntimestamp=1\n",
  "base/1/package.py": "name='base'\ntimestamp=1\n",
  "old/1/package.py": "name='old'\ntimestamp=1\n",
  "weak/1/package.py": "name='weak'\ntimestamp=1\n",
};

async function resolved(root: string, cache: RepositoryCache): Promise<unknown> {
  const source = await sourceOf(root, newReading(cache));
  const { variants, status } = await resolve(
    { requests: ["app"], options: {}, onStep: null },
    source,
    { families: new FamilyMemory(), solver: new SolverMemory() },
  );
  return [status, variants.map((variant) => variant.package.uri.slice(root.length + 1))];
}

/** A cache that remembers the repository, on a disk that is told about from now on. */
async function remembering(root: string, storage: CountingStorage): Promise<RepositoryCache> {
  later();
  const cache = new RepositoryCache({ makeStorage: () => storage });
  await resolved(root, cache);
  storage.calls.length = 0;
  return cache;
}

async function settle(storage: CountingStorage): Promise<void> {
  let before = -1;
  while (before !== storage.calls.length) {
    before = storage.calls.length;
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

test("slow storage gives the answer that fast storage gives", async () => {
  const root = await folder(packages);
  const slow = new SlowStorage();
  const expected = await resolved(root, new RepositoryCache());
  expect(await resolved(root, new RepositoryCache({ makeStorage: () => slow }))).toEqual(expected);
  expect(await resolved(root, await remembering(root, slow))).toEqual(expected);
});

test("what packages require is looked at side by side, and nothing is read", async () => {
  const root = await folder(packages);
  const slow = new SlowStorage();
  const cache = await remembering(root, slow);
  slow.mostAtOnce = 0;
  await resolved(root, cache);
  expect(slow.mostAtOnce).toBeGreaterThan(2);
  expect(slow.calls.filter((call) => call.startsWith("read "))).toEqual([]);
  // One look for each path, however early.
  expect(new Set(slow.calls).size).toBe(slow.calls.length);
});

test("neither conflicts nor weak requests are looked at", async () => {
  const root = await folder(packages);
  const slow = new SlowStorage();
  const foresight = new Foresight(
    await sourceOf(root, newReading(new RepositoryCache({ makeStorage: () => slow }))),
  );
  foresight.expect(["!old-1", "~weak-1"].map((text) => Requirement.parse(text)));
  await settle(slow);
  expect(slow.calls.filter((call) => call.startsWith("status "))).toEqual([]);
});

test("fast storage is looked at when a search asks, and not before", async () => {
  const root = await folder(packages);
  const fast = new SlowStorage(false);
  const source = await sourceOf(root, newReading(new RepositoryCache({ makeStorage: () => fast })));
  fast.calls.length = 0;
  new Foresight(source).expect([Requirement.parse("app")]);
  await settle(fast);
  expect(fast.calls).toEqual([]);
});

test("a file that holds a whole family is not read ahead", async () => {
  const root = await folder({ "all.py": "name='all'\nversions=['1']\n" });
  const slow = new SlowStorage();
  const source = await sourceOf(root, newReading(new RepositoryCache({ makeStorage: () => slow })));
  new Foresight(source).expect([Requirement.parse("all")]);
  await settle(slow);
  expect(slow.calls).toContain(`status ${join(root, "all.py")}`);
  expect(slow.calls.filter((call) => call.startsWith("read "))).toEqual([]);
});

test("repositories that are not on disk are left alone", async () => {
  const root = await folder(packages);
  const slow = new SlowStorage();
  const source = await sourceOf(root, newReading(new RepositoryCache({ makeStorage: () => slow })));
  const host = { ...source.repositories[0]!, type: "host" };
  slow.calls.length = 0;
  const foresight = new Foresight({ ...source, repositories: [...source.repositories, host] });
  foresight.expect([Requirement.parse("app")]);
  await settle(slow);
  expect(slow.calls).toEqual([]);
});

test("a failing look is nobody's error", async () => {
  class Failing extends SlowStorage {
    override async status(): Promise<never> {
      throw new Error("the disk is gone");
    }
    override async read(): Promise<StoredFile | null> {
      throw new Error("the disk is gone");
    }
  }
  const root = await folder(packages);
  const failing = new Failing();
  const source = await sourceOf(
    root,
    newReading(new RepositoryCache({ makeStorage: () => failing })),
  );
  // vitest fails on a rejection that nobody handles.
  new Foresight(source).expect(["app", "lib", ".ephemeral-1"].map((it) => Requirement.parse(it)));
  await settle(failing);
  await expect(source.repositories[0]!.family(source.reading, "app")).rejects.toThrow("gone");
});

test("after the end of a search nothing more is begun", async () => {
  const root = await folder(packages);
  const slow = new SlowStorage();
  const cache = await remembering(root, slow);
  const source = await sourceOf(root, newReading(cache));
  slow.calls.length = 0;
  const foresight = new Foresight(source);
  foresight.expect([Requirement.parse("app")]);
  foresight.end();
  foresight.expect([Requirement.parse("tool")]);
  await settle(slow);
  expect(slow.calls.some((call) => call.includes(join(root, "lib")))).toBe(false);
  expect(slow.calls.some((call) => call.includes(join(root, "tool")))).toBe(false);
});
