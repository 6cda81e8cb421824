// Random changes of a repository, and after each what three processes see: one that starts without
// an index, one that starts with it, and one that has lived all along. They must see the same.

import { mkdir, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { folder } from "../repository/repositories.ts";
import { newCache, openIndex, seen } from "./indexes.ts";

afterEach(() => vi.restoreAllMocks());

type Change = (root: string, aside: string) => Promise<unknown>;

/** All texts have one length: the size shows nothing. */
const text = (mark: number) =>
  `mark = '${mark}'\ntimestamp = 7\ndef commands():\n    env.MARK = '${mark}'\n`;

const family = fc.constantFrom("a", "b");
const version = fc.constantFrom("1", "2");
const file = fc.constantFrom("package.py", "package.py", "package.yaml");
const mark = fc.integer({ min: 1, max: 9 });

/** All mtimes are equal, too, but for those of files that were touched. */
const MTIME = 1_700_000_000;

async function put(path: string, mark: number): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, path.endsWith(".py") ? text(mark) : `mark: ${mark}\ntimestamp: 7\n`);
  await utimes(path, MTIME, MTIME);
}

const changes: readonly fc.Arbitrary<readonly [name: string, Change]>[] = [
  fc
    .tuple(family, version, file, mark)
    .map(([f, v, name, m]) => [
      `write ${f}/${v}/${name} ${m}`,
      (root) => put(join(root, f, v, name), m),
    ]),
  fc
    .tuple(family, version, mark)
    .map(([f, v, m]) => [
      `write ${f}/${v} ${m} with a time of its own`,
      (root) => writeFile(join(root, f, v, "package.py"), text(m)),
    ]),
  fc.tuple(family, version, mark).map(([f, v, m]) => [
    `replace ${f}/${v} ${m}`,
    async (root, aside) => {
      await put(join(aside, "new.py"), m);
      await rename(join(aside, "new.py"), join(root, f, v, "package.py"));
    },
  ]),
  fc
    .tuple(family, version, fc.constantFrom(-1_000_000, 0, 1_000_000_000))
    .map(([f, v, seconds]) => [
      `touch ${f}/${v} ${seconds}`,
      async (root) => {
        const time = MTIME + seconds;
        await utimes(join(root, f, v, "package.py"), time, time);
      },
    ]),
  fc
    .tuple(family, version, file)
    .map(([f, v, name]) => [`remove ${f}/${v}/${name}`, (root) => rm(join(root, f, v, name))]),
  fc
    .tuple(family, version)
    .map(([f, v]) => [`remove ${f}/${v}`, (root) => rm(join(root, f, v), { recursive: true })]),
  fc
    .tuple(family, version)
    .map(([f, v]) => [`ignore ${f}/${v}`, (root) => writeFile(join(root, f, `.ignore${v}`), "")]),
  fc
    .tuple(family, family)
    .map(([from, to]) => [
      `rename ${from} ${to}`,
      (root) => rename(join(root, from), join(root, to)),
    ]),
  fc
    .tuple(family, version, version)
    .map(([f, from, to]) => [
      `rename ${f}/${from} ${to}`,
      (root) => rename(join(root, f, from), join(root, f, to)),
    ]),
  // The files stay the same, their real path does not.
  fc.tuple(family, fc.constantFrom("x", "y")).map(([f, name]) => [
    `move ${f} away to ${name}, and link it`,
    async (root, aside) => {
      await rename(join(root, f), join(aside, name));
      await symlink(join(aside, name), join(root, f));
    },
  ]),
  fc.tuple(family, version).map(([f, v]) => [
    `move ${f}/${v} away, and link it`,
    async (root, aside) => {
      await rename(join(root, f, v), join(aside, `${f}${v}`));
      await symlink(join(aside, `${f}${v}`), join(root, f, v));
    },
  ]),
  fc.tuple(family, fc.constantFrom("x", "y")).map(([f, name]) => [
    `link ${f} to ${name}`,
    async (root, aside) => {
      await rm(join(root, f));
      await symlink(join(aside, name), join(root, f));
    },
  ]),
  fc.constant([
    "swap x and y",
    async (_, aside) => {
      await rename(join(aside, "x"), join(aside, "z"));
      await rename(join(aside, "y"), join(aside, "x"));
      await rename(join(aside, "z"), join(aside, "y"));
    },
  ]),
];

/** Whether processes look at once, or when all that was written is old. */
const moments = fc.constantFrom("at once", "later");

const steps = fc.array(fc.tuple(fc.oneof(...changes), moments), { minLength: 1, maxLength: 14 });

test("no process ever sees what is not there any more", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const root = await folder({});
      for (const path of ["a/1", "a/2", "b/1"]) await put(join(root, path, "package.py"), 1);
      const aside = await folder({ "y/1/package.py": text(8) });
      const cacheFolder = await folder({});
      const { index: longLivedIndex } = openIndex(cacheFolder);
      const longLived = newCache(longLivedIndex);
      await pass(cacheFolder);
      await seen(root, longLived);
      longLivedIndex.state();
      vi.restoreAllMocks();
      for (const [[name, change], moment] of sequence) {
        await change(root, aside).catch(() => {});
        if (moment === "later") await pass(cacheFolder);
        const expected = await seen(root, newCache(null));
        const { index, warnings } = openIndex(cacheFolder);
        expect(await seen(root, newCache(index)), name).toEqual(expected);
        expect(await seen(root, longLived), name).toEqual(expected);
        index.close();
        expect(warnings).toEqual([]);
        vi.restoreAllMocks();
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

/** Makes everything written so far old. What is written from now on must differ in its time, as it
 * would after seconds: so it waits for the next tick of the file system's clock. */
async function pass(scratch: string): Promise<void> {
  const path = join(scratch, "tick");
  await writeFile(path, "");
  const { ctimeNs } = await stat(path, { bigint: true });
  do await writeFile(path, "x");
  while ((await stat(path, { bigint: true })).ctimeNs === ctimeNs);
  const later = Date.now() + 60_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
}
