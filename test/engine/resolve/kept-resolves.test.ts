import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { EngineMemory } from "../../../src/cache/engine-memory.ts";
import { CacheStatistics } from "../../../src/cache/statistics.ts";
import { Reading } from "../../../src/repository/reading.ts";
import { defaultRepositorySettings } from "../../../src/repository/repository.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import type { Status } from "../../../src/repository/storage.ts";
import { AnswerMemory } from "../../../src/resolve/answer-memory.ts";
import { FamilyMemory } from "../../../src/resolve/families.ts";
import {
  type Answer,
  type AnswerStore,
  answerOf,
  type KeptAnswer,
  KeptResolves,
} from "../../../src/resolve/kept-resolves.ts";
import { resolve } from "../../../src/resolve/resolve.ts";
import { uncontrolled } from "../../../src/slices.ts";
import { SolverMemory } from "../../../src/solver/family.ts";
import {
  CountingStorage,
  type Files,
  folder,
  newReading,
  write,
} from "../repository/repositories.ts";
import { later, sourceOf } from "./sources.ts";

afterEach(() => vi.restoreAllMocks());

const packages: Files = {
  "app/1/package.py": "name='app'\nrequires=['lib-1', '~tool']\ntimestamp=1\n",
  "lib/1/package.py": "name='lib'\nvariants=[['base-1'], ['base-2']]\n",
  "base/1/package.py": "name='base'\ntimestamp=1\n",
  "base/2/package.yaml": "name: base\n",
  "other/1/package.py": "name='other'\ntimestamp=1\n",
};

class Store extends Map<string, string> implements AnswerStore {
  readonly isInUse = true;
  answer(question: string): string | null {
    return this.get(question) ?? null;
  }

  keepAnswer(question: string, text: string): void {
    this.set(question, text);
  }
}

interface Asked {
  readonly requests?: readonly string[];
  readonly reading?: Reading;
  readonly testing?: boolean;
  /** What the process remembers; a new process remembers nothing. */
  readonly answers?: AnswerMemory<KeptAnswer>;
}

/** A process that asks, and resolves where there is no answer. */
async function ask(store: Store, paths: string | string[], asked: Asked = {}) {
  const { requests = ["app"], reading = newReading(), testing = false, answers } = asked;
  const source = await sourceOf(paths, reading);
  const question = {
    requests,
    options: {},
    filter: null,
    orders: {},
    testing,
    releasePaths: null,
  };
  const { memory: engineMemory, statistics } = reading.cache;
  const known = answers ?? new AnswerMemory(engineMemory, statistics.memory.resolves);
  const kept = new KeptResolves(store, known, question, source);
  const found = await kept.find();
  if (found) return { found: plain(found) };
  const memory = { families: new FamilyMemory(), solver: new SolverMemory() };
  try {
    const request = { requests, options: {}, onStep: null };
    const made = answerOf(await resolve(request, source, memory));
    await kept.keep(made);
    return { made: plain(made) };
  } catch (error) {
    return { error };
  }
}

function plain({ solveSeconds: _, loadSeconds: __, ...rest }: Answer): object {
  return rest;
}

test("an answer is given again, from files that are only looked at", async () => {
  const root = await folder(packages);
  const store = new Store();
  later();
  for (const requests of [["app"], ["app", "base-1", "~tool-2"], ["base-1", "base-2"], []]) {
    const { made } = await ask(store, root, { requests });
    expect(made).toBeDefined();
    expect(await ask(store, root, { requests })).toEqual({ found: made });
  }
});

test("what was not looked at may change", async () => {
  const root = await folder(packages);
  const store = new Store();
  later();
  await ask(store, root);
  await write(root, { "new/1/package.py": "name='new'\n", "other/2/package.py": "name='other'\n" });
  expect(await ask(store, root)).toHaveProperty("found");
});

