import { execFileSync } from "node:child_process";
import { chmod, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Predictor } from "../../../src/cache/predictor.ts";
import { PredictorFile } from "../../../src/cache/predictor-file.ts";
import { Preheater, type Warm } from "../../../src/cache/preheater.ts";
import { Counters } from "../../../src/cache/statistics.ts";
import { folder } from "../repository/repositories.ts";

// The clock stands still but where a test lets time pass.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => vi.useRealTimers());

const DAY = 24 * 3_600_000;
const HANGS = { timeout: 15_000 };

/** A user's habits: every day the same three requests. */
async function trained(): Promise<string> {
  const path = join(await folder({}), "index", "requests.json");
  const predictor = new Predictor();
  for (let day = 8; day > 0; day--) {
    for (const key of ["maya", "nuke", "houdini"]) predictor.learn(key, Date.now() - day * DAY);
  }
  new PredictorFile(path, expect.unreachable).write(predictor);
  return path;
}

function engine(path: string, isEnabled = true) {
  const warnings: string[] = [];
  const counters = new Counters();
  const file = new PredictorFile(path, (message) => warnings.push(message));
  const preheater = new Preheater(file, counters);
  preheater.configure({ isEnabled, threshold: 0.7 });
  const warmed: string[] = [];
  const ask = (key: string, warm: Warm = async (each) => void warmed.push(each)) => {
    preheater.callBegan();
    preheater.asked(key, warm);
    preheater.callEnded();
  };
  return { preheater, counters, warnings, warmed, ask };
}

/** Long enough for all that is likely. */
const idle = () => vi.advanceTimersByTimeAsync(1000);

test("in idle time what is likely is made, once, and counted when it is asked for", async () => {
  const { ask, warmed, counters } = engine(await trained());
  ask("maya");
  expect(warmed).toEqual([]);
  await idle();
  expect([...warmed].sort()).toEqual(["houdini", "nuke"]);
  ask("nuke");
  await idle();
  expect(warmed).toHaveLength(2);
  expect(counters).toMatchObject({ preheatsMade: 2, preheatsUsed: 1, preheatsWasted: 0 });
});

test("while a call is under way nothing is made, and what is being made gives way", async () => {
  const { preheater, ask, counters } = engine(await trained());
  let steps = 0;
  let ended: unknown = null;
  ask("maya", async (_, control) => {
    try {
      for (;;) {
        steps++;
        await control.pause();
      }
    } catch (error) {
      ended = error;
      throw error;
    }
  });
  await idle();
  await expect.poll(() => steps, HANGS).toBeGreaterThan(1);
  preheater.callBegan();
  await expect.poll(() => ended, HANGS).not.toBeNull();
  const before = steps;
  await idle();
  expect(steps).toBe(before);
  expect(counters.preheatsMade).toBe(0);
});

test("what fails is not tried again, and nobody hears of it", async () => {
  const { ask, counters } = engine(await trained());
  let attempts = 0;
  ask("maya", async () => {
    attempts++;
    throw new Error("nobody waits");
  });
  await idle();
  expect(attempts).toBe(2);
  expect(counters.preheatsMade).toBe(0);
});

test("what nobody asks for in hours was made in vain", async () => {
  const { ask, counters } = engine(await trained());
  ask("maya");
  await idle();
  vi.setSystemTime(Date.now() + 3 * 3_600_000);
  ask("other");
  expect(counters).toMatchObject({ preheatsMade: 2, preheatsUsed: 0, preheatsWasted: 2 });
});

test("while it is off nothing is learned or read, and none of it is done when it is switched off", async () => {
  const path = await trained();
  const before = await readFile(path, "utf8");
  const off = engine(path, false);
  off.ask("maya");
  await idle();
  off.preheater.close();
  expect(off.warmed).toEqual([]);
  const { preheater, ask, warmed } = engine(path);
  ask("maya");
  preheater.configure({ isEnabled: false, threshold: 0.7 });
  await idle();
  expect(warmed).toEqual([]);
  off.preheater.close();
  expect(await readFile(path, "utf8")).toBe(before);
});

test("two processes at once lose nothing of what either learned", async () => {
  const path = join(await folder({}), "index", "requests.json");
  const first = engine(path);
  const second = engine(path);
  for (const key of ["a", "b"]) first.ask(key);
  for (const key of ["c", "d"]) second.ask(key);
  first.preheater.close();
  second.preheater.close();
  first.ask("e");
  first.preheater.close();
  const text = await readFile(path, "utf8");
  expect(JSON.parse(text).keys).toEqual(expect.arrayContaining(["a", "b", "c", "d", "e"]));
  const { keys, known } = JSON.parse(text);
  const later = known[keys.indexOf("a")][1].map(([at]: [number]) => keys[at]);
  expect(later.sort()).toEqual(["b", "e"]);
});

test("the file is the user's alone, and nothing is left beside it", async () => {
  const path = join(await folder({}), "index", "requests.json");
  const { preheater, ask } = engine(path);
  ask("a");
  preheater.close();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(path, ".."))).toEqual(["requests.json"]);
});

test("a file that is damaged, too large or not to be trusted is ignored with one warning", async () => {
  const path = await trained();
  const whole = await readFile(path);
  const files: [string, () => Promise<void>][] = [
    ["damaged", () => writeFile(path, whole.subarray(0, 40))],
    ["too large", () => writeFile(path, Buffer.alloc(5_000_000, 32))],
    [
      "others may write",
      async () => {
        await writeFile(path, whole);
        await chmod(path, 0o666);
      },
    ],
    [
      "no regular file",
      async () => {
        await rm(path);
        execFileSync("mkfifo", [path]);
      },
    ],
  ];
  for (const [why, make] of files) {
    await make();
    const { ask, warmed, warnings } = engine(path);
    ask("maya");
    ask("nuke");
    await idle();
    expect(warmed).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(why);
  }
});

test("a folder that cannot be looked at is told of once, and all goes on", async () => {
  const path = join(await folder({}), "index", "requests.json");
  await symlink("index", join(path, ".."));
  const { preheater, ask, warnings } = engine(path);
  ask("maya");
  // Past the time when it is saved.
  await vi.advanceTimersByTimeAsync(6_000);
  ask("nuke");
  preheater.close();
  expect(warnings).toEqual([expect.stringContaining("ELOOP")]);
});
