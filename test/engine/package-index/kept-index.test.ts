import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { IndexDatabase } from "../../../src/package-index/database.ts";
import { isLoaded, loadPackages } from "../../../src/repository/load-many.ts";
import { Reading } from "../../../src/repository/reading.ts";
import { allPackages } from "../repository/all-packages.ts";
import { type Files, folder, newReading, opened, write } from "../repository/repositories.ts";
import { newCache, openIndex, readsOf, seen } from "./indexes.ts";

afterEach(() => vi.restoreAllMocks());

/** Lets processes believe that the files were written long ago. */
function later(): void {
  const now = Date.now() + 60_000;
  vi.spyOn(Date, "now").mockReturnValue(now);
}

const repository: Files = {
  "foo/1/package.py": "name = 'foo'\nrequires = ['bar-1']\ntimestamp = 5\n",
  "foo/2/package.py": "name = 'foo'\ndef commands():\n    env.PATH.append('x')\n",
  "foo/3/package.yaml": "name: foo\ntimestamp: 1\n",
  "foo/4/package.yaml": "name: [",
  "foo/5/package.yaml": "requires: 5\ntimestamp: 1\n",
  "bar.yaml": "name: bar\nversions: ['1', '2']\n",
  "odd/1/package.py": "name = 'a\\ud800'\nb = {1: (2.5, {3})}\ntimestamp = 2 ** 70\n",
};

/** A repository whose index another process has written. */
async function filled(files: Files = repository) {
  const root = await folder(files);
  const cacheFolder = await folder({});
  later();
  const { index } = openIndex(cacheFolder);
  const expected = await seen(root, newCache(index));
  // Writes all of it: the end of a process leaves what would take it too long.
  index.state();
  index.close();
  const name = (await readdir(join(cacheFolder, "index"))).find((each) => each.endsWith("sqlite"));
  return { root, cacheFolder, expected, file: join(cacheFolder, "index", name!) };
}

test("what a process read, the next does not read again", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { index, warnings } = openIndex(cacheFolder);
  expect(await seen(root, newCache(index))).toEqual(expected);
  expect(await seen(root, newCache(null))).toEqual(expected);
  // An absent package.py, and the one that only Python could decode, are looked for each time.
  const reads = (await readsOf(root, openIndex(cacheFolder).index)).map((call) =>
    call.replace(root, ""),
  );
  expect(reads.filter((call) => !/package[.]py$|bar[.]yaml$/.test(call))).toEqual([]);
  expect(reads).not.toContain("read /foo/1/package.py");
  expect(warnings).toEqual([]);
});

test("files that were written just now are not kept", async () => {
  const root = await folder(repository);
  const cacheFolder = await folder({});
  const { index } = openIndex(cacheFolder);
  await seen(root, newCache(index));
  expect(index.state().contents).toBeNull();
});

test("what Python evaluated is not kept", async () => {
  const root = await folder({ "foo/1/package.py": "import socket\nname = socket.gethostname()\n" });
  const { index } = openIndex(await folder({}));
  later();
  const cache = newCache(index);
  const { settings, control } = newReading(cache);
  const data = { name: "machine", timestamp: 1 };
  const host = { evaluateDefinition: async () => ({ data, isSelfContained: true }) };
  const reading = new Reading({ settings, control, cache, host });
  const resources = await allPackages([await opened(root, reading)], reading);
  const results = await loadPackages(resources, reading);
  expect(results.map((it) => isLoaded(it) && it.definition.data.name)).toEqual(["machine"]);
  expect(index.state().contents).toMatchObject({ definitions: 0, listings: 2 });
});

test("another build of the engine does not take what this one made", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { index } = openIndex(cacheFolder, "other");
  expect(await seen(root, newCache(index))).toEqual(expected);
  expect(await readsOf(root, openIndex(cacheFolder, "third").index)).toContain(
    `read ${join(root, "foo/1/package.py")}`,
  );
});

test("what is gone leaves the index", async () => {
  const { root, cacheFolder } = await filled();
  const { index } = openIndex(cacheFolder);
  const cache = newCache(index);
  await seen(root, cache);
  const before = index.state().contents!.definitions;
  await rm(join(root, "foo/1/package.py"));
  await seen(root, cache);
  expect(index.state().contents!.definitions).toBe(before - 1);
});