const edits: { readonly [what: string]: (root: string) => Promise<unknown> } = {
  "a definition that is edited": (root) => write(root, { "lib/1/package.py": "name='lib'\n" }),
  "a definition of the same length": (root) =>
    write(root, { "lib/1/package.py": "name='lib'\nvariants=[['base-2'], ['base-1']]\n" }),
  "a new version": (root) => write(root, { "base/3/package.py": "name='base'\n" }),
  "a version that is gone": (root) => rm(join(root, "base/2"), { recursive: true }),
  "an ignored version": (root) => write(root, { "base/.ignore2": "" }),
  "a family that is gone": (root) => rename(join(root, "lib"), join(root, "bil")),
  "a package.py beside a package.yaml": (root) =>
    write(root, { "base/2/package.py": "name='base'\ntimestamp=1\n" }),
  "release data of older rez": (root) => write(root, { "lib/1/release.yaml": "timestamp: 5\n" }),
  "a folder that became a link": async (root) => {
    await rename(join(root, "lib/1"), join(root, "elsewhere"));
    await symlink(join(root, "elsewhere"), join(root, "lib/1"));
  },
};

/** One that has read nothing before. */
function readingCounted(statistics: CacheStatistics): Reading {
  return newReading(new RepositoryCache({ statistics }));
}

test("a process gives an answer again from memory, until that is wanted for other things", async () => {
  const root = await folder(packages);
  const memory = new EngineMemory();
  const statistics = new CacheStatistics();
  const { resolves } = statistics.memory;
  const answers = new AnswerMemory<KeptAnswer>(memory, resolves);
  later();
  const again = () => ask(new Store(), root, { answers, reading: readingCounted(statistics) });
  const { made } = await again();
  expect(await again()).toEqual({ found: made });
  expect(resolves).toMatchObject({ hits: 1, misses: 1, entries: 1 });
  memory.configure({ bytes: 0, adapts: false });
  memory.settle();
  expect(resolves).toMatchObject({ entries: 0, bytes: 0, evictions: 1 });
  expect(await again()).toEqual({ made });
});

for (const [what, edit] of Object.entries(edits)) {
  test(`${what} is seen by who remembers the answer`, async () => {
    const root = await folder(packages);
    const statistics = new CacheStatistics();
    const { resolves } = statistics.memory;
    const answers = new AnswerMemory<KeptAnswer>(new EngineMemory(), resolves);
    later();
    const again = () => ask(new Store(), root, { answers, reading: readingCounted(statistics) });
    await again();
    await edit(root);
    expect(await again()).toEqual(await ask(new Store(), root));
    expect(resolves).toMatchObject({ hits: 0, stale: 1 });
  });

  test(`${what} is seen`, async () => {
    const root = await folder(packages);
    const store = new Store();
    later();
    await ask(store, root);
    expect(await ask(store, root)).toHaveProperty("found");
    await edit(root);
    expect(await ask(store, root)).toEqual(await ask(new Store(), root));
  });
}

test("what mattered to an earlier answer alone may change", async () => {
  const root = await folder(packages);
  const store = new Store();
  later();
  await ask(store, root);
  await write(root, { "app/1/package.py": "name='app'\nrequires=['other']\ntimestamp=1\n" });
  later();
  const { made } = await ask(store, root);
  expect(made).toBeDefined();
  await write(root, { "lib/1/package.py": "name='lib'\n", "base/3/package.py": "name='base'\n" });
  expect(await ask(store, root)).toEqual({ found: made });
});

test("a family that appears in an earlier repository is seen", async () => {
  const [first, second] = [await folder({}), await folder(packages)];
  const store = new Store();
  later();
  await ask(store, [first, second]);
  expect(await ask(store, [first, second])).toHaveProperty("found");
  await write(first, { "base/2/package.py": "name='base'\ntimestamp=1\n" });
  const { made } = await ask(store, [first, second]);
  expect(JSON.stringify(made)).toContain(join(first, "base"));
});

