// What the engine keeps from call to call, made once from its environment. All that it remembers of
// repositories is checked against the file system before it is used.

import { join } from "node:path";
import { type CacheConfiguration, defaultCacheConfiguration } from "../cache/configuration.ts";
import { EngineMemory } from "../cache/engine-memory.ts";
import { CacheHistory } from "../cache/history.ts";
import { PredictorFile } from "../cache/predictor-file.ts";
import { Preheater } from "../cache/preheater.ts";
import type { Kind } from "../cache/statistics.ts";
import { Troubles } from "../cache/troubles.ts";
import { forgetVariants } from "../context/environment-source.ts";
import { MemcachedServers } from "../memcached/servers.ts";
import { KeptIndex } from "../package-index/kept-index.ts";
import { RepositoryCache } from "../repository/repository-cache.ts";
import { AnswerMemory } from "../resolve/answer-memory.ts";
import { FamilyMemory } from "../resolve/families.ts";
import type { KeptAnswer } from "../resolve/kept-resolves.ts";
import { SolverMemory } from "../solver/family.ts";

/** Set by scripts/build-engine.ts. */
declare const ENGINE_BUILD: string | undefined;

export class EngineState {
  /** Null for an engine that is not built: its evaluator may be another one in a minute. */
  readonly build = typeof ENGINE_BUILD === "undefined" ? null : ENGINE_BUILD;
  /** What the user is to hear of. */
  readonly troubles = new Troubles();
  /** What earlier processes read; null where there is nowhere to keep it, and for an engine that is
   * not built. */
  readonly index: KeptIndex | null;
  /** What is remembered from call to call, of whatever kind. */
  readonly memory = new EngineMemory();
  readonly repositories: RepositoryCache;
  readonly history: CacheHistory;
  /** Null where there is nowhere to keep what it learns. */
  readonly preheater: Preheater | null;
  readonly answers: AnswerMemory<KeptAnswer>;
  readonly searches = { families: new FamilyMemory(), solver: new SolverMemory() };
  #configured: CacheConfiguration | null = null;
  #memcached: { readonly uris: string; readonly servers: MemcachedServers } | null = null;

  constructor(environ: NodeJS.ProcessEnv) {
    this.index = this.#openIndex(environ);
    this.repositories = new RepositoryCache({ index: this.index, memory: this.memory });
    const { statistics } = this.repositories;
    this.history = new CacheHistory(statistics, () => this.memory.bytes);
    this.preheater = this.#openPreheater(environ);
    this.answers = new AnswerMemory(this.memory, statistics.memory.resolves);
  }

  get configuration(): CacheConfiguration {
    return this.#configured ?? defaultCacheConfiguration;
  }

  configure(wanted: CacheConfiguration): void {
    if (wanted === this.#configured) return;
    this.#configured = wanted;
    this.index?.limit(wanted.maximumDiskBytes);
    this.memory.configure({ bytes: wanted.maximumMemoryBytes, adapts: wanted.adapts });
    this.history.isWanted = wanted.isMonitored;
    this.preheater?.configure({
      isEnabled: wanted.preheats,
      threshold: wanted.preheatingThreshold,
    });
  }

  /** The studio's servers at these addresses; null where there are none. */
  memcachedServers(addresses: readonly string[]): MemcachedServers | null {
    if (addresses.length === 0 && this.#memcached === null) return null;
    const uris = JSON.stringify(addresses);
    if (this.#memcached?.uris !== uris) {
      this.#memcached?.servers.close();
      this.#memcached = { uris, servers: new MemcachedServers(addresses, this.troubles.add) };
    }
    return addresses.length === 0 ? null : this.#memcached.servers;
  }

  /** Those that do what can wait while there is no call. */
  get watches(): readonly { callBegan?(): void; callEnded(): void }[] {
    const others = [this.index, this.preheater].filter((watch) => watch !== null);
    return [this.memory, this.history, ...others];
  }

  /** Forgets what this process keeps in its memory. */
  forget(kinds: readonly Kind[]): void {
    for (const kind of ["listings", "definitions"] as const) {
      if (kinds.includes(kind)) this.repositories.folders.clear(kind);
    }
    if (kinds.includes("environments")) forgetVariants(this.repositories);
    if (kinds.includes("resolves")) this.answers.clear();
    this.searches.families.clear();
  }

  close(): void {
    this.index?.close();
    this.preheater?.close();
  }

  #openIndex({ REZ_NEXT_CACHE, REZ_NEXT_INDEX }: NodeJS.ProcessEnv): KeptIndex | null {
    if (!REZ_NEXT_CACHE || REZ_NEXT_INDEX === "0" || this.build === null) return null;
    const folder = join(REZ_NEXT_CACHE, "index");
    return new KeptIndex({ folder, build: this.build, warn: this.troubles.add });
  }

  #openPreheater({ REZ_NEXT_CACHE }: NodeJS.ProcessEnv): Preheater | null {
    if (this.index === null || !REZ_NEXT_CACHE) return null;
    const path = join(REZ_NEXT_CACHE, "index", "requests.json");
    const file = new PredictorFile(path, this.troubles.add);
    return new Preheater(file, this.repositories.statistics.memory.resolves);
  }
}
