// How the caches did over time: counts as they were after some calls, while that is wanted. There is no
// timer: where nobody asks anything, nothing changes.

import { type CacheStatistics, KINDS, TIERS } from "./statistics.ts";

export interface Sample {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly hits: number;
  /** Questions that reached the nearest tier. */
  readonly asked: number;
  readonly savedMilliseconds: number;
  readonly memoryBytes: number;
}

/** Two hours of a process that is always busy. */
const MOST_SAMPLES = 720;
const INTERVAL_MILLISECONDS = 10_000;

export class CacheHistory {
  readonly #statistics: CacheStatistics;
  readonly #memoryBytes: () => number;
  readonly #samples: Sample[] = [];
  #next = 0;
  isWanted = false;

  constructor(statistics: CacheStatistics, memoryBytes: () => number) {
    this.#statistics = statistics;
    this.#memoryBytes = memoryBytes;
  }

  /** With how things are now as the last one. */
  get samples(): readonly Sample[] {
    return this.isWanted ? [...this.#samples, this.#sample(Date.now())] : this.#samples;
  }

  callEnded(): void {
    if (!this.isWanted) return;
    const now = Date.now();
    if (now < this.#next) return;
    this.#next = now + INTERVAL_MILLISECONDS;
    this.#samples.push(this.#sample(now));
    if (this.#samples.length > MOST_SAMPLES) this.#samples.shift();
  }

  #sample(time: number): Sample {
    let [hits, asked, savedMilliseconds] = [0, 0, 0];
    for (const kind of KINDS) {
      let most = 0;
      for (const tier of TIERS) {
        const counters = this.#statistics.of(tier, kind);
        hits += counters.hits;
        savedMilliseconds += counters.savedMilliseconds;
        most = Math.max(most, counters.hits + counters.misses + counters.stale);
      }
      asked += most;
    }
    return { time, hits, asked, savedMilliseconds, memoryBytes: this.#memoryBytes() };
  }
}
