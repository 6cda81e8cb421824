import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { Predictor } from "../../../src/cache/predictor.ts";
import { PredictorFile } from "../../../src/cache/predictor-file.ts";
import { Preheater } from "../../../src/cache/preheater.ts";
import { Counters } from "../../../src/cache/statistics.ts";
import { TrackRecord } from "../../../src/cache/track-record.ts";
import { folder } from "../repository/repositories.ts";

test("guesses are believed at first, and then by what came of those that looked as likely", () => {
  const record = new TrackRecord();
  expect(record.probability(0.65)).toBeCloseTo(0.65);
  for (let session = 0; session < 10; session++) {
    record.sessionBegins();
    record.guessed("never", 0.65);
    record.guessed("always", 0.95);
    record.asked("always");
    record.sessionEnds();
  }
  expect(record.probability(0.65)).toBeLessThan(0.25);
  expect(record.probability(0.95)).toBeGreaterThan(0.95);
  expect(record.probability(0.75)).toBeCloseTo(0.75);
});

test("a guess counts once a session, as likely as it looked at first", () => {
  const record = new TrackRecord();
  record.guessed("one", 0.55);
  record.guessed("one", 0.95);
  record.asked("one");
  record.asked("one");
  expect(record.counts).toEqual([
    [0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
  ]);
});

test("what is open is neither, and in vain at the session's end", () => {
  const record = new TrackRecord();
  record.guessed("one", 1);
  expect(record.counts[0][9]).toBe(0);
  record.sessionEnds();
  const [made, cameTrue] = record.counts;
  expect([made[9], cameTrue[9]]).toEqual([1, 0]);
  expect(TrackRecord.of(made, cameTrue)?.counts).toEqual(record.counts);
  expect(TrackRecord.of([1], [1])).toBeNull();
  expect(TrackRecord.of(made, [...cameTrue.slice(1), -1])).toBeNull();
  expect(TrackRecord.of(cameTrue, made)).toBeNull();
});

test("several processes keep one record of their habits", async () => {
  const path = join(await folder({}), "requests.json");
  let now = new Date(2026, 0, 5, 9, 30).getTime();
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  let foreseen = 0;
  for (let day = 0; day < 30; day++) {
    now += 24 * 3_600_000;
    const engines = [1, 2].map(() => {
      const preheater = new Preheater(new PredictorFile(path, expect.unreachable), new Counters());
      preheater.configure({ isEnabled: true, threshold: 0.6 });
      return preheater;
    });
    for (const key of ["maya", "nuke", "houdini", "usd"]) {
      for (const preheater of engines) {
        now += 10_000;
        vi.setSystemTime(now);
        preheater.callBegan();
        preheater.asked(key, async (guess) => {
          if (day === 29) foreseen += guess === key ? 0 : 1;
        });
        preheater.callEnded();
        // It guesses, and what it has learned is saved.
        await vi.advanceTimersByTimeAsync(6_000);
      }
    }
    for (const preheater of engines) preheater.close();
  }
  vi.useRealTimers();
  // Of each engine three, before the first of them was asked for.
  expect(foreseen).toBe(6);
});

test("where requests follow no rule hardly any are foreseen, and habits still are", () => {
  const guessesOf = (next: (at: number) => number) => {
    const predictor = new Predictor();
    let time = new Date(2026, 0, 5, 9, 30).getTime();
    let guesses = 0;
    for (let session = 0; session < 120; session++) {
      time += 24 * 3_600_000;
      for (let at = 0; at < 12; at++) {
        time += 60_000;
        predictor.learn(`request ${next(at)}`, time);
        const found = predictor.likely(0.5).length;
        if (session >= 20) guesses += found;
      }
    }
    return guesses / 100;
  };
  let state = 7;
  const chance = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 40;
  };
  expect(guessesOf(chance)).toBeLessThan(4);
  expect(guessesOf((at) => at)).toBeGreaterThan(50);
});