test("a cleared index is empty and fills again", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { index } = openIndex(cacheFolder);
  index.clear();
  expect(index.state().contents).toMatchObject({ definitions: 0, listings: 0 });
  expect(await seen(root, newCache(index))).toEqual(expected);
  expect(index.state().contents?.definitions).toBeGreaterThan(0);
});

test("nothing is written while a call runs, and soon after it", async () => {
  const root = await folder(repository);
  const { index } = openIndex(await folder({}));
  later();
  index.callBegan();
  await seen(root, newCache(index));
  const file = index.state().file!;
  index.clear();
  await seen(root, newCache(index));
  index.callBegan();
  index.callEnded();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(countIn(file)).toBe(0);
  index.callEnded();
  await vi.waitFor(() => expect(countIn(file)).toBeGreaterThan(0), { timeout: 5000 });
});

function countIn(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare("SELECT count(*) AS n FROM definition").get();
  database.close();
  return Number(row!.n);
}

test("a damaged file never changes what a package says", async () => {
  const { root, cacheFolder, expected, file } = await filled();
  const good = await readFile(file);
  const copy = `${file}.good`;
  await copyFile(file, copy);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 300 }),
      async (changes) => {
        const damaged = Buffer.from(good);
        for (const [position, byte] of changes) damaged[position] = byte;
        await writeFile(file, damaged);
        const { index } = openIndex(cacheFolder);
        expect(await seen(root, newCache(index))).toEqual(expected);
        index.close();
        await rm(`${file}-wal`, { force: true });
        await rm(`${file}-shm`, { force: true });
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  ["no database", async (file: string) => writeFile(file, "something else".repeat(1000))],
  ["cut off", async (file: string) => writeFile(file, (await readFile(file)).subarray(0, 5000))],
])("a file that is %s is told of once, and made anew", async (_, damage) => {
  const { root, cacheFolder, expected, file } = await filled();
  await damage(file);
  const { index, warnings } = openIndex(cacheFolder);
  const cache = newCache(index);
  expect(await seen(root, cache)).toEqual(expected);
  expect(await seen(root, cache)).toEqual(expected);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(cacheFolder);
  index.close();
  const next = openIndex(cacheFolder);
  expect(await seen(root, newCache(next.index))).toEqual(expected);
  expect(next.index.state().contents?.definitions).toBeGreaterThan(0);
  expect(next.warnings).toEqual([]);
});

test("a file of a newer version is left alone", async () => {
  const { root, cacheFolder, expected, file } = await filled();
  const database = new DatabaseSync(file);
  database.exec("PRAGMA user_version = 99");
  database.close();
  const { index, warnings } = openIndex(cacheFolder);
  expect(await seen(root, newCache(index))).toEqual(expected);
  expect(warnings).toEqual([expect.stringContaining("newer")]);
  expect((await stat(file)).size).toBeGreaterThan(0);
});

test("a file that another process has locked is done without", async () => {
  const { root, cacheFolder, expected, file } = await filled();
  const other = new DatabaseSync(file);
  other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  const { index } = openIndex(cacheFolder);
  expect(await seen(root, newCache(index))).toEqual(expected);
  index.close();
  other.exec("ROLLBACK");
  other.close();
  const next = openIndex(cacheFolder);
  expect(await seen(root, newCache(next.index))).toEqual(expected);
  expect(next.warnings).toEqual([]);
});

test("a folder that others may write to is not trusted", async () => {
  const { root, cacheFolder, expected } = await filled();
  await chmod(join(cacheFolder, "index"), 0o777);
  const { index, warnings } = openIndex(cacheFolder);
  expect(await seen(root, newCache(index))).toEqual(expected);
  const problem = expect.stringContaining("others may write");
  expect(index.state()).toEqual({ file: null, problem, contents: null });
  expect(warnings).toEqual([problem]);
});

test("a place where no file can be made is told of once", async () => {
  const root = await folder(repository);
  const cacheFolder = await folder({ index: "a file, not a folder" });
  later();
  const { index, warnings } = openIndex(cacheFolder);
  const cache = newCache(index);
  expect(await seen(root, cache)).toEqual(await seen(root, newCache(null)));
  index.close();
  expect(warnings).toHaveLength(1);
});

