// The family of traces that the policy was chosen on: people of a studio and what they start, day by
// day. A stream is that of one engine which serves them all, as that of a launcher, a farm's dispatcher
// or a web service does.
//
// - Repetition: everybody is on a show, a show has some environments, and everybody has a few of them
//   that follow each other in the same order most mornings; a tool that was closed is started again.
// - Drift: a show's environments are pinned anew now and then, for all of the show; people change
//   shows; shows end and others begin.
// - Bursts: a farm job asks for one environment dozens of times in between the others.
// - Sweeps: some nights every environment of a show that has ended, or a row of requests that nobody
//   made before, is tried once.

import type { Random } from "./random.ts";
import type { KnownRequest, Requests } from "./requests.ts";

/** A request at a time, in minutes since the first day's midnight. */
export interface Event {
  readonly minute: number;
  readonly request: KnownRequest;
  /** Who asks; null for jobs and sweeps, and where nobody knows. */
  readonly person: number | null;
}

export interface StudioSize {
  readonly days: number;
  readonly people: number;
  readonly shows: number;
}

interface Person {
  show: number;
  /** Positions among the show's environments, in the order in which they are started. */
  habit: readonly number[];
}

const DAY = 24 * 60;

export function studioTrace(
  base: readonly KnownRequest[],
  requests: Requests,
  random: Random,
  { days, people, shows }: StudioSize,
): readonly Event[] {
  const newShow = () => {
    const first = random.below(base.length - 12);
    const count = 4 + random.below(6);
    return random.shuffled(base.slice(first, first + 12)).slice(0, count);
  };
  const running = Array.from({ length: shows }, newShow);
  const join = (): Person => {
    const show = random.ranked(shows, 0.8);
    const count = running[show]!.length;
    const length = 2 + random.below(3);
    return { show, habit: Array.from({ length }, () => random.ranked(count, 0.7)) };
  };
  const staff = Array.from({ length: people }, join);
  const events: Event[] = [];
  const askAs = (person: number | null) => (minute: number, request: KnownRequest) =>
    events.push({ minute, request, person });
  const ask = askAs(null);

  for (let day = 0; day < days; day++) {
    for (const [at, show] of running.entries()) {
      if (random.happens(0.03)) {
        if (random.happens(0.5)) sweep(day * DAY + 120, show, ask);
        running[at] = newShow();
        for (const person of staff) if (person.show === at) person.habit = [];
      } else if (random.happens(0.25)) {
        const which = random.below(show.length);
        show[which] = requests.kin(show[which]!, base, random);
      }
    }
    if (random.happens(0.3)) {
      const rare = Array.from({ length: 10 + random.below(30) }, () =>
        requests.kin(random.one(base), base, random),
      );
      sweep(day * DAY + 180, rare, ask);
    }
    for (const [at, person] of staff.entries()) {
      if (person.habit.length === 0 || random.happens(0.02)) staff[at] = join();
      if (!random.happens(0.15)) workDay(day, staff[at]!, running, random, askAs(at));
    }
    for (let jobs = random.below(4); jobs > 0; jobs--) {
      const request = random.one(random.one(running));
      const start = day * DAY + random.below(DAY);
      for (let task = 15 + random.below(45); task > 0; task--)
        ask(start + random.below(90), request);
    }
  }
  return events.sort((a, b) => a.minute - b.minute);
}

function workDay(
  day: number,
  { show, habit }: Person,
  running: readonly (readonly KnownRequest[])[],
  random: Random,
  ask: (minute: number, request: KnownRequest) => void,
): void {
  const environments = running[show]!;
  let minute = day * DAY + 9 * 60 + random.below(60);
  for (const at of habit) {
    ask(minute, environments[at % environments.length]!);
    minute += 1 + random.below(5);
  }
  for (let more = 2 + random.below(8); more > 0; more--) {
    minute += random.below(60);
    const usual = random.happens(0.75)
      ? random.one(habit)
      : random.ranked(environments.length, 0.5);
    for (let again = random.run(0.25); again > 0; again--) {
      ask(minute, environments[usual % environments.length]!);
      minute += random.below(4);
    }
  }
}

function sweep(
  minute: number,
  requests: readonly KnownRequest[],
  ask: (minute: number, request: KnownRequest) => void,
): void {
  for (const [at, request] of requests.entries()) ask(minute + at, request);
}
