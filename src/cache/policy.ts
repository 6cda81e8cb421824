// What stays in memory when not all can: W-TinyLFU for things of different weights (Einziger, Friedman
// and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy"; "Adaptive Software Cache
// Management"). What is new enters a window, where the most recent stay. What falls out of the window
// is admitted to the main part only if it was asked for more often lately than what would have to go
// for it. How large the window is, is tried out while it is used: it goes on growing, or shrinking, for
// as long as more is found. Chosen by measurement: bench/cache.
// With a window that takes all it is plain LRU, and that is what is left when tuning is off.

import { Frequencies } from "./frequencies.ts";

/** Something that is kept; in one of the policy's lists until it is dropped. */
export class Entry {
  readonly hash: number;
  weight: number;
  list: List | null = null;
  before: Entry = this;
  after: Entry = this;

  constructor(hash: number, weight: number) {
    this.hash = hash;
    this.weight = weight;
  }
}

/** Most recent first. */
class List {
  weight = 0;
  readonly #end = new Entry(0, 0);

  get last(): Entry | null {
    return this.previous(this.#end);
  }

  /** The one that was used next after `entry`. */
  previous(entry: Entry): Entry | null {
    return entry.before === this.#end ? null : entry.before;
  }

  put(entry: Entry): void {
    entry.list = this;
    entry.before = this.#end;
    entry.after = this.#end.after;
    entry.after.before = entry;
    this.#end.after = entry;
    this.weight += entry.weight;
  }

  take(entry: Entry): void {
    entry.before.after = entry.after;
    entry.after.before = entry.before;
    entry.list = null;
    this.weight -= entry.weight;
  }
}

/** Of the main part: what was asked for again while it was there. */
const PROTECTED_SHARE = 0.8;
const FIRST_WINDOW_SHARE = 0.3;
const LEAST_WINDOW_SHARE = 0.005;
const MOST_WINDOW_SHARE = 0.8;
const FIRST_STEP = 0.0625;
/** Steps become smaller until the load changes. */
const STEP_DECAY = 0.98;
/** A change of the hit rate by so much is another load. */
const RESTART = 0.05;
/** In accesses for each thing that is kept; see bench/cache. */
const LATELY = 10;
const LEAST_LATELY = 256;

export class Policy {
  readonly #drop: (entry: Entry) => void;
  readonly #window = new List();
  readonly #probation = new List();
  readonly #protected = new List();
  readonly #frequencies = new Frequencies();
  #capacity: number;
  #adaptive: boolean;
  #windowShare: number;
  #count = 0;
  #step = -FIRST_STEP;
  #asked = 0;
  #weightAsked = 0;
  #weightFound = 0;
  #lastRate = 0;

  /** `drop` is told of what goes, when it has gone. */
  constructor(capacity: number, adaptive: boolean, drop: (entry: Entry) => void) {
    this.#capacity = capacity;
    this.#adaptive = adaptive;
    this.#windowShare = adaptive ? FIRST_WINDOW_SHARE : 1;
    this.#drop = drop;
  }

  get weight(): number {
    return this.#window.weight + this.#probation.weight + this.#protected.weight;
  }

  /** What is kept from now on; what does not fit any more goes. */
  configure(capacity: number, adaptive: boolean): void {
    this.#capacity = capacity;
    if (adaptive !== this.#adaptive) this.#windowShare = adaptive ? FIRST_WINDOW_SHARE : 1;
    this.#adaptive = adaptive;
    this.#settle();
  }

  /** Something that was not there was asked for, and is kept from now on; it may go at once. */
  add(entry: Entry): void {
    this.#count++;
    this.#window.put(entry);
    this.#note(entry, false);
    this.#settle();
  }

  /** Something that is there was asked for. */
  use(entry: Entry): void {
    const { list } = entry;
    if (list === null) return;
    list.take(entry);
    (list === this.#window ? list : this.#protected).put(entry);
    this.#note(entry, true);
    if (this.#protected.weight > this.#mainCapacity * PROTECTED_SHARE) this.#settle();
  }

  reweigh(entry: Entry, weight: number): void {
    const { list } = entry;
    if (list !== null) list.weight += weight - entry.weight;
    entry.weight = weight;
    if (list !== null) this.#settle();
  }

  remove(entry: Entry): void {
    if (entry.list === null) return;
    entry.list.take(entry);
    this.#count--;
  }

  get #mainCapacity(): number {
    return this.#capacity * (1 - this.#windowShare);
  }

  #note({ hash, weight }: Entry, isFound: boolean): void {
    if (!this.#adaptive) return;
    const lately = Math.max(LEAST_LATELY, LATELY * this.#count);
    this.#frequencies.add(hash, lately);
    this.#weightAsked += weight;
    if (isFound) this.#weightFound += weight;
    if (++this.#asked >= lately) this.#tune();
  }

  /** Goes on in the direction in which more was found, or turns round. */
  #tune(): void {
    const rate = this.#weightFound / this.#weightAsked;
    const change = rate - this.#lastRate;
    if (change < 0) this.#step = -this.#step;
    this.#windowShare = within(
      LEAST_WINDOW_SHARE,
      this.#windowShare + this.#step,
      MOST_WINDOW_SHARE,
    );
    this.#step =
      Math.abs(change) >= RESTART ? Math.sign(this.#step) * FIRST_STEP : this.#step * STEP_DECAY;
    this.#lastRate = rate;
    this.#asked = this.#weightAsked = this.#weightFound = 0;
    this.#settle();
  }

  #settle(): void {
    const main = this.#mainCapacity;
    const window = this.#capacity - main;
    while (this.#protected.weight > main * PROTECTED_SHARE) {
      const last = this.#protected.last!;
      this.#protected.take(last);
      this.#probation.put(last);
    }
    while (this.#window.weight > window) {
      const last = this.#window.last!;
      this.#window.take(last);
      this.#admit(last, main);
    }
    while (this.#probation.weight + this.#protected.weight > main) {
      this.#evict((this.#probation.last ?? this.#protected.last) as Entry);
    }
  }

  /** Something fell out of the window. */
  #admit(candidate: Entry, main: number): void {
    const victims = candidate.weight > main ? null : this.#victimsOf(candidate, main);
    if (victims === null) {
      this.#probation.put(candidate);
      this.#evict(candidate);
      return;
    }
    for (const victim of victims) this.#evict(victim);
    this.#probation.put(candidate);
  }

  /** Those that have to go for it; null when one of them was asked for as often. */
  #victimsOf(candidate: Entry, main: number): readonly Entry[] | null {
    const victims: Entry[] = [];
    const frequency = this.#frequencies.of(candidate.hash);
    let missing = this.#probation.weight + this.#protected.weight + candidate.weight - main;
    for (const list of [this.#probation, this.#protected]) {
      for (let at = list.last; at !== null && missing > 0; at = list.previous(at)) {
        if (this.#frequencies.of(at.hash) >= frequency) return null;
        victims.push(at);
        missing -= at.weight;
      }
    }
    return victims;
  }

  #evict(entry: Entry): void {
    this.remove(entry);
    this.#drop(entry);
  }
}

function within(least: number, value: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
