// What happens inside a call that is profiled: counts, times, and spans for a trace. A profile
// belongs to its call wherever that goes on, so that the calls of several threads, each of which works
// in slices, are told apart. Where nobody profiles all this is one look at a variable.

import type { AsyncLocalStorage } from "node:async_hooks";

export type CountName =
  | "solveSteps"
  | "failedSteps"
  | "packagesLoaded"
  | "packagesEvaluated"
  | "memoryHits"
  | "indexHits"
  | "hostCalls";

export type SpanName =
  | "check parameters"
  | "kept resolve"
  | "solve"
  | "load"
  | "list folder"
  | "files"
  | "evaluate"
  | "index"
  | "write index"
  | "environment"
  | "commands"
  | "host"
  | "result";

/** Name, what it was about, and its beginning and length in microseconds. */
type Span = [name: SpanName, about: string | null, start: number, length: number];

export interface ProfileRecord {
  /** When the call began, in microseconds of this machine's monotonic clock, as spans have it too. */
  readonly began: number;
  readonly ended: number;
  readonly counts: { [name in CountName]?: number };
  /** How often and how long, in microseconds; what went on at the same time is counted once. */
  readonly totals: { [name in SpanName]?: [count: number, length: number] };
  readonly spans: Span[];
  /** What was done after earlier calls had been answered. */
  readonly late: Span[];
  /** Spans beyond the limit: they are in the totals alone. */
  readonly left: number;
  /** Resident memory in bytes. */
  readonly memory: number;
}

/** Shorter ones nobody finds in a trace: they are in the totals alone. */
const SHORTEST_MICROSECONDS = 100;
const MOST_SPANS = 2000;
const MEMORY_MILLISECONDS = 50;

class Total {
  count = 0;
  milliseconds = 0;
  #underWay = 0;
  #since = 0;

  add(milliseconds: number): void {
    this.count++;
    this.milliseconds += milliseconds;
  }

  begin(now: number): void {
    this.count++;
    if (this.#underWay++ === 0) this.#since = now;
  }

  end(now: number): void {
    if (--this.#underWay === 0) this.milliseconds += now - this.#since;
  }
}

let running: AsyncLocalStorage<Profile> | null = null;
let late: Span[] = [];

export class Profile {
  readonly #began = performance.now();
  readonly #counts: { [name in CountName]?: number } = {};
  readonly #totals = new Map<SpanName, Total>();
  readonly #spans: Span[] = [];
  #left = 0;
  #isTaken = false;

  /** What is done within `work`, and later because of it, is of this profile. */
  run<T>(work: () => T): T {
    running ??= storage();
    return running.run(this, work);
  }

  count(name: CountName, by: number): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + by;
  }

  took(name: SpanName, milliseconds: number): void {
    this.#total(name).add(milliseconds);
  }

  span<T>(name: SpanName, about: string | null, work: () => T): T {
    const start = performance.now();
    this.#total(name).begin(start);
    const end = () => this.#end(name, about, start);
    let result: T;
    try {
      result = work();
    } catch (error) {
      end();
      throw error;
    }
    if (!(result instanceof Promise)) {
      end();
      return result;
    }
    return result.finally(end) as T;
  }

  /** All of it until now; what follows comes with the next one. */
  take(): ProfileRecord {
    const now = performance.now();
    this.#isTaken = true;
    const before = late;
    late = [];
    const totals: ProfileRecord["totals"] = {};
    for (const [name, { count, milliseconds }] of this.#totals) {
      totals[name] = [count, Math.round(milliseconds * 1000)];
    }
    return {
      began: microseconds(this.#began),
      ended: microseconds(now),
      counts: this.#counts,
      totals,
      spans: this.#spans,
      late: before,
      left: this.#left,
      memory: resident(now),
    };
  }

  #total(name: SpanName): Total {
    let total = this.#totals.get(name);
    if (total === undefined) {
      total = new Total();
      this.#totals.set(name, total);
    }
    return total;
  }

  #end(name: SpanName, about: string | null, start: number): void {
    const now = performance.now();
    this.#total(name).end(now);
    const length = Math.round((now - start) * 1000);
    if (length < SHORTEST_MICROSECONDS) return;
    const spans = this.#isTaken ? late : this.#spans;
    if (spans.length < MOST_SPANS) spans.push([name, about, microseconds(start), length]);
    else this.#left++;
  }
}

/** As it crosses: figures, counts, totals, and spans as JSON if there are any. Python reads it when
 * the work is over, and a text without quotes takes it least time until then. */
export function asText(record: ProfileRecord): string {
  const { began, ended, memory, left, counts, totals, spans, late } = record;
  let text = `${began} ${ended} ${memory} ${left};`;
  for (const name in counts) text += `${name}:${counts[name as CountName]},`;
  text += ";";
  for (const name in totals) text += `${name}:${totals[name as SpanName]!.join(":")},`;
  return `${text};${spans.length + late.length > 0 ? JSON.stringify([...spans, ...late]) : ""}`;
}

/** Work that was timed already, and is too short and too frequent for a span. */
export function took(name: SpanName, milliseconds: number): void {
  running?.getStore()?.took(name, milliseconds);
}

/** Does the work, as a span of the call that it is done for. */
export function spanned<T>(name: SpanName, about: string | null, work: () => T): T {
  const profile = running?.getStore();
  return profile === undefined ? work() : profile.span(name, about, work);
}

export function counted(name: CountName, by = 1): void {
  running?.getStore()?.count(name, by);
}

let memory = 0;
let measuredAt = Number.NEGATIVE_INFINITY;

/** A look at it takes as long as a short call. */
function resident(now: number): number {
  if (now - measuredAt > MEMORY_MILLISECONDS) {
    memory = process.memoryUsage.rss();
    measuredAt = now;
  }
  return memory;
}

/** The first one loads it: a process in which nobody profiles has nothing of this. */
function storage(): AsyncLocalStorage<Profile> {
  const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
  return new AsyncLocalStorage();
}

let offset: number | undefined;

/** A time of `performance`, in microseconds of the clock that Python has too: both run alike. */
function microseconds(time: number): number {
  offset ??= monotonic() - performance.now();
  return Math.round((time + offset) * 1000);
}

/** Milliseconds of the clock that Python has too. */
function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
