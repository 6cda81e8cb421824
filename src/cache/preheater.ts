// Asks beforehand what the user is likely to ask for, while nobody waits: then what that needs is in
// memory and on the disk when it is asked for. It goes the way of every request, so all that holds for
// answers holds for these. It works in short slices and gives way to the first call that comes.

import { Cancelled, type Control } from "../slices.ts";
import type { Predictor } from "./predictor.ts";
import type { PredictorFile } from "./predictor-file.ts";
import type { Counters } from "./statistics.ts";

export interface PreheatingOptions {
  readonly isEnabled: boolean;
  /** So likely must a request be, from 0 to 1. */
  readonly threshold: number;
}

/** Makes the answer to a request that was made before, in whatever session. */
export type Warm = (key: string, control: Control) => Promise<void>;

/** Calls mostly come several at a time. */
const QUIET_MILLISECONDS = 30;
const SLICE_MILLISECONDS = 1;
const SAVE_MILLISECONDS = 5_000;
/** Longer ones say what nobody will ask again. */
const MAXIMUM_KEY_LENGTH = 4_000;
/** What was not asked for by then was warmed in vain. */
const WARM_MILLISECONDS = 2 * 3_600_000;

type PreheatCounters = Pick<Counters, "preheatsMade" | "preheatsUsed" | "preheatsWasted">;

export class Preheater {
  readonly #file: PredictorFile;
  readonly #counters: PreheatCounters;
  #options: PreheatingOptions = { isEnabled: false, threshold: 1 };
  /** Null until it is needed. */
  #predictor: Predictor | null = null;
  #savedState: string | null = null;
  #savedSession: readonly string[] = [];
  #savedAt = 0;
  #unsaved: (readonly [key: string, time: number])[] = [];
  #warm: Warm | null = null;
  /** What was tried lately and not asked for since, the oldest first. */
  readonly #tried = new Map<string, { readonly at: number; readonly isWarm: boolean }>();
  #activeCalls = 0;
  #isWorking = false;
  #timer: NodeJS.Timeout | null = null;
  #saveTimer: NodeJS.Timeout | null = null;

  constructor(file: PredictorFile, counters: PreheatCounters) {
    this.#file = file;
    this.#counters = counters;
  }

  get isEnabled(): boolean {
    return this.#options.isEnabled;
  }

  configure(options: PreheatingOptions): void {
    this.#options = options;
    if (!options.isEnabled) this.#warm = null;
  }

  /** The user asks for this. `warm` does what the call does, for any request. */
  asked(key: string, warm: Warm): void {
    if (!this.isEnabled || key.length > MAXIMUM_KEY_LENGTH) return;
    this.#warm = warm;
    const now = Date.now();
    if (this.#tried.get(key)?.isWarm) this.#counters.preheatsUsed++;
    this.#tried.delete(key);
    this.#giveUp(now - WARM_MILLISECONDS);
    this.#known().learn(key, now);
    this.#unsaved.push([key, now]);
  }

  callBegan(): void {
    this.#activeCalls++;
  }

  callEnded(): void {
    this.#activeCalls--;
    if (this.#warm === null) return;
    this.#schedule(QUIET_MILLISECONDS);
    if (this.#unsaved.length === 0 || this.#saveTimer) return;
    this.#saveTimer = setTimeout(() => this.#saveInPeace(), SAVE_MILLISECONDS).unref();
  }

  /** The process ends. */
  close(): void {
    if (this.#predictor === null) return;
    this.#predictor.endSession();
    this.#save();
  }

  #schedule(milliseconds: number): void {
    if (this.#isWorking) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#work(), milliseconds).unref();
  }

  async #work(): Promise<void> {
    const warm = this.#warm;
    if (this.#activeCalls > 0 || this.#isWorking || warm === null) return;
    const guess = this.#known()
      .likely(this.#options.threshold)
      .find(({ key }) => !this.#tried.has(key));
    if (guess === undefined) return;
    this.#isWorking = true;
    try {
      await warm(guess.key, new IdleControl(() => this.#activeCalls > 0));
      this.#note(guess.key, true);
    } catch (error) {
      // What cannot be asked beforehand is asked when its time comes.
      if (!(error instanceof Interrupted)) this.#note(guess.key, false);
    } finally {
      this.#isWorking = false;
    }
    this.#schedule(QUIET_MILLISECONDS);
  }

  #note(key: string, isWarm: boolean): void {
    this.#tried.set(key, { at: Date.now(), isWarm });
    if (isWarm) this.#counters.preheatsMade++;
  }

  #giveUp(before: number): void {
    for (const [key, { at, isWarm }] of this.#tried) {
      if (at > before) return;
      this.#tried.delete(key);
      if (isWarm) this.#counters.preheatsWasted++;
    }
  }

  #known(): Predictor {
    if (this.#predictor === null) {
      this.#savedState = this.#file.state;
      this.#predictor = this.#file.read();
    }
    return this.#predictor;
  }

  #saveInPeace(): void {
    this.#saveTimer = null;
    if (this.#activeCalls === 0) this.#save();
  }

  #save(): void {
    const ours = this.#known();
    let predictor = ours;
    if (this.#file.state !== this.#savedState) {
      predictor = this.#file.read();
      predictor.resume(this.#savedSession, this.#savedAt);
      for (const [key, time] of this.#unsaved) predictor.learn(key, time);
      predictor.takeGuesses(ours);
      this.#predictor = predictor;
    }
    this.#file.write(predictor);
    predictor.saved();
    this.#savedState = this.#file.state;
    this.#savedSession = [...predictor.session];
    this.#savedAt = this.#unsaved.at(-1)?.[1] ?? this.#savedAt;
    this.#unsaved = [];
  }
}

/** A call came in between. */
class Interrupted extends Cancelled {}

class IdleControl implements Control {
  readonly isIdle = true;
  readonly #isWanted: () => boolean;
  #sliceEnd = 0;

  /** `isWanted`: whether somebody waits. */
  constructor(isWanted: () => boolean) {
    this.#isWanted = isWanted;
  }

  get due(): boolean {
    return this.#isWanted() || performance.now() >= this.#sliceEnd;
  }

  async pause(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (this.#isWanted()) throw new Interrupted("a call came");
    this.#sliceEnd = performance.now() + SLICE_MILLISECONDS;
  }

  report(): void {}
}
