// The engine's memory between calls, held to one limit whatever it is of. Who remembers something
// holds it here by its weight, tells when it was used, and forgets it when told to. Nothing of that
// costs a call its time: what calls used is noted, and the policy hears of it when they have ended. So
// what a call needs while it runs comes on top of the limit.
// Weights are estimates, and V8 keeps garbage for a while: what the whole process takes is looked at,
// too, and when it takes more than it may, garbage is collected, and less is kept.

import { collectGarbage, setHeapGrowth } from "../collect-garbage.ts";
import { hashOf } from "./frequencies.ts";
import { Entry, Policy } from "./policy.ts";

/** Something that is remembered. */
export class Holding extends Entry {
  readonly forget: () => void;
  /** Whether it is among those that were used and the policy has not heard of yet. */
  isNoted = false;
  isGone = false;

  constructor(name: string, weight: number, forget: () => void) {
    super(hashOf(name), weight);
    this.forget = forget;
  }
}

export interface MemoryLimit {
  /** 0 keeps nothing from call to call. */
  readonly bytes: number;
  readonly adapts: boolean;
}

/** What the process takes, and how to make it less. */
export interface ProcessMemory {
  resident(): number;
  collect(): void;
  /** So many per cent may the heap grow before it is collected. */
  setGrowth(percent: number): void;
}

const DEFAULT_LIMIT: MemoryLimit = { bytes: 512 * 2 ** 20, adapts: false };
/** Looking at the process takes 10 µs. */
const LOOK_MILLISECONDS = 50;
/** Of the time between two collections, one takes a part in so many, and less where it does not help:
 * then calls need what is over the limit. */
const COLLECTING_PART = 2;
const VAIN_COLLECTING_PART = 3;
const MOST_SHARE = 0.75;
const LEAST_SHARE = 0.1;
const LESS = 0.85;
const MORE = 1.05;
/** As the engine is started with (start.cjs). */
const GROWTH_PERCENT = 100;
/** With a lower limit than the default there is no room for as much garbage: half of the heap.
 * Collecting sooner took no time that could be measured (bench/cache/memory.py). */
const TIGHT_GROWTH_PERCENT = 20;
/** Of the limit, where collecting begins. */
const NEARLY = 0.95;

export class EngineMemory {
  readonly #process: ProcessMemory;
  readonly #baseline: number;
  readonly #policy: Policy;
  #limit = DEFAULT_LIMIT;
  /** Of the limit, what the weights may come to; the rest is for what they do not show. */
  #share = MOST_SHARE;
  #noted: Holding[] = [];
  #isScheduled = false;
  #nextLook = 0;
  #nextCollection = 0;

  constructor(processMemory: ProcessMemory = thisProcess) {
    this.#process = processMemory;
    this.#baseline = processMemory.resident();
    this.#policy = new Policy(0, this.#limit.adapts, (entry) => {
      const holding = entry as Holding;
      holding.isGone = true;
      holding.forget();
    });
    this.#apply();
  }

  /** What the weights of all that is held come to, as far as the policy has heard of it. */
  get bytes(): number {
    return this.#policy.weight;
  }

  configure(limit: MemoryLimit): void {
    if (limit.bytes === this.#limit.bytes && limit.adapts === this.#limit.adapts) return;
    this.#limit = limit;
    this.#share = MOST_SHARE;
    this.#process.setGrowth(
      limit.bytes < DEFAULT_LIMIT.bytes ? TIGHT_GROWTH_PERCENT : GROWTH_PERCENT,
    );
    this.#apply();
  }

  /** `name` is the same when the same thing is remembered again. */
  hold(name: string, weight: number, forget: () => void): Holding {
    const holding = new Holding(name, weight, forget);
    this.use(holding);
    return holding;
  }

  use(holding: Holding): void {
    if (holding.isNoted) return;
    holding.isNoted = true;
    this.#noted.push(holding);
  }

  reweigh(holding: Holding, weight: number): void {
    if (holding.list === null) holding.weight = weight;
    else this.#policy.reweigh(holding, weight);
  }

  /** It was forgotten for another reason. */
  release(holding: Holding): void {
    holding.isGone = true;
    this.#policy.remove(holding);
  }

  /** What was used is told to the policy once the answer is on its way. */
  callEnded(): void {
    if (this.#isScheduled || this.#noted.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.settle();
    });
  }

  /** Forgets what is too much. */
  settle(): void {
    const noted = this.#noted;
    this.#noted = [];
    for (const holding of noted) {
      holding.isNoted = false;
      if (holding.isGone) continue;
      if (holding.list === null) this.#policy.add(holding);
      else this.#policy.use(holding);
    }
    const now = performance.now();
    if (now < this.#nextLook) return;
    this.#nextLook = now + LOOK_MILLISECONDS;
    this.#keepWithin(now);
  }

  #keepWithin(now: number): void {
    const allowed = this.#baseline + this.#limit.bytes * NEARLY;
    const resident = this.#process.resident();
    if (resident <= allowed) {
      const isLow = resident < this.#baseline + this.#limit.bytes / 2;
      if (isLow && this.#share < MOST_SHARE) this.#keep(MORE);
      return;
    }
    if (now < this.#nextCollection) return;
    this.#process.collect();
    const isVain = this.#process.resident() > allowed;
    if (isVain && this.#share > LEAST_SHARE) this.#keep(LESS);
    const ended = performance.now();
    const part = isVain ? VAIN_COLLECTING_PART : COLLECTING_PART;
    this.#nextCollection = ended + part * (ended - now);
  }

  #keep(factor: number): void {
    this.#share = Math.min(MOST_SHARE, this.#share * factor);
    this.#apply();
  }

  #apply(): void {
    const { bytes, adapts } = this.#limit;
    this.#policy.configure(Math.min(bytes * this.#share, Number.MAX_SAFE_INTEGER), adapts);
  }
}

const thisProcess: ProcessMemory = {
  resident: () => process.memoryUsage.rss(),
  collect: collectGarbage,
  setGrowth: setHeapGrowth,
};
