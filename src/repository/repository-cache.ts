// What is remembered of repositories from reading to reading, in memory and in the index beneath it.

import { EngineMemory } from "../cache/engine-memory.ts";
import { CacheStatistics } from "../cache/statistics.ts";
import { DefinitionText } from "../definition/definition-text.ts";
import type { DefinitionFile } from "./definition-file.ts";
import { type Folder, FolderMemory, folderOfDefinition } from "./folder-memory.ts";
import { ListingCache } from "./listing.ts";
import type { PackageIndex } from "./package-index.ts";
import type { PackageResource, RepositorySettings } from "./repository.ts";
import { DiskStorage, type Storage } from "./storage.ts";

interface RepositoryCacheParts {
  readonly makeStorage?: () => Storage;
  /** Null where nothing is kept between processes. */
  readonly index?: PackageIndex | null;
  readonly statistics?: CacheStatistics;
  readonly memory?: EngineMemory;
}

interface RememberedFile {
  readonly file: DefinitionFile;
  readonly folder: Folder;
}

/** Lives as long as the engine; holds nothing that the file system cannot confirm or refute. */
export class RepositoryCache {
  readonly listings: ListingCache;
  readonly index: PackageIndex | null;
  readonly statistics: CacheStatistics;
  readonly memory: EngineMemory;
  readonly files = new Map<string, RememberedFile>();
  /** Packages of a listing, by the listing: a changed folder has another one. */
  readonly packages = new WeakMap<object, Map<string, readonly PackageResource[]>>();
  readonly folders: FolderMemory;
  readonly #storages = new Map<string, Storage>();
  readonly #makeStorage: () => Storage;
  #settings: RepositorySettings | null = null;

  constructor({
    makeStorage = () => new DiskStorage(),
    index = null,
    statistics = new CacheStatistics(),
    memory = new EngineMemory(),
  }: RepositoryCacheParts = {}) {
    this.#makeStorage = makeStorage;
    this.index = index;
    this.statistics = statistics;
    this.memory = memory;
    this.folders = new FolderMemory(memory, statistics, {
      definitions: (path) => this.files.delete(path),
      listings: (path) => this.listings.forget(path),
    });
    this.listings = new ListingCache(this.folders, index);
  }

  /** `file` is what was read at `path`. */
  remember(path: string, file: DefinitionFile, settings: RepositorySettings): void {
    const at = folderOfDefinition(path, settings);
    const folder = this.folders.hold("definitions", at, path, definitionBytes(file));
    this.files.set(path, { file, folder });
  }

  /** False when nothing was remembered of it. */
  forget(path: string): boolean {
    const known = this.files.get(path);
    if (known) this.folders.release(known.folder, path);
    return this.files.delete(path);
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
    this.folders.clear("listings");
    this.folders.clear("definitions");
  }
}

/** With what a search makes of it. Of rez's 18,226 benchmark packages, loaded and solved for, the mean
 * is 4,100 bytes. */
function definitionBytes({ data }: DefinitionFile): number {
  const length = data instanceof DefinitionText ? data.text.length : PLAIN_DEFINITION_BYTES;
  return 2_000 + 4 * length;
}

const PLAIN_DEFINITION_BYTES = 500;
