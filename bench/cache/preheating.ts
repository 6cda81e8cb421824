// What preheating would have done: sessions of one user, each in a new engine whose memory is empty,
// with what was learned in all sessions before. A first-time miss is a request that its session has not
// seen. It is removed if it was preheated before it came; a preheat that nothing came of is wasted.

import { Predictor } from "../../src/cache/predictor.ts";
import type { Random } from "./random.ts";
import type { Event } from "./studio.ts";

export interface PreheatCounts {
  firsts: number;
  removed: number;
  made: number;
  wasted: number;
}

/** Requests of one user, session by session. */
export type Sessions = readonly (readonly Event[])[];

/** Between two requests so many can be preheated. */
const AT_ONCE = 4;
const FIRST_DAY = Date.UTC(2026, 0, 5);

export function preheated(sessions: Sessions, threshold: number): PreheatCounts {
  const counts = { firsts: 0, removed: 0, made: 0, wasted: 0 };
  let predictor = new Predictor();
  for (const session of sessions) {
    const seen = new Set<string>();
    const warm = new Set<string>();
    for (const { minute, request } of session) {
      const key = request.texts.join(" ");
      if (!seen.has(key)) {
        seen.add(key);
        counts.firsts++;
        if (warm.delete(key)) counts.removed++;
      }
      predictor.learn(key, FIRST_DAY + minute * 60_000);
      const guesses = predictor.likely(threshold).filter((guess) => !warm.has(guess.key));
      for (const guess of guesses.slice(0, AT_ONCE)) {
        warm.add(guess.key);
        counts.made++;
      }
    }
    counts.wasted += warm.size;
    predictor.endSession();
    predictor = Predictor.parse(predictor.toText()) as Predictor;
  }
  return counts;
}

/** What one would come to who knows in how many sessions each request comes. */
export function foreknown(sessions: Sessions, threshold: number): PreheatCounts {
  const keysOf = (session: readonly Event[]) =>
    new Set(session.map(({ request }) => request.texts.join(" ")));
  const times = new Map<string, number>();
  for (const session of sessions) {
    for (const key of keysOf(session)) times.set(key, (times.get(key) ?? 0) + 1);
  }
  const likely = [...times.keys()].filter((key) => times.get(key)! / sessions.length >= threshold);
  const counts = { firsts: 0, removed: 0, made: 0, wasted: 0 };
  for (const session of sessions) {
    const keys = keysOf(session);
    counts.firsts += keys.size;
    counts.removed += likely.filter((key) => keys.has(key)).length;
  }
  counts.made = likely.length * sessions.length;
  counts.wasted = counts.made - counts.removed;
  return counts;
}

/** A day of a person is a session. */
export function sessionsOfPeople(events: readonly Event[]): readonly Sessions[] {
  const people = new Map<number, Map<number, Event[]>>();
  for (const event of events) {
    if (event.person === null) continue;
    const days = people.get(event.person) ?? new Map<number, Event[]>();
    people.set(event.person, days);
    const day = Math.floor(event.minute / (24 * 60));
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...people.values()].map((days) => [...days.values()]);
}

/** A queue's worker is started anew now and then. */
export function sessionsOfWorker(events: readonly Event[], random: Random): Sessions {
  const sessions: Event[][] = [];
  for (let at = 0; at < events.length; ) {
    const length = 20 + random.below(60);
    // Its engine is another one, after a pause.
    const shift = sessions.length * 180;
    const part = events.slice(at, at + length);
    sessions.push(part.map((event) => ({ ...event, minute: event.minute + shift })));
    at += length;
  }
  return sessions;
}

export function sum(counts: readonly PreheatCounts[]): PreheatCounts {
  const total = { firsts: 0, removed: 0, made: 0, wasted: 0 };
  for (const each of counts) {
    for (const name of Object.keys(total) as (keyof PreheatCounts)[]) total[name] += each[name];
  }
  return total;
}
