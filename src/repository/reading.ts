// One reading of the repositories: a call, a resolve. Within it every folder and file is looked at
// once; the next reading looks again. What was read before is used again when it is unchanged.

import type { PackageDefinition } from "../definition/definition.ts";
import type { DefinitionHost } from "../definition/host.ts";
import type { DefinitionData } from "../definition/load.ts";
import type { RezError } from "../errors.ts";
import type { Control } from "../slices.ts";
import { type FileIdentity, isSameIdentity, isSettled } from "./identity.ts";
import { type Listing, ListingCache } from "./listing.ts";
import type { PackageResource, RepositorySettings } from "./repository.ts";
import { DiskStorage, type Status, type Storage } from "./storage.ts";

/** What a definition file gave: its data, or what is wrong with it. */
export interface DefinitionFile {
  readonly identity: FileIdentity;
  readonly data: DefinitionData | null;
  readonly error: RezError | null;
}

interface RememberedFile {
  readonly file: DefinitionFile;
  readonly isSettled: boolean;
}

interface RememberedDefinition {
  readonly file: DefinitionFile;
  readonly settings: RepositorySettings;
  readonly definition: PackageDefinition;
}

/** Lives as long as the engine; holds nothing that the file system cannot confirm or refute. */
export class RepositoryCache {
  readonly listings = new ListingCache();
  readonly files = new Map<string, RememberedFile>();
  /** By uri, so that what a definition has parsed survives from call to call. */
  readonly definitions = new Map<string, RememberedDefinition>();
  /** Packages of a listing, by the listing: a changed folder has another one. */
  readonly packages = new WeakMap<object, Map<string, readonly PackageResource[]>>();
  readonly #storages = new Map<string, Storage>();
  readonly #makeStorage: () => Storage;
  #settings: RepositorySettings | null = null;

  constructor(makeStorage: () => Storage = () => new DiskStorage()) {
    this.#makeStorage = makeStorage;
  }

  /** One for each location: each learns how fast its disk is. */
  storage(location: string): Storage {
    let storage = this.#storages.get(location);
    if (!storage) {
      storage = this.#makeStorage();
      this.#storages.set(location, storage);
    }
    return storage;
  }

  /** The same object for equal settings: what was made with them can then be used again. */
  sharedSettings(settings: RepositorySettings): RepositorySettings {
    if (JSON.stringify(this.#settings) !== JSON.stringify(settings)) this.#settings = settings;
    return this.#settings ?? settings;
  }

  clear(): void {
    this.listings.clear();
    this.files.clear();
    this.definitions.clear();
  }
}

export class Reading {
  readonly settings: RepositorySettings;
  readonly host: DefinitionHost;
  readonly control: Control;
  readonly cache: RepositoryCache;
  readonly #listings = new Map<string, Promise<Listing | null>>();
  readonly #files = new Map<string, Promise<DefinitionFile | null>>();
  readonly #statuses = new Map<string, Promise<Status | null>>();

  constructor(fields: {
    readonly settings: RepositorySettings;
    readonly host: DefinitionHost;
    readonly control: Control;
    readonly cache: RepositoryCache;
  }) {
    this.settings = fields.cache.sharedSettings(fields.settings);
    this.host = fields.host;
    this.control = fields.control;
    this.cache = fields.cache;
  }

  listing(path: string, storage: Storage): Promise<Listing | null> {
    return once(this.#listings, path, async () =>
      this.cache.listings.read(path, await this.status(path, storage), storage),
    );
  }

  status(path: string, storage: Storage): Promise<Status | null> {
    return once(this.#statuses, path, () => storage.status(path));
  }

  /** The file as it is now; `parse` is called only when it changed. Null when there is no file. */
  file(
    path: string,
    storage: Storage,
    parse: (
      bytes: Uint8Array,
    ) => Promise<{ data: DefinitionData | null; error: RezError | null; keep: boolean }>,
  ): Promise<DefinitionFile | null> {
    return once(this.#files, path, () => this.#read(path, storage, parse));
  }

  async #read(
    path: string,
    storage: Storage,
    parse: (
      bytes: Uint8Array,
    ) => Promise<{ data: DefinitionData | null; error: RezError | null; keep: boolean }>,
  ): Promise<DefinitionFile | null> {
    const known = this.cache.files.get(path);
    if (known?.isSettled) {
      const status = await storage.status(path);
      if (status?.kind === "file" && isSameIdentity(status.identity, known.file.identity)) {
        return known.file;
      }
    }
    const readAt = Date.now();
    const stored = await storage.read(path);
    if (!stored) {
      this.cache.files.delete(path);
      return null;
    }
    const { data, error, keep } = await parse(stored.bytes);
    const file = { identity: stored.identity, data, error };
    if (keep) this.cache.files.set(path, { file, isSettled: isSettled(file.identity, readAt) });
    else this.cache.files.delete(path);
    return file;
  }
}

function once<T>(memo: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  let result = memo.get(key);
  if (!result) {
    result = work();
    memo.set(key, result);
  }
  return result;
}