test("a disk that is full stops the writing, not the reading", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { index, warnings } = openIndex(cacheFolder);
  const cache = newCache(index);
  await seen(root, cache);
  vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation((sql) => {
    if (/BEGIN/.test(sql)) throw Object.assign(new Error("disk is full"), { errcode: 13 });
  });
  await write(root, { "new/1/package.py": "timestamp = 1\n" });
  await seen(root, cache);
  index.close();
  vi.restoreAllMocks();
  expect(warnings).toEqual([expect.stringContaining("full")]);
  await rm(join(root, "new"), { recursive: true });
  expect(await seen(root, cache)).toEqual(expected);
});

test("a disk that fails between calls is told of once, and ends nothing", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { index, warnings } = openIndex(cacheFolder);
  const cache = newCache(index);
  await seen(root, cache);
  index.state();
  vi.spyOn(IndexDatabase.prototype, "bytes", "get").mockImplementation(() => {
    throw Object.assign(new Error("disk I/O error"), { errcode: 10 });
  });
  index.callBegan();
  index.callEnded();
  await vi.waitFor(() => expect(warnings).toEqual([expect.stringContaining("I/O")]));
  expect(await seen(root, cache)).toEqual(expected);
});

test("where a lock takes longer than may be written for, all is written nevertheless", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { contents } = openIndex(cacheFolder).index.state();
  const { index, warnings } = openIndex(await folder({}));
  await seen(root, newCache(index));
  // Whatever is done takes longer than a slice of writing may.
  let now = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 3;
    return now;
  });
  expect(index.state().contents).toEqual(contents);
  expect(await seen(root, newCache(index))).toEqual(expected);
  expect(warnings).toEqual([]);
});

test("what could not be committed is written another time", async () => {
  const { root, cacheFolder } = await filled();
  const { index, warnings } = openIndex(cacheFolder);
  await write(root, { "new/1/package.py": "timestamp = 1\n" });
  await seen(root, newCache(index));
  index.keepAnswer("question", "answer");
  const { exec } = DatabaseSync.prototype;
  const commit = vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (
    this: DatabaseSync,
    sql,
  ) {
    if (sql === "COMMIT") throw Object.assign(new Error("database is locked"), { errcode: 5 });
    exec.call(this, sql);
  });
  const before = index.state().contents!;
  commit.mockRestore();
  const { definitions, answers } = index.state().contents!;
  expect([definitions, answers]).toEqual([before.definitions + 1, before.answers + 1]);
  expect(warnings).toEqual([]);
});

test("the folder may be deleted while it is in use", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { index, warnings } = openIndex(cacheFolder);
  const cache = newCache(index);
  await seen(root, cache);
  await rm(join(cacheFolder, "index"), { recursive: true });
  const next = openIndex(cacheFolder);
  expect(await seen(root, newCache(next.index))).toEqual(expected);
  expect(next.index.state().contents?.definitions).toBeGreaterThan(0);
  await write(root, { "foo/9/package.py": "timestamp = 1\n" });
  await seen(root, cache);
  index.close();
  expect(warnings).toEqual([]);
  // The end of the one must not take the log of the other, which has the same name.
  await seen(root, newCache(next.index));
  next.index.close();
  const last = openIndex(cacheFolder);
  expect(await seen(root, newCache(last.index))).toEqual(await seen(root, newCache(null)));
  expect(last.index.state().contents?.definitions).toBeGreaterThan(0);
  expect(last.warnings).toEqual([]);
});

test("what a process learns after the folder was deleted is kept in a new one", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { index, warnings } = openIndex(cacheFolder);
  index.keepAnswer("why", "because");
  expect(index.state().contents?.definitions).toBeGreaterThan(0);
  await rm(join(cacheFolder, "index"), { recursive: true });
  expect(index.state().contents).toBe(null);
  expect(index.answer("why")).toBe(null);
  await seen(root, newCache(index));
  index.keepAnswer("when", "now");
  index.state();
  const next = openIndex(cacheFolder).index;
  expect(next.answer("when")).toBe("now");
  expect(next.state()).toEqual(index.state());
  expect(await seen(root, newCache(next))).toEqual(expected);
  expect(index.diskBytes).toBeGreaterThan(0);
  next.close();
  index.close();
  expect(warnings).toEqual([]);
});

