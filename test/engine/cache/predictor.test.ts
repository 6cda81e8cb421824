import fc from "fast-check";
import { expect, test } from "vitest";
import { Predictor } from "../../../src/cache/predictor.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const MORNING = new Date(2026, 0, 5, 9, 30).getTime();

function sessions(predictor: Predictor, days: number, keys: readonly string[]): void {
  for (let day = 0; day < days; day++) {
    for (const [at, key] of keys.entries()) predictor.learn(key, MORNING + day * DAY + at * 60_000);
  }
}

test("what always came later will come again, what was asked for already will not", () => {
  const predictor = new Predictor();
  sessions(predictor, 4, ["maya", "nuke", "houdini"]);
  predictor.learn("maya", MORNING + 7 * DAY);
  expect(
    predictor
      .likely(0.7)
      .map(({ key }) => key)
      .sort(),
  ).toEqual(["houdini", "nuke"]);
  predictor.learn("nuke", MORNING + 7 * DAY + 1);
  expect(predictor.likely(0.7).map(({ key }) => key)).toEqual(["houdini"]);
});

test("once is no rule, and what came seldom is less likely", () => {
  const predictor = new Predictor();
  sessions(predictor, 1, ["maya", "nuke"]);
  predictor.learn("maya", MORNING + DAY);
  expect(predictor.likely(0.8)).toEqual([]);
  const other = new Predictor();
  for (let day = 0; day < 12; day++) sessions(other, 1, day % 3 ? ["maya"] : ["maya", "nuke"]);
  expect(other.likely(0.8)).toEqual([]);
});

test("the time of day says what comes first", () => {
  const predictor = new Predictor();
  sessions(predictor, 4, ["maya"]);
  predictor.learn("another", MORNING + 7 * DAY);
  expect(predictor.likely(0.7).map(({ key }) => key)).toEqual(["maya"]);
  predictor.learn("another", MORNING + 8 * DAY + 12 * HOUR);
  expect(predictor.likely(0.7)).toEqual([]);
});

test("habits change", () => {
  const predictor = new Predictor();
  sessions(predictor, 20, ["maya", "before"]);
  sessions(predictor, 12, ["maya", "after"]);
  predictor.learn("maya", MORNING + 70 * DAY);
  expect(predictor.likely(0.7).map(({ key }) => key)).toEqual(["after"]);
});

test("what is written down foresees the same, and stays small", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(5)), { maxLength: 300 }), (asked) => {
      const predictor = new Predictor();
      let time = MORNING;
      for (const [key, hours] of asked) {
        time += hours * HOUR;
        predictor.learn(`request ${key}`, time);
      }
      const again = Predictor.parse(predictor.toText()) as Predictor;
      again.resume(predictor.session, time);
      const keys = (from: Predictor) =>
        from
          .likely(0.5)
          .map(({ key }) => key)
          .sort();
      const near = predictor.likely(0.49).map(({ key }) => key);
      for (const key of keys(again)) expect(near).toContain(key);
      expect(again.toText().length).toBeLessThan(60_000);
    }),
  );
  const predictor = new Predictor();
  for (let at = 0; at < 20_000; at++)
    predictor.learn(`request ${at % 3000}`, MORNING + at * 60_000);
  expect(predictor.toText().length).toBeLessThan(400_000);
});

test("what is not of a predictor is none", () => {
  const broken = ["", "{", "null", "[]", '{"version":1}', '{"version":2,"keys":[],"known":[]}'];
  broken.push('{"version":1,"keys":["a"],"known":[[1,[[7,1]]]]}');
  broken.push('{"version":1,"keys":["a"],"known":[[-1,[]]]}');
  broken.push('{"version":1,"keys":[3],"known":[[1,[]]]}');
  broken.push('{"version":1,"keys":["a"],"known":[[1,[[0,"x"]]]]}');
  for (const text of broken) expect(Predictor.parse(text), text).toBeNull();
  const whole = new Predictor();
  sessions(whole, 3, ["maya", "nuke"]);
  const text = whole.toText();
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), (at, other) => {
      Predictor.parse(text.slice(0, at) + other + text.slice(at + 1));
    }),
  );
});
