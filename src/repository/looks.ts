// The disk as one reading sees it: each path is looked at once, and what was seen then holds for as
// long as the reading lasts. A method that ends in `Now` answers without a wait, or not at all.

import { basename, dirname } from "node:path";
import type { CacheStatistics } from "../cache/statistics.ts";
import { type Control, letOthersIn } from "../slices.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import { isSameIdentity, isSettled } from "./identity.ts";
import type { Listing } from "./listing.ts";
import type { RepositoryCache } from "./repository-cache.ts";
import type { Status, Storage } from "./storage.ts";

export class Looks {
  readonly #cache: RepositoryCache;
  readonly #statistics: CacheStatistics;
  readonly #control: Control;
  readonly #listings = new Map<string, Promise<Listing | null>>();
  readonly #listed = new Map<string, Listing | null>();
  readonly #statuses = new Map<string, Promise<Status | null>>();
  readonly #seen = new Map<string, Status | null>();
  readonly #direct = new Map<string, boolean>();
  readonly #folderPaths = new Map<string, Promise<string>>();
  readonly #realPaths = new Map<string, Promise<string>>();
  readonly #realFolders = new Set<string>();
  readonly #startedAt = Date.now();

  constructor(cache: RepositoryCache, statistics: CacheStatistics, control: Control) {
    this.#cache = cache;
    this.#statistics = statistics;
    this.#control = control;
  }

  listing(path: string, storage: Storage): Promise<Listing | null> {
    return once(this.#listings, path, async () => {
      const listed = this.#listed.get(path);
      if (listed) return listed;
      const status = await this.status(path, storage);
      const listing = await this.#cache.listings.read(path, status, storage, this.#statistics);
      this.#listed.set(path, listing);
      return listing;
    });
  }

  status(path: string, storage: Storage): Promise<Status | null> {
    return once(this.#statuses, path, async () => {
      const status = this.statusNow(path, storage);
      if (status !== undefined) return status;
      const later = await storage.status(path);
      // Meanwhile somebody may have looked at once, and gone by that.
      const seen = this.#seen.get(path);
      if (seen !== undefined) return seen;
      this.#seen.set(path, later);
      return later;
    });
  }

  /** Undefined when it would have to be waited for. */
  statusNow(path: string, storage: Storage): Status | null | undefined {
    const seen = this.#seen.get(path);
    if (seen !== undefined) return seen;
    const status = storage.statusNow(path);
    if (status !== undefined) this.#seen.set(path, status);
    return status;
  }

  /** A folder whose entries are remembered and unchanged; undefined when it must be read. */
  listingNow(path: string, storage: Storage): Listing | undefined {
    const listed = this.#listed.get(path);
    if (listed) return listed;
    const status = this.statusNow(path, storage);
    const listing = status && this.#cache.listings.unchanged(path, status, this.#statistics);
    if (!listing) return undefined;
    this.#listed.set(path, listing);
    return listing;
  }

  /** No link leads to this folder. */
  noteRealFolder(folder: string): void {
    this.#realFolders.add(folder);
  }

  /** A location with links resolved. */
  folderPath(path: string): Promise<string> {
    return once(this.#folderPaths, path, () => this.#cache.storage(path).realPath(path));
  }

  hasFolder(path: string): boolean {
    return this.#folderPaths.has(path);
  }

  /** With links resolved. Beneath a folder that is real, what was seen already says it mostly. */
  async realPath(path: string, storage: Storage): Promise<string> {
    if (this.isDirect(path, storage)) return path;
    return once(this.#realPaths, path, () => storage.realPath(path));
  }

  /** Whether no link leads to a path, undefined when that cannot be said at once. */
  isDirect(path: string, storage: Storage): boolean | undefined {
    const known = this.#direct.get(path);
    if (known !== undefined) return known;
    const direct = this.#looksDirect(path, storage);
    if (direct !== undefined) this.#direct.set(path, direct);
    return direct;
  }

  #looksDirect(path: string, storage: Storage): boolean | undefined {
    if (this.#realFolders.has(path)) return true;
    const parent = dirname(path);
    if (parent === path) return false;
    const isParentDirect = this.isDirect(parent, storage);
    if (!isParentDirect) return isParentDirect;
    const entry = this.#listed.get(parent)?.entry(basename(path));
    if (entry) return entry.kind !== "link";
    const status = this.statusNow(path, storage);
    return status === undefined ? undefined : status?.isLink === false;
  }

  /** All that was seen so far. Null when a look that sees the same may yet have missed a change. */
  async evidence(): Promise<Evidence | null> {
    if (![...this.#listed].every(([path, listing]) => this.#sawListed(path, listing))) return null;
    const statuses = [...this.#seen.values()];
    if (!statuses.every((status) => this.#isLasting(status))) return null;
    await letOthersIn(this.#control);
    return {
      ...evidenceOf(this.#seen),
      realPaths: await settledEntries(this.#realPaths),
      folderPaths: await settledEntries(this.#folderPaths),
    };
  }

  /** Whether the folder that was listed is the one that was seen. */
  #sawListed(path: string, listing: Listing | null): boolean {
    if (listing === null) return this.#seen.get(path)?.kind !== "directory";
    const seen = this.#seen.get(path);
    return !!seen && isSameIdentity(seen.identity, listing.identity);
  }

  /** A change within one tick of the clock would not show. */
  #isLasting(status: Status | null): boolean {
    return status === null || isSettled(status.identity, this.#startedAt);
  }
}

async function settledEntries<T>(memo: ReadonlyMap<string, Promise<T>>) {
  return Promise.all([...memo].map(async ([key, value]) => [key, await value] as const));
}

/** The work for a key, begun by the first that asks for it. */
export function once<T>(
  memo: Map<string, Promise<T>>,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  let result = memo.get(key);
  if (!result) {
    result = work();
    memo.set(key, result);
  }
  return result;
}
