import { expect, test } from "vitest";
import { afterwards, allIsDone, whenDone } from "../../src/afterwards.ts";

function noting(): { readonly done: string[]; readonly note: (name: string) => void } {
  const done: string[] = [];
  const note = (name: string) =>
    afterwards(name, async () => {
      await Promise.resolve();
      done.push(name);
    });
  return { done, note };
}

test("work waits for a pause, and is done then", async () => {
  const { done, note } = noting();
  note("a");
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual([]);
  await expect.poll(() => done).toEqual(["a"]);
});

test("who needs it done has that alone begun at once", async () => {
  const { done, note } = noting();
  note("a");
  note("b");
  await whenDone("b");
  await whenDone("unknown");
  expect(done).toEqual(["b"]);
  await allIsDone(10_000);
  expect(done).toEqual(["b", "a"]);
});

test("of work of one name the last is done", async () => {
  const done: number[] = [];
  for (const number of [1, 2]) afterwards("a", async () => void done.push(number));
  await whenDone("a");
  await allIsDone(10_000);
  expect(done).toEqual([2]);
});

test("no more waits than is worth the memory", async () => {
  const { done, note } = noting();
  for (let number = 0; number < 16; number++) note(String(number));
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toHaveLength(16);
});
