import { rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { readDefinitionFile } from "../../../src/repository/definition-file.ts";
import { identityOf, isSettled } from "../../../src/repository/identity.ts";
import { isLoaded, loadPackages } from "../../../src/repository/load-many.ts";
import { listsNamed } from "../../../src/repository/paths.ts";
import { Reading } from "../../../src/repository/reading.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { DiskStorage } from "../../../src/repository/storage.ts";
import { allPackages } from "./all-packages.ts";
import {
  CountingStorage,
  folder,
  newReading,
  opened,
  setTime,
  versionsOf,
  write,
} from "./repositories.ts";

afterEach(() => vi.restoreAllMocks());

/** What a call sees of `foo`: each version's `mark`. */
async function seen(root: string, cache: RepositoryCache): Promise<unknown> {
  const reading = newReading(cache);
  const resources = await allPackages([await opened(root, reading)], reading);
  const results = await loadPackages(resources, reading);
  return Object.fromEntries(
    results.map((result, index) => [
      resources[index]?.versionText,
      isLoaded(result) ? result.definition.data.mark : "error",
    ]),
  );
}

/** Lets caches believe that the files were written long ago. */
function later(): void {
  const now = Date.now() + 60_000;
  vi.spyOn(Date, "now").mockReturnValue(now);
}

test.each([
  ["the text that was given", "import this_studio\n", true],
  ["the file", "# coding: latin-1\n", false],
])(
  "whether what Python made of %s is kept while the file shows the same",
  async (_, text, isKept) => {
    const root = await folder({ "foo/1/package.py": text });
    later();
    const reading = new Reading({
      ...newReading(),
      host: { evaluateDefinition: async () => ({ data: { mark: 1 }, isSelfContained: true }) },
    });
    const path = join(root, "foo/1/package.py");
    const file = await readDefinitionFile(reading, new DiskStorage(), path, "py", null);
    expect(file).toMatchObject({ data: { data: { mark: 1 } }, isSettled: isKept });
  },
);

test("every change of a repository is seen at the next call", async () => {
  const root = await folder({ "foo/1/package.py": "mark = 1\n", "foo/2/package.py": "mark = 2\n" });
  const cache = new RepositoryCache();
  later();
  expect(await seen(root, cache)).toEqual({ 1: 1, 2: 2 });

  await write(root, { "foo/3/package.py": "mark = 3\n" });
  expect(await seen(root, cache)).toEqual({ 1: 1, 2: 2, 3: 3 });

  await writeFile(join(root, "foo/1/package.py"), "mark = 10\n");
  expect(await seen(root, cache)).toEqual({ 1: 10, 2: 2, 3: 3 });

  await rm(join(root, "foo/2"), { recursive: true });
  expect(await seen(root, cache)).toEqual({ 1: 10, 3: 3 });

  await write(root, { "foo/.ignore1": "" });
  expect(await seen(root, cache)).toEqual({ 3: 3 });

  await rename(join(root, "foo"), join(root, "bar"));
  expect(await seen(root, cache)).toEqual({ 3: 3 });
  expect(await versionsOf(root, "foo", newReading(cache))).toEqual([]);
});

test("a file of the same size and time is seen as another", async () => {
  const root = await folder({ "foo/1/package.py": "mark = 1\n" });
  const file = join(root, "foo/1/package.py");
  await setTime(file, 1_000_000_000);
  const cache = new RepositoryCache();
  later();
  expect(await seen(root, cache)).toEqual({ 1: 1 });

  await writeFile(file, "mark = 2\n");
  await setTime(file, 1_000_000_000);
  expect(await seen(root, cache)).toEqual({ 1: 2 });

  await writeFile(`${file}.new`, "mark = 3\n");
  await setTime(`${file}.new`, 1_000_000_000);
  await rename(`${file}.new`, file);
  expect(await seen(root, cache)).toEqual({ 1: 3 });
});

test("what was written just now is read again: two writes may share one tick of the clock", async () => {
  const root = await folder({ "foo/1/package.py": "mark = 1\n" });
  const storage = new CountingStorage();
  const cache = new RepositoryCache({ makeStorage: () => storage });
  const reads = () => storage.calls.filter((call) => call.startsWith("read ")).length;
  await seen(root, cache);
  await seen(root, cache);
  expect(reads()).toBe(2);
  later();
  await seen(root, cache);
  await seen(root, cache);
  expect(reads()).toBe(3);
});

test("a time in the future, after a clock was set back, settles nothing", async () => {
  const root = await folder({ "foo/1/package.py": "" });
  const stats = await stat(join(root, "foo/1/package.py"), { bigint: true });
  const identity = identityOf("x", stats);
  expect(isSettled(identity, Date.now() + 10_000)).toBe(true);
  expect(isSettled(identity, Date.now() - 10_000)).toBe(false);
});

test("within one reading everything is looked at once", async () => {
  const root = await folder({ "foo/1/package.py": "mark = 1\ntimestamp = 1\n" });
  const storage = new CountingStorage();
  const reading = newReading(new RepositoryCache({ makeStorage: () => storage }));
  for (let time = 0; time < 3; time++) {
    const repository = await opened(root, reading);
    await loadPackages(await allPackages([repository], reading), reading);
  }
  const calls = storage.calls.filter((call) => !call.startsWith("realPath"));
  // A folder is the same before and after it is listed.
  const listed = calls.filter((call) => call.startsWith("list "));
  expect(new Set(calls).size).toBe(calls.length - listed.length);
});

test("lists and definitions are the same objects until something about them changes", async () => {
  const root = await folder({ "foo/1/package.py": "mark = 1\n", "bar/1/package.py": "" });
  const cache = new RepositoryCache();
  later();
  const look = async () => {
    const reading = newReading(cache);
    const [list = []] = await listsNamed([await opened(root, reading)], reading, "foo");
    const [first] = (await loadPackages(list, reading)).filter(isLoaded);
    return { list, definition: first?.definition };
  };
  const before = await look();
  await write(root, { "bar/2/package.py": "" });
  const same = await look();
  expect(same.list).toBe(before.list);
  expect(same.definition).toBe(before.definition);

  await writeFile(join(root, "foo/1/package.py"), "mark = 2\n");
  const edited = await look();
  expect(edited.list).toBe(before.list);
  expect(edited.definition?.data).toEqual({ mark: 2 });

  await write(root, { "foo/2/package.py": "" });
  const grown = await look();
  expect(grown.list.map(({ versionText }) => versionText)).toEqual(["1", "2"]);
  expect(grown.definition).toBe(edited.definition);
});

test("what was seen first counts for a whole reading, whoever waits for a later look", async () => {
  const root = await folder({ "one/1/package.py": "", "two/1/package.py": "" });
  const link = join(root, "foo");
  await symlink("one", link);
  let isBusy = true;
  class Busy extends CountingStorage {
    override statusNow(path: string) {
      return isBusy ? undefined : super.statusNow(path);
    }

    override async status(path: string) {
      await rm(link);
      await symlink("two", link);
      return super.status(path);
    }
  }
  const storage = new Busy();
  const reading = newReading(new RepositoryCache({ makeStorage: () => storage }));
  const later = reading.looks.status(link, storage);
  isBusy = false;
  const now = reading.looks.statusNow(link, storage);
  expect(now?.kind).toBe("directory");
  expect(await later).toEqual(now);
  expect(reading.looks.statusNow(link, storage)).toEqual(now);
});

test("a folder that a link led to for a moment is not taken for the one before", async () => {
  const root = await folder({ "one/1/package.py": "", "two/2/package.py": "" });
  const link = join(root, "foo");
  const lead = async (to: string) => {
    await rm(link, { force: true });
    await symlink(to, link);
  };
  await lead("one");
  let isSwitching = true;
  class Switching extends CountingStorage {
    override async list(path: string) {
      if (isSwitching) await lead("two");
      return super.list(path);
    }
  }
  later();
  const cache = new RepositoryCache({ makeStorage: () => new Switching() });
  expect(await versionsOf(root, "foo", newReading(cache))).toEqual(["2"]);
  isSwitching = false;
  await lead("one");
  expect(await versionsOf(root, "foo", newReading(cache))).toEqual(["1"]);
});
