// What stays in memory when not all can: W-TinyLFU for things of different weights (Einziger, Friedman
// and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy"; "Adaptive Software Cache
// Management"). What is new enters a window, where the most recent stay. What falls out of the window
// is admitted to the main part only if it was asked for more often lately than what would have to go
// for it. With a window that takes all it is plain LRU, and that is what is left when tuning is off.
// How large the window is, shadows find out: each has a window of another size, one of them all, and
// is asked for the same, but keeps weights alone. What is kept goes by the one that finds most. Chosen by
// measurement: bench/cache.

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
const ALL = 1;
/** The first is taken while all find the same. */
const WINDOW_SHARES = [0.3, ALL, 0.01];
/** Of what a shadow found before, at each comparison. */
const DECAY = 0.8;
/** In accesses for each thing that is kept; see bench/cache. */
const LATELY = 10;
const LEAST_LATELY = 256;

type Drop = (entry: Entry) => void;

export class Policy {
  readonly #frequencies = new Frequencies();
  readonly #kept: Arrangement;
  #shadows: readonly Shadow[] = [];
  #capacity: number;
  #adaptive = false;
  #asked = 0;

  /** `drop` is told of what goes, when it has gone. */
  constructor(capacity: number, adaptive: boolean, drop: Drop) {
    this.#kept = new Arrangement(this.#frequencies, drop);
    this.#capacity = capacity;
    this.configure(capacity, adaptive);
  }

  get weight(): number {
    return this.#kept.weight;
  }

  /** What is kept from now on; what does not fit any more goes. */
  configure(capacity: number, adaptive: boolean): void {
    this.#capacity = capacity;
    if (adaptive !== this.#adaptive) {
      const shares = adaptive ? WINDOW_SHARES : [];
      this.#shadows = shares.map((share) => new Shadow(share, this.#frequencies));
      this.#kept.windowShare = shares[0] ?? ALL;
    }
    this.#adaptive = adaptive;
    for (const shadow of this.#shadows) shadow.resize(capacity);
    this.#kept.resize(capacity);
  }

  /** Something that was not there was asked for, and is kept from now on; it may go at once. */
  add(entry: Entry): void {
    this.#note(entry);
    this.#kept.add(entry);
  }

  /** Something that is there was asked for. */
  use(entry: Entry): void {
    if (entry.list === null) return;
    this.#note(entry);
    this.#kept.use(entry);
  }

  reweigh(entry: Entry, weight: number): void {
    this.#kept.reweigh(entry, weight);
  }

  remove(entry: Entry): void {
    this.#kept.remove(entry);
  }

  #note(entry: Entry): void {
    if (!this.#adaptive) return;
    const lately = Math.max(LEAST_LATELY, LATELY * this.#kept.count);
    this.#frequencies.add(entry.hash, lately);
    for (const shadow of this.#shadows) shadow.ask(entry);
    if (++this.#asked >= lately) this.#compare();
  }

  #compare(): void {
    this.#asked = 0;
    const best = this.#shadows.reduce((most, each) => (each.found > most.found ? each : most));
    for (const shadow of this.#shadows) shadow.found *= DECAY;
    if (best.windowShare === this.#kept.windowShare) return;
    this.#kept.windowShare = best.windowShare;
    this.#kept.resize(this.#capacity);
  }
}

/** What would be found with another window. */
class Shadow {
  /** Of late, in bytes. */
  found = 0;
  readonly #kept = new Map<number, Entry>();
  readonly #arrangement: Arrangement;

  constructor(windowShare: number, frequencies: Frequencies) {
    this.#arrangement = new Arrangement(frequencies, ({ hash }) => this.#kept.delete(hash));
    this.#arrangement.windowShare = windowShare;
  }

  get windowShare(): number {
    return this.#arrangement.windowShare;
  }

  resize(capacity: number): void {
    this.#arrangement.resize(capacity);
  }

  ask({ hash, weight }: Entry): void {
    const known = this.#kept.get(hash);
    if (known) {
      this.found += weight;
      this.#arrangement.use(known);
      if (known.weight !== weight) this.#arrangement.reweigh(known, weight);
      return;
    }
    const added = new Entry(hash, weight);
    this.#kept.set(hash, added);
    this.#arrangement.add(added);
  }
}

/** The window and the main part, which share what there is. */
class Arrangement {
  count = 0;
  windowShare = ALL;
  readonly #window = new List();
  readonly #probation = new List();
  readonly #protected = new List();
  readonly #frequencies: Frequencies;
  readonly #drop: Drop;
  #capacity = 0;

  constructor(frequencies: Frequencies, drop: Drop) {
    this.#frequencies = frequencies;
    this.#drop = drop;
  }

  get weight(): number {
    return this.#window.weight + this.#probation.weight + this.#protected.weight;
  }

  resize(capacity: number): void {
    this.#capacity = capacity;
    this.#settle();
  }

  add(entry: Entry): void {
    this.count++;
    this.#window.put(entry);
    this.#settle();
  }

  use(entry: Entry): void {
    const { list } = entry;
    if (list === null) return;
    list.take(entry);
    (list === this.#window ? list : this.#protected).put(entry);
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
    this.count--;
  }

  get #mainCapacity(): number {
    return this.#capacity * (1 - this.windowShare);
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
    // The main part may have what the window has not filled yet.
    while (this.weight > this.#capacity) {
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
