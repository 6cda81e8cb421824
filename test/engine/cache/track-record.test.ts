import { expect, test } from "vitest";
import { Predictor } from "../../../src/cache/predictor.ts";
import { TrackRecord } from "../../../src/cache/track-record.ts";

test("guesses are believed at first, and then by what came of those that looked as likely", () => {
  const record = new TrackRecord();
  expect(record.probability(0.65)).toBeCloseTo(0.65);
  for (let session = 0; session < 10; session++) {
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

test("what is kept of it counts open guesses as if the session ended", () => {
  const record = new TrackRecord();
  record.guessed("one", 1);
  const [made, cameTrue] = record.counts;
  expect(made[9]).toBe(1);
  expect(TrackRecord.of(made, cameTrue)?.counts).toEqual(record.counts);
  expect(TrackRecord.of([1], [1])).toBeNull();
  expect(TrackRecord.of(made, [...cameTrue.slice(1), -1])).toBeNull();
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
