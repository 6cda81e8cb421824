// What a user is likely to ask for next, learned from what they asked for before: of each request, how
// often it was asked for and what came after it in the same session; and the same of each time of day.
// What was long ago counts less and less. It is counts alone, and few enough to be read at once.

import { LEAST_LIKELY, TrackRecord } from "./track-record.ts";

export interface Guess {
  readonly key: string;
  readonly probability: number;
}

interface Known {
  /** How often, of late. */
  asked: number;
  /** How often each of these came later in the session. */
  readonly later: Map<string, number>;
}

/** After so long without a request, the next one begins a session. */
const SESSION_GAP_MILLISECONDS = 2 * 3_600_000;
const LONGEST_SESSION = 32;
/** At each time something is asked for again, all that was counted of it. */
const DECAY = 0.8;
/** Added to the times something was asked for: one coincidence is no rule. */
const DOUBT = 0.5;
const LEAST_COUNT = 0.1;
const MAXIMUM_KNOWN = 400;
const MAXIMUM_LATER = 24;
const VERSION = 2;

export class Predictor {
  /** Those asked for last are last. */
  readonly #known = new Map<string, Known>();
  #record = new TrackRecord();
  /** What was asked for in this session, the time of day it began at first. */
  #session: string[] = [];
  #lastAsked = 0;

  /** `time` is in milliseconds since the epoch, `key` the same for the same request. */
  learn(key: string, time: number): void {
    if (this.#session.length === 0 || time - this.#lastAsked > SESSION_GAP_MILLISECONDS) {
      this.#session = [];
      this.endSession();
      this.#record.sessionBegins();
      this.#ask(timeOfDay(time));
    }
    this.#lastAsked = time;
    this.#record.asked(key);
    if (!this.#session.includes(key)) this.#ask(key);
  }

  #ask(key: string): void {
    for (const before of this.#session) this.#came(before, key);
    const known = this.#known.get(key) ?? { asked: 0, later: new Map() };
    known.asked = known.asked * DECAY + 1;
    for (const [later, count] of known.later) {
      if (count * DECAY < LEAST_COUNT) known.later.delete(later);
      else known.later.set(later, count * DECAY);
    }
    this.#known.delete(key);
    this.#known.set(key, known);
    if (this.#known.size > MAXIMUM_KNOWN) this.#forgetOldest();
    this.#session.push(key);
    if (this.#session.length > LONGEST_SESSION) this.#session.shift();
  }

  #came(before: string, key: string): void {
    const later = this.#known.get(before)?.later;
    if (later === undefined) return;
    later.set(key, (later.get(key) ?? 0) + 1);
    if (later.size <= MAXIMUM_LATER) return;
    const [rarest] = [...later].reduce((least, each) => (each[1] < least[1] ? each : least));
    later.delete(rarest);
  }

  #forgetOldest(): void {
    const [oldest] = this.#known.keys();
    this.#known.delete(oldest as string);
  }

  /** What has not been asked for in this session and will be, the most likely first. */
  likely(threshold: number): readonly Guess[] {
    const guesses: Guess[] = [];
    for (const [key, likely] of this.#foreseen(Math.min(threshold, LEAST_LIKELY))) {
      this.#record.guessed(key, likely);
      const probability = this.#record.probability(likely);
      if (probability >= threshold) guesses.push({ key, probability });
    }
    return guesses.sort((a, b) => b.probability - a.probability);
  }

  /** What counts alone say of what has not been asked for. */
  #foreseen(least: number): ReadonlyMap<string, number> {
    const best = new Map<string, number>();
    for (const before of this.#session) {
      const { asked = 0, later = [] } = this.#known.get(before) ?? {};
      for (const [key, count] of later) {
        // This session's own is among the times it was asked for.
        const likely = Math.min(1, count / (asked - 1 + DOUBT));
        if (likely >= least && likely > (best.get(key) ?? 0)) best.set(key, likely);
      }
    }
    for (const key of this.#session) best.delete(key);
    return best;
  }

  /** The session so far, for `resume`. */
  get session(): readonly string[] {
    return this.#session;
  }

  /** Goes on with a session of which all has been learned. */
  resume(session: readonly string[], lastAsked: number): void {
    this.#session = [...session];
    this.#lastAsked = lastAsked;
  }

  /** Takes over what became of the guesses of `ours`, which others have not written. */
  takeGuesses(ours: Predictor): void {
    this.#record.goOnWith(ours.#record.session);
  }

  /** What it has guessed and nobody has asked for was in vain. */
  endSession(): void {
    this.#record.sessionEnds();
  }

  /** All of it was written. */
  saved(): void {
    this.#record.saved();
  }

  /** For another session, of whatever process. */
  toText(): string {
    const keys = [...this.#known.keys()];
    const places = new Map(keys.map((key, at) => [key, at]));
    const known = [...this.#known.values()].map(({ asked, later }) => [
      rounded(asked),
      [...later].flatMap(([key, count]) => {
        const at = places.get(key);
        return at === undefined ? [] : [[at, rounded(count)]];
      }),
    ]);
    const record = this.#record.counts.map((counts) => counts.map(rounded));
    return JSON.stringify({ version: VERSION, keys, known, record });
  }

  /** Null for what is no such text. */
  static parse(text: string): Predictor | null {
    const predictor = new Predictor();
    try {
      const { version, keys, known, record } = JSON.parse(text);
      if (version !== VERSION || keys.length > MAXIMUM_KNOWN) return null;
      const kept = TrackRecord.of(record[0], record[1]);
      if (kept === null) return null;
      predictor.#record = kept;
      const keyAt = (at: number) => checked(keys[at], typeof keys[at] === "string");
      for (const at of keys.keys()) {
        const [asked, later] = known[at];
        const counts = new Map<string, number>();
        for (const [other, count] of later) counts.set(keyAt(other), checkedCount(count));
        if (counts.size > MAXIMUM_LATER) return null;
        predictor.#known.set(keyAt(at), { asked: checkedCount(asked), later: counts });
      }
    } catch {
      return null;
    }
    return predictor;
  }
}

function checkedCount(value: number): number {
  return checked(value, Number.isFinite(value) && value >= 0);
}

function checked<T>(value: T, isAsItShould: boolean): T {
  if (!isAsItShould) throw new TypeError(`not of a predictor: ${value}`);
  return value;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Of three hours each, working days apart from others. */
function timeOfDay(time: number): string {
  const date = new Date(time);
  const kind = date.getDay() % 6 === 0 ? "weekend" : "weekday";
  return `${kind} ${Math.floor(date.getHours() / 3)}`;
}