test("a repository that is named by a link is followed", async () => {
  const [before, after, links] = [await folder(packages), await folder(packages), await folder({})];
  const link = join(links, "packages");
  await symlink(before, link);
  const store = new Store();
  later();
  await ask(store, link);
  expect(await ask(store, link)).toHaveProperty("found");
  await rm(link);
  await symlink(after, link);
  const { made } = await ask(store, link);
  expect(JSON.stringify(made)).toContain(after);
});

test("a link that leads nowhere is as it was, until it leads somewhere", async () => {
  const root = await folder(packages);
  const target = join(await folder({}), "2");
  await symlink(target, join(root, "app", "latest"));
  const store = new Store();
  later();
  const { made } = await ask(store, root);
  expect(await ask(store, root)).toEqual({ found: made });
  await write(target, { "package.py": "name='app'\ntimestamp=1\n" });
  expect(await ask(store, root)).toHaveProperty("made");
});

test("another question has another answer", async () => {
  const root = await folder(packages);
  const store = new Store();
  later();
  await ask(store, root);
  expect(await ask(store, root, { testing: true })).toHaveProperty("made");
  expect(await ask(store, root, { requests: ["app", "base-1"] })).toHaveProperty("made");
  const reading = newReading(new RepositoryCache(), { allow_unversioned_packages: false });
  expect(await ask(store, root, { reading })).toHaveProperty("made");
});

test("a folder that a link led to for a moment is not kept as the one that was seen", async () => {
  const [one, two, links] = [await folder(packages), await folder(packages), await folder({})];
  const link = join(links, "app");
  await symlink(join(one, "app"), link);
  class Switching extends CountingStorage {
    override async list(path: string) {
      if (path === link) await rm(path);
      return super.list(path);
    }
  }
  const store = new Store();
  later();
  const cache = new RepositoryCache({ makeStorage: () => new Switching() });
  const { made } = await ask(store, [links, two], { reading: newReading(cache) });
  expect(JSON.stringify(made)).toContain(join(two, "app"));
  await symlink(join(one, "app"), link);
  expect(await ask(store, [links, two])).not.toHaveProperty("found");
});

test("files that were written just now may be written again unseen", async () => {
  const root = await folder(packages);
  const store = new Store();
  await ask(store, root);
  expect(store.size).toBe(0);
});

test("a file that changes between its reading and the keeping is not taken for what was read", async () => {
  const root = await folder(packages);
  const store = new Store();
  later();
  class Changing extends CountingStorage {
    override async read(path: string) {
      const file = await super.read(path);
      if (path.endsWith("lib/1/package.py")) await writeFile(path, "name='lib'\n");
      return file;
    }
  }
  const cache = new RepositoryCache({ makeStorage: () => new Changing() });
  const { made } = await ask(store, root, { reading: newReading(cache) });
  expect(made).toBeDefined();
  expect(store.size).toBe(0);
});

const unrepeatable: { readonly [what: string]: Files } = {
  "that Python evaluated": { "lib/1/package.py": "import os\nname='lib'\nx=os.getcwd()\n" },
  "with release data of older rez": { "lib/1/release.yaml": "timestamp: 5\n" },
  "with late-bound requirements": {
    "lib/1/package.py": "name='lib'\n@late()\ndef requires():\n    return []\n",
  },
};

for (const [what, files] of Object.entries(unrepeatable)) {
  test(`a resolve of a package ${what} is not kept`, async () => {
    const root = await folder({ ...packages, ...files });
    const store = new Store();
    later();
    const reading = new Reading({
      settings: defaultRepositorySettings,
      cache: new RepositoryCache(),
      control: uncontrolled,
      host: { evaluateDefinition: async () => ({ data: { name: "lib" }, isSelfContained: true }) },
    });
    await ask(store, root, { reading });
    expect(store.size).toBe(0);
  });
}

