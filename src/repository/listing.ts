// A folder's entries, remembered between calls and used again only while the folder is unchanged.

import type { CacheStatistics } from "../cache/statistics.ts";
import { counted, spanned } from "../profile.ts";
import { type Folder, type FolderMemory, folderOfListing } from "./folder-memory.ts";
import { type FileIdentity, isSameIdentity, isSettled } from "./identity.ts";
import type { PackageIndex } from "./package-index.ts";
import type { Entry, Status, Storage } from "./storage.ts";

/** Some file systems tell another identity each time; others change without an end. */
const ATTEMPTS = 3;

/** Few entries are searched: a table for each of a thousand folders takes time and memory. */
const SEARCHED = 64;

const LISTING_BYTES = 600;
/** An entry, and the package that is made of it. */
const ENTRY_BYTES = 300;

export class Listing {
  readonly path: string;
  readonly identity: FileIdentity;
  readonly entries: readonly Entry[];
  #byName: ReadonlyMap<string, Entry> | null = null;

  constructor(path: string, identity: FileIdentity, entries: readonly Entry[]) {
    this.path = path;
    this.identity = identity;
    this.entries = entries;
  }

  entry(name: string): Entry | undefined {
    if (this.entries.length <= SEARCHED) return this.entries.find((entry) => entry.name === name);
    this.#byName ??= new Map(this.entries.map((entry) => [entry.name, entry]));
    return this.#byName.get(name);
  }
}

interface Remembered {
  readonly listing: Listing;
  readonly folder: Folder;
  readonly isSettled: boolean;
}

export class ListingCache {
  readonly #listings = new Map<string, Remembered>();
  readonly #folders: FolderMemory;
  readonly #index: PackageIndex | null;

  constructor(folders: FolderMemory, index: PackageIndex | null) {
    this.#folders = folders;
    this.#index = index;
  }

  /** The folder's entries now; null when there is no such folder. The same object while unchanged.
   * Its identity is that of the folder that was listed, if another took its place since `status`. */
  async read(
    path: string,
    status: Status | null,
    storage: Storage,
    statistics: CacheStatistics,
  ): Promise<Listing | null> {
    const readAt = Date.now();
    if (status?.kind !== "directory") {
      const gone = this.#listings.get(path);
      if (!gone) return null;
      this.#folders.release(gone.folder, path);
      this.#listings.delete(path);
      this.#index?.drop(path);
      return null;
    }
    const remembered = this.unchanged(path, status, statistics);
    if (remembered) return remembered;
    const known = this.#listings.get(path);
    const found = await this.#list(path, status.identity, storage, statistics);
    if (!found) return null;
    const { entries, identity, isSure } = found;
    const isSame = known && isSameIdentity(known.listing.identity, identity);
    const settled = isSure && isSettled(identity, readAt);
    const listing =
      isSame && areSameEntries(known.listing.entries, entries)
        ? known.listing
        : new Listing(path, identity, entries);
    this.#remember(path, listing, settled);
    if (settled) this.#index?.keepListing(listing);
    return listing;
  }

  /** What was read before, by whatever process, when it is what would be read now. */
  unchanged(path: string, { kind, identity }: Status, statistics: CacheStatistics): Listing | null {
    if (kind !== "directory") return null;
    const { memory, disk } = statistics;
    const known = this.#listings.get(path);
    if (known) {
      const isSame = known.isSettled && isSameIdentity(known.listing.identity, identity);
      if (!isSame) return null;
      memory.listings.hits++;
      counted("memoryHits");
      this.#folders.use(known.folder);
      return known.listing;
    }
    const kept = this.#index?.listing(path);
    const entries = kept?.identity === identity.key ? kept.entries() : null;
    if (!entries) return null;
    memory.listings.misses++;
    disk.listings.hits++;
    counted("indexHits");
    const listing = new Listing(path, identity, entries);
    this.#remember(path, listing, true);
    return listing;
  }

  async #list(
    path: string,
    identity: FileIdentity,
    storage: Storage,
    { memory, disk, making }: CacheStatistics,
  ) {
    if (this.#listings.has(path)) {
      memory.listings.stale++;
    } else {
      memory.listings.misses++;
      if (this.#index?.isInUse) disk.listings.misses++;
    }
    making.listings.begin();
    try {
      return await spanned("list folder", path, () => listed(path, identity, storage));
    } finally {
      making.listings.end();
    }
  }

  forget(path: string): void {
    this.#listings.delete(path);
  }

  #remember(path: string, listing: Listing, isSettled: boolean): void {
    const names = listing.entries.map(({ name }) => name);
    const weight = LISTING_BYTES + ENTRY_BYTES * names.length;
    const folder = this.#folders.hold("listings", folderOfListing(path, names), path, weight);
    this.#listings.set(path, { listing, folder, isSettled });
  }
}

/** A folder that is found through a link, or beneath a folder that is renamed, may be another one
 * from call to call; kept under the wrong identity, its entries would come back with that one. */
async function listed(path: string, identity: FileIdentity, storage: Storage) {
  let before = identity;
  for (let attempt = 0; ; attempt++) {
    const entries = await storage.list(path);
    const after = entries && (await storage.status(path))?.identity;
    if (!after) return null;
    const isSure = isSameIdentity(before, after);
    if (isSure || attempt === ATTEMPTS) return { entries, identity: after, isSure };
    before = after;
  }
}

function areSameEntries(left: readonly Entry[], right: readonly Entry[]): boolean {
  return (
    left.length === right.length &&
    left.every((entry, index) => {
      const other = right[index];
      return entry.name === other?.name && entry.kind === other.kind;
    })
  );
}
