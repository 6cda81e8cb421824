// What was found in each tier of the cache, and what was not: counted where it happens, an increment
// each, and put together only when somebody asks.

/** From the nearest to the farthest: what one does not have, the next is asked for. */
export const TIERS = ["memory", "disk", "memcached"] as const;
export const KINDS = ["definitions", "listings", "resolves", "environments"] as const;

type Tier = (typeof TIERS)[number];
export type Kind = (typeof KINDS)[number];

/** Of one kind of thing in one tier. Every question that reaches the tier is a hit, a miss or stale. */
export class Counters {
  hits = 0;
  misses = 0;
  /** It was there, and what it depends on had changed. */
  stale = 0;
  evictions = 0;
  /** What is kept now. */
  entries = 0;
  bytes = 0;
  /** What the things found had cost to make, less what it cost to find them. */
  savedMilliseconds = 0;
  preheatsMade = 0;
  preheatsUsed = 0;
  preheatsWasted = 0;
}

export class CacheStatistics {
  readonly memory = ofEachKind(() => new Counters());
  readonly disk = ofEachKind(() => new Counters());
  readonly memcached = ofEachKind(() => new Counters());
  /** What making things anew costs. */
  readonly making = ofEachKind(() => new WorkTime());

  of(tier: Tier, kind: Kind) {
    const counters = this[tier][kind];
    // Where nobody measured what was saved, it is what making as much would have taken.
    const made = counters.hits * this.making[kind].meanMilliseconds;
    const savedMilliseconds = counters.savedMilliseconds || made;
    return { tier, kind, ...counters, savedMilliseconds };
  }
}

/** How long work takes of which many pieces may be under way together: that time counts once. */
export class WorkTime {
  #pieces = 0;
  #milliseconds = 0;
  #underWay = 0;
  #since = 0;

  begin(): void {
    if (this.#underWay++ === 0) this.#since = performance.now();
  }

  end(): void {
    this.#pieces++;
    if (--this.#underWay === 0) this.#milliseconds += performance.now() - this.#since;
  }

  /** Of one piece; 0 while none has ended. */
  get meanMilliseconds(): number {
    return this.#pieces === 0 ? 0 : this.#milliseconds / this.#pieces;
  }
}

function ofEachKind<T>(make: () => T): { readonly [kind in Kind]: T } {
  return { definitions: make(), listings: make(), resolves: make(), environments: make() };
}