test("a file of a whole family that Python evaluated has a say although no package of it is read", async () => {
  const first = await folder({ "tool/1/package.py": "name='tool'\ntimestamp=1\n" });
  const second = await folder({ "tool.py": "import os\nversions=os.environ['VERSIONS']\n" });
  const store = new Store();
  later();
  const reading = new Reading({
    settings: defaultRepositorySettings,
    cache: new RepositoryCache(),
    control: uncontrolled,
    host: {
      evaluateDefinition: async () => ({
        data: { name: "tool", versions: ["1"] },
        isSelfContained: false,
      }),
    },
  });
  const { made } = await ask(store, [first, second], { requests: ["tool"], reading });
  expect(made).toHaveProperty("status", "solved");
  expect(store.size).toBe(0);
});

test("no file is read and no folder listed for an answer that is given again", async () => {
  const root = await folder(packages);
  const store = new Store();
  later();
  await ask(store, root);
  const storage = new CountingStorage();
  const reading = newReading(new RepositoryCache({ makeStorage: () => storage }));
  expect(await ask(store, root, { reading })).toHaveProperty("found");
  const calls = storage.calls.map((call) => call.split(" ")[0]);
  expect(new Set(calls)).toEqual(new Set(["realPath", "look"]));
});

class SlowStorage extends CountingStorage {
  override statusNow(): undefined {
    return undefined;
  }

  override lookNow(): undefined {
    return undefined;
  }
}

test("storage that has to be waited for shows the same", async () => {
  const root = await folder(packages);
  const store = new Store();
  later();
  const slowly = () => newReading(new RepositoryCache({ makeStorage: () => new SlowStorage() }));
  await ask(store, root);
  const found = await ask(store, root, { reading: slowly() });
  expect(found).toHaveProperty("found");
  await write(root, { "lib/1/package.py": "name='lib'\n" });
  expect(await ask(store, root, { reading: slowly() })).toEqual(await ask(new Store(), root));
});

test("a folder behind a link is seen to change", async () => {
  const [root, elsewhere] = [await folder(packages), await folder({})];
  await rename(join(root, "lib/1"), join(elsewhere, "lib"));
  await symlink(join(elsewhere, "lib"), join(root, "lib/1"));
  const store = new Store();
  later();
  await ask(store, root);
  expect(await ask(store, root)).toHaveProperty("found");
  await write(elsewhere, { "lib/package.py": "name='lib'\n" });
  expect(await ask(store, root)).toEqual(await ask(new Store(), root));
});

test("inodes that differ in what a number cannot tell are told apart", async () => {
  const root = await folder(packages);
  class Numbered extends CountingStorage {
    inode = 2n ** 60n;

    override statusNow(path: string) {
      const status = super.statusNow(path);
      if (!status || !path.endsWith("package.py")) return status;
      const key = status.identity.key.replace(/\d+$/, String(this.inode));
      return { ...status, identity: { path, key } };
    }

    override async status(path: string) {
      return this.statusNow(path) as Status | null;
    }

    override async read(path: string) {
      const file = await super.read(path);
      return file && { ...file, identity: this.statusNow(path)!.identity };
    }

    override lookNow(path: string) {
      const look = super.lookNow(path);
      return look && path.endsWith("package.py") ? { ...look, ino: Number(this.inode) } : look;
    }
  }
  const storage = new Numbered();
  const reading = () => newReading(new RepositoryCache({ makeStorage: () => storage }));
  const store = new Store();
  later();
  await ask(store, root, { reading: reading() });
  expect(await ask(store, root, { reading: reading() })).toHaveProperty("found");
  storage.inode += 1n;
  expect(await ask(store, root, { reading: reading() })).toHaveProperty("made");
});

test("a location may be in another one", async () => {
  const root = await folder(packages);
  const inner = join(root, "app");
  await mkdir(join(inner, "solo/1"), { recursive: true });
  await write(inner, { "solo/1/package.py": "name='solo'\n" });
  const store = new Store();
  later();
  const requests = ["solo", "base"];
  await ask(store, [root, inner], { requests });
  expect(await ask(store, [root, inner], { requests })).toHaveProperty("found");
});
