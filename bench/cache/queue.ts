// The family of traces that is kept out of all tuning: no people and no days, but a queue of work of
// which the next piece is drawn from one of several sources. Nothing of studio.ts is used.
//
// - Repetition: by how recently something was asked for (a stack from which mostly the upper part is
//   drawn), by how popular it is in all (a ranking), and by what follows what (each request has
//   successors).
// - Drift: the ranking is mixed up bit by bit; and every some thousand pieces a part of all requests
//   is replaced by kin of theirs.
// - Bursts: one request, or two in turn, many times on end.
// - Loops: a list of requests is gone through twice or three times in the same order, which is what a
//   cache that keeps the most recent is worst at.

import type { Random } from "./random.ts";
import type { KnownRequest, Requests } from "./requests.ts";
import type { Event } from "./studio.ts";

const MINUTES_BETWEEN = 1.7;

export function queueTrace(
  base: readonly KnownRequest[],
  requests: Requests,
  random: Random,
  length: number,
): readonly Event[] {
  const ranking = random.shuffled(base);
  const successors = new Map<number, readonly number[]>();
  const stack: number[] = [];
  const events: Event[] = [];
  let pending: number[] = [];
  let last = 0;

  const next = (): number => {
    const planned = pending.shift();
    if (planned !== undefined) return planned;
    const source = random.next();
    if (source < 0.006) {
      const start = random.below(ranking.length - 30);
      const loop = Array.from({ length: 8 + random.below(22) }, (_, at) => start + at);
      pending = Array.from({ length: 2 + random.below(2) }, () => loop).flat();
      return last;
    }
    if (source < 0.02) {
      const pair = [random.below(ranking.length), last];
      const count = random.happens(0.5) ? 1 : 2;
      pending = Array.from({ length: 10 + random.below(40) }, (_, at) => pair[at % count]!);
      return last;
    }
    if (source < 0.4 && stack.length > 0) {
      return stack[stack.length - 1 - Math.min(random.run(0.85), stack.length - 1)] ?? last;
    }
    if (source < 0.65) {
      let known = successors.get(last);
      if (known === undefined) {
        known = Array.from({ length: 3 }, () => random.below(ranking.length));
        successors.set(last, known);
      }
      return known[random.ranked(3, 1.5)]!;
    }
    return random.ranked(ranking.length, 0.9);
  };

  for (let step = 0; step < length; step++) {
    if (step % 40 === 0) {
      const at = random.below(ranking.length - 1);
      [ranking[at], ranking[at + 1]] = [ranking[at + 1]!, ranking[at]!];
    }
    if (step % 700 === 699) {
      for (let times = ranking.length / 12; times > 0; times--) {
        const at = random.below(ranking.length);
        ranking[at] = requests.kin(ranking[at]!, base, random);
      }
    }
    last = next();
    const before = stack.lastIndexOf(last);
    if (before >= 0) stack.splice(before, 1);
    stack.push(last);
    events.push({ minute: step * MINUTES_BETWEEN, request: ranking[last]!, person: null });
  }
  return events;
}