test("the file of another build may go while its size is looked at", async () => {
  const root = await folder(repository);
  const cacheFolder = await folder({ "index/keep": "" });
  await symlink("gone", join(cacheFolder, "index", "packages-other.sqlite"));
  later();
  const { index, warnings } = openIndex(cacheFolder);
  await seen(root, newCache(index));
  expect(index.state().contents?.definitions).toBeGreaterThan(0);
  expect(warnings).toEqual([]);
});

test("files of builds that nobody uses any more are removed", async () => {
  const cacheFolder = await folder({});
  const indexFolder = join(cacheFolder, "index");
  await mkdir(indexFolder, { mode: 0o700 });
  await writeFile(join(indexFolder, "packages-old.sqlite"), "");
  const root = await folder(repository);
  const now = Date.now() + 40 * 86_400_000;
  // One that another build or machine is writing to: all of that goes into the log at first.
  await writeFile(join(indexFolder, "packages-used.sqlite"), "");
  await writeFile(join(indexFolder, "packages-used.sqlite-wal"), "");
  await utimes(join(indexFolder, "packages-used.sqlite-wal"), now / 1000, now / 1000);
  vi.spyOn(Date, "now").mockReturnValue(now);
  const { index } = openIndex(cacheFolder);
  await seen(root, newCache(index));
  index.close();
  expect((await readdir(indexFolder)).toSorted()).toEqual([
    "packages-build.sqlite",
    "packages-used.sqlite",
    "packages-used.sqlite-wal",
  ]);
});

test("many processes write at once, and nothing is lost or broken", async () => {
  const root = await folder(
    Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [
        `f${i % 30}/${i}/package.py`,
        `name = 'f${i % 30}'\ntimestamp = ${i}\n`,
      ]),
    ),
  );
  const cacheFolder = await folder({});
  const probe = join(import.meta.dirname, "probe.ts");
  const processes = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [probe, root, cacheFolder], { stdio: ["ignore", "ignore", "pipe"] }),
  );
  const codes = await Promise.all(processes.map(async (each) => (await once(each, "exit"))[0]));
  expect(codes).toEqual([0, 0, 0, 0]);
  const { index, warnings } = openIndex(cacheFolder);
  expect(index.state().contents?.definitions).toBe(300);
  later();
  expect(await seen(root, newCache(index))).toEqual(await seen(root, newCache(null)));
  expect(warnings).toEqual([]);
});

test("an answer is kept for the next process, and not when it is damaged", async () => {
  const cacheFolder = await folder({});
  const first = openIndex(cacheFolder).index;
  expect(first.answer("why")).toBe(null);
  first.keepAnswer("why", "because\0of it");
  first.keepAnswer("when", "now");
  expect(first.answer("why")).toBe("because\0of it");
  first.close();
  const second = openIndex(cacheFolder).index;
  expect(second.answer("why")).toBe("because\0of it");
  expect(second.answer("when")).toBe("now");
  expect(second.answer("who")).toBe(null);
  expect(second.state().contents?.answers).toBe(2);
  const database = new DatabaseSync(second.state().file!);
  database.exec("UPDATE answer SET text = 'then' WHERE question = 'when'");
  database.close();
  expect(second.answer("when")).toBe(null);
  second.clear();
  expect(second.answer("why")).toBe(null);
  second.close();
});

test("of many answers those that were used last are kept", async () => {
  const cacheFolder = await folder({});
  const day = 24 * 3600 * 1000;
  const now = vi.spyOn(Date, "now").mockReturnValue(1000 * day);
  const first = openIndex(cacheFolder).index;
  for (let i = 0; i < 500; i++) {
    first.keepAnswer(`question ${i}`, "answer");
    if (i % 100 === 99) first.state();
  }
  now.mockReturnValue(1001 * day);
  expect(first.answer("question 0")).toBe("answer");
  first.keepAnswer("one more", "answer");
  expect(first.state().contents?.answers).toBe(500);
  expect(first.answer("question 0")).toBe("answer");
  expect(first.answer("question 1")).toBe(null);
  first.close();
});

