// A folder's entries, remembered between calls and used again only while the folder is unchanged.

import { type FileIdentity, isSameIdentity, isSettled } from "./identity.ts";
import type { Entry, Status, Storage } from "./storage.ts";

export interface Listing {
  readonly path: string;
  readonly identity: FileIdentity;
  readonly entries: readonly Entry[];
}

interface Remembered {
  readonly listing: Listing;
  readonly isSettled: boolean;
}

export class ListingCache {
  readonly #listings = new Map<string, Remembered>();

  /** The folder's entries now; null when there is no such folder. The same object while unchanged.
   * The status comes before the entries: a change in between shows at the next call. */
  async read(path: string, status: Status | null, storage: Storage): Promise<Listing | null> {
    const readAt = Date.now();
    if (status?.kind !== "directory") {
      this.#listings.delete(path);
      return null;
    }
    const known = this.#listings.get(path);
    const isSame = known && isSameIdentity(known.listing.identity, status.identity);
    if (known?.isSettled && isSame) return known.listing;
    const entries = await storage.list(path);
    if (!entries) return null;
    const settled = isSettled(status.identity, readAt);
    const listing =
      isSame && areSameEntries(known.listing.entries, entries)
        ? known.listing
        : { path, identity: status.identity, entries };
    this.#listings.set(path, { listing, isSettled: settled });
    return listing;
  }

  clear(): void {
    this.#listings.clear();
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