test("answers that cannot be written do not fill the memory", async () => {
  const { index } = openIndex(await folder({}));
  index.callBegan();
  for (let i = 0; i < 1000; i++) index.keepAnswer(`question ${i}`, "answer");
  expect(index.answer("question 0")).toBe("answer");
  expect(index.answer("question 999")).toBe(null);
  index.close();
});

function manyPackages(count: number): Files {
  const text = `description = '${"long ".repeat(400)}'\ntimestamp = 1\n`;
  const file = (i: number) => [`f${i % 200}/${i}/package.py`, text] as const;
  return Object.fromEntries(Array.from({ length: count }, (_, i) => file(i)));
}

/** As `du` has it. */
async function bytesIn(path: string): Promise<number> {
  const names = await readdir(path);
  const sizes = await Promise.all(names.map((name) => stat(join(path, name))));
  return sizes.reduce((sum, { blocks }) => sum + blocks * 512, 0);
}

test("the folder stays within its limit, and what was used last is kept", async () => {
  const root = await folder(manyPackages(4000));
  const cacheFolder = await folder({});
  const indexFolder = join(cacheFolder, "index");
  later();
  const { index, warnings } = openIndex(cacheFolder);
  const limit = 8 * 2 ** 20;
  index.limit(limit);
  const expected = await seen(root, newCache(index));
  index.state();
  const kept = index.state().contents!;
  expect(kept.definitions).toBeGreaterThan(100);
  expect(kept.definitions).toBeLessThan(4000);
  expect(await bytesIn(indexFolder)).toBeLessThanOrEqual(limit);
  for (let i = 0; i < 300; i++) index.keepAnswer(`question ${i}`, "answer ".repeat(10_000));
  index.state();
  expect(await bytesIn(indexFolder)).toBeLessThanOrEqual(limit);
  expect(index.answer("question 199")).not.toBe(null);
  expect(await seen(root, newCache(index))).toEqual(expected);
  index.close();
  expect(await bytesIn(indexFolder)).toBeLessThanOrEqual(limit);
  expect(warnings).toEqual([]);
});

test("of one day the kind leaves that takes more, and what leaves is counted", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { index } = openIndex(cacheFolder);
  index.limit(5 * 2 ** 20);
  const before = index.state().contents!;
  for (let i = 0; i < 50; i++) {
    index.keepAnswer(`question ${i}`, "answer ".repeat(20_000));
    index.state();
  }
  const { definitions, listings, answers } = index.state().contents!;
  expect([definitions, listings]).toEqual([before.definitions, before.listings]);
  expect(index.answer("question 49")).not.toBe(null);
  expect(answers).toBeLessThan(50);
  const evictions = (["definitions", "listings", "resolves"] as const).map((kind) =>
    index.evictions(kind),
  );
  expect(evictions).toEqual([0, 0, 50 - answers]);
  expect(await seen(root, newCache(index))).toEqual(expected);
  index.close();
});

test("what is cleared gives its space back", async () => {
  const root = await folder(manyPackages(2000));
  const cacheFolder = await folder({});
  later();
  const { index } = openIndex(cacheFolder);
  await seen(root, newCache(index));
  expect(index.state().contents?.bytes).toBeGreaterThan(3 * 2 ** 20);
  index.clear();
  expect(await bytesIn(join(cacheFolder, "index"))).toBeLessThan(300_000);
  index.close();
});

test("with a limit of nothing there is no index, until there is one again", async () => {
  const { root, cacheFolder, expected } = await filled();
  const { index, warnings } = openIndex(cacheFolder);
  index.limit(0);
  expect(await readdir(join(cacheFolder, "index"))).toEqual([]);
  expect(await seen(root, newCache(index))).toEqual(expected);
  expect(index.state()).toMatchObject({
    contents: null,
    problem: expect.stringContaining("limit"),
  });
  index.limit(Number.POSITIVE_INFINITY);
  expect(await seen(root, newCache(index))).toEqual(expected);
  expect(index.state().contents?.definitions).toBeGreaterThan(0);
  index.close();
  expect(warnings).toEqual([]);
});
