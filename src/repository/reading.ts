// One reading of the repositories: a call, a resolve. Within it every folder and file is looked at
// once; the next reading looks again. What was read before is used again when it is unchanged.

import { basename, dirname, sep } from "node:path";
import { EngineMemory } from "../cache/engine-memory.ts";
import { CacheStatistics } from "../cache/statistics.ts";
import type { DefinitionData, PackageDefinition } from "../definition/definition.ts";
import { DefinitionText, definitionText, hasTimestamp } from "../definition/definition-text.ts";
import type { DefinitionHost } from "../definition/host.ts";
import type { RezError } from "../errors.ts";
import { counted } from "../profile.ts";
import { type Control, letOthersIn } from "../slices.ts";
import { type Evidence, evidenceOf, isAsSeen } from "./evidence.ts";
import { type Folder, FolderMemory, folderOfDefinition } from "./folder-memory.ts";
import { type FileIdentity, isSameIdentity, isSettled } from "./identity.ts";
import { type Listing, ListingCache } from "./listing.ts";
import type { KeptDefinition, PackageIndex } from "./package-index.ts";
import type { PackageResource, RepositorySettings } from "./repository.ts";
import { DiskStorage, type Status, type Storage } from "./storage.ts";

/** What a definition file gave: its data, or what is wrong with it. */
export interface DefinitionFile {
  readonly identity: FileIdentity;
  readonly data: DefinitionData | null;
  readonly error: RezError | null;
  /** The path that its functions show, links resolved; null when none shows it. It may change while
   * the file does not: when a folder above it becomes a link, or a link leads elsewhere. */
  readonly realPath: string | null;
  /** Whether it is what the file says for as long as that shows the same identity. */
  readonly isSettled: boolean;
}

export interface ParsedFile extends Pick<DefinitionFile, "data" | "error" | "realPath"> {
  /** Whether it stays true for as long as the file is the same. */
  readonly keep: boolean;
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

  constructor(
    makeStorage: () => Storage = () => new DiskStorage(),
    index: PackageIndex | null = null,
    statistics = new CacheStatistics(),
    memory = new EngineMemory(),
  ) {
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

export class Reading {
  readonly settings: RepositorySettings;
  readonly host: DefinitionHost;
  readonly control: Control;
  readonly cache: RepositoryCache;
  /** Where what it finds is counted; what nobody asked for is no question. */
  readonly statistics: CacheStatistics;
  /** Whether it reads so many packages that they are not remembered: the index has them. */
  readonly isBulk: boolean;
  /** By uri: what was made of the files that were read. */
  readonly definitions = new Map<string, PackageDefinition>();
  readonly #listings = new Map<string, Promise<Listing | null>>();
  readonly #files = new Map<string, Promise<DefinitionFile | null>>();
  readonly #confirmed = new Map<string, DefinitionFile>();
  readonly #listed = new Map<string, Listing | null>();
  readonly #statuses = new Map<string, Promise<Status | null>>();
  readonly #seen = new Map<string, Status | null>();
  readonly #direct = new Map<string, boolean>();
  readonly #folderPaths = new Map<string, Promise<string>>();
  readonly #realPaths = new Map<string, Promise<string>>();
  readonly #realFolders = new Set<string>();
  /** What was read at each path, whatever was seen there before. */
  readonly #contents = new Map<string, { identity: FileIdentity | null; storage: Storage }>();
  readonly #startedAt = Date.now();
  #isRepeatable = true;
  readonly #pathsTo = new Map<string, string[]>();

  constructor(fields: {
    readonly settings: RepositorySettings;
    readonly host: DefinitionHost;
    readonly control: Control;
    readonly cache: RepositoryCache;
    readonly isBulk?: boolean;
  }) {
    this.settings = fields.cache.sharedSettings(fields.settings);
    this.host = fields.host;
    this.control = fields.control;
    this.cache = fields.cache;
    this.statistics = this.control.isIdle ? new CacheStatistics() : this.cache.statistics;
    this.isBulk = fields.isBulk === true;
  }

  listing(path: string, storage: Storage): Promise<Listing | null> {
    return once(this.#listings, path, async () => {
      const listed = this.#listed.get(path);
      if (listed) return listed;
      const status = await this.status(path, storage);
      const listing = await this.cache.listings.read(path, status, storage, this.statistics);
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
    const listing = status && this.cache.listings.unchanged(path, status, this.statistics);
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
    return once(this.#folderPaths, path, () => this.cache.storage(path).realPath(path));
  }

  hasFolder(path: string): boolean {
    return this.#folderPaths.has(path);
  }

  /** A repository was found at `location` by that path. */
  notePathTo(location: string, path: string): void {
    if (path === location) return;
    const paths = this.#pathsTo.get(location);
    if (paths) paths.push(path);
    else this.#pathsTo.set(location, [path]);
  }

  /** The other paths by which a repository was found. */
  pathsTo(location: string): readonly string[] {
    return this.#pathsTo.get(location) ?? [];
  }

  /** With links resolved. Beneath a folder that is real, what was seen already says it mostly. */
  async realPath(path: string, storage: Storage): Promise<string> {
    if (this.#isDirect(path, storage)) return path;
    return once(this.#realPaths, path, () => storage.realPath(path));
  }

  /** Something had a say in this reading that a look at the disk does not show. */
  forbidKeeping(): void {
    this.#isRepeatable = false;
  }

  /** All that was seen of the disk so far. Null when a reading that sees the same may yet differ. */
  async evidence(): Promise<Evidence | null> {
    if (!this.#isRepeatable) return null;
    for (const [path, { identity, storage }] of this.#contents) {
      const now = (await this.status(path, storage))?.identity ?? null;
      if (now === null ? identity !== null : !identity || !isSameIdentity(now, identity))
        return null;
      if (this.control.due) await letOthersIn(this.control);
    }
    await letOthersIn(this.control);
    if (![...this.#listed].every(([path, listing]) => this.#sawListed(path, listing))) return null;
    const statuses = [...this.#seen.values()];
    if (!statuses.every((status) => this.#isLasting(status))) return null;
    await letOthersIn(this.control);
    return {
      ...evidenceOf(this.#seen),
      realPaths: await settledEntries(this.#realPaths),
      folderPaths: await settledEntries(this.#folderPaths),
    };
  }

  /** Whether a look at the disk shows what another reading saw. What is looked at for that is of no
   * account for this reading's own evidence, so it is not remembered. */
  async confirms(evidence: Evidence, storageOf: (path: string) => Storage): Promise<boolean> {
    for (const [path, real] of evidence.folderPaths) {
      if ((await this.folderPath(path)) !== real) return false;
    }
    if (!(await isAsSeen(evidence, storageOf, this.control))) return false;
    const reals = evidence.realPaths.map(([path]) => storageOf(path).realPath(path));
    const found = await Promise.all(reals);
    return found.every((real, i) => real === evidence.realPaths[i]![1]);
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

  /** The file as it is now; `parse` is called only when it changed. Null when there is no file. */
  file(
    path: string,
    storage: Storage,
    parse: (bytes: Uint8Array) => Promise<ParsedFile>,
  ): Promise<DefinitionFile | null> {
    return once(this.#files, path, () => this.#read(path, storage, parse));
  }

  /** A file that was read before and is unchanged; undefined when it must be read or waited for. */
  fileNow(path: string, storage: Storage): DefinitionFile | undefined {
    const confirmed = this.#confirmed.get(path);
    if (confirmed) return confirmed;
    const remembered = this.#remembered(path);
    const status = remembered && this.statusNow(path, storage);
    if (status?.kind !== "file") return undefined;
    const file = unchanged(remembered!, status.identity);
    if (!file) return undefined;
    if (file.realPath !== null) {
      const isThere = this.#isDirect(path, storage) && file.realPath === path;
      if (!isThere) return undefined;
    }
    return this.#confirm(path, file);
  }

  /** Whether `fileNow` is worth a look at the disk. */
  isRemembered(path: string): boolean {
    return this.#confirmed.has(path) || this.#remembered(path) !== null;
  }

  /** The state that a definition is of, by which others can see that it is still the one: that of its
   * file, and behind it that of its folder where files that come or go count. Null where the disk
   * cannot tell. */
  stateOf(file: DefinitionFile, path: string, folder: string, storage: Storage): string | null {
    if (!file.isSettled || !file.data || file.data.evaluatedBy === "host") return null;
    if (file.realPath !== null && file.realPath !== path) return null;
    const isFirst = path === `${folder}${sep}${this.settings.package_filenames[0]}.py`;
    if (isFirst && hasTimestamp(file.data)) return file.identity.key;
    // A file that came since the definition was read would have left the folder unsettled.
    const status = this.statusNow(folder, storage);
    if (!status || status.isLink || !isSettled(status.identity, Date.now())) return null;
    return `${file.identity.key} ${status.identity.key}`;
  }

  async #read(
    path: string,
    storage: Storage,
    parse: (bytes: Uint8Array) => Promise<ParsedFile>,
  ): Promise<DefinitionFile | null> {
    const { index } = this.cache;
    const remembered = this.#confirmed.get(path) ?? this.#remembered(path);
    if (remembered) {
      const status = await this.status(path, storage);
      const file = status?.kind === "file" ? unchanged(remembered, status.identity) : null;
      if (file && (await this.#isStillAt(file.realPath, path, storage))) {
        return this.#confirm(path, file);
      }
    }
    const readAt = Date.now();
    const made = await this.#make(path, storage, parse);
    this.#contents.set(path, { identity: made?.stored.identity ?? null, storage });
    if (!made) {
      if (this.cache.forget(path) || remembered) index?.drop(path);
      return null;
    }
    this.#countMade(path, remembered);
    const { stored } = made;
    const { keep, data, ...parsed } = made.parsed;
    const inForm = data && this.isBulk ? definitionText(data, stored.identity.path) : data;
    const settled = keep && isSettled(stored.identity, readAt);
    const file = { identity: stored.identity, data: inForm, ...parsed, isSettled: settled };
    if (keep && !this.isBulk) this.cache.remember(path, file, this.settings);
    else this.cache.forget(path);
    if (settled && file.data?.evaluatedBy !== "host") index?.keepDefinition(file);
    this.#noteOrigin(file);
    return file;
  }

  async #make(path: string, storage: Storage, parse: (bytes: Uint8Array) => Promise<ParsedFile>) {
    const time = this.cache.statistics.making.definitions;
    time.begin();
    try {
      const stored = await storage.read(path);
      return stored && { stored, parsed: await parse(stored.bytes) };
    } finally {
      time.end();
    }
  }

  #countMade(path: string, remembered: object | null): void {
    counted("packagesLoaded");
    counted("packagesEvaluated");
    const { files, index } = this.cache;
    const { memory, disk } = this.statistics;
    if (files.has(path)) {
      memory.definitions.stale++;
      return;
    }
    memory.definitions.misses++;
    if (remembered) disk.definitions.stale++;
    else if (index?.isInUse) disk.definitions.misses++;
  }

  #countFound(isInMemory: boolean): void {
    counted("packagesLoaded");
    counted(isInMemory ? "memoryHits" : "indexHits");
    const { memory, disk } = this.statistics;
    if (isInMemory) {
      memory.definitions.hits++;
    } else {
      memory.definitions.misses++;
      disk.definitions.hits++;
    }
  }

  #remembered(path: string): DefinitionFile | KeptDefinition | null {
    const known = this.cache.files.get(path)?.file;
    if (known) return known.isSettled ? known : null;
    return this.cache.index?.definition(path) ?? null;
  }

  #confirm(path: string, file: DefinitionFile): DefinitionFile {
    if (this.#confirmed.get(path) === file) return file;
    const known = this.cache.files.get(path);
    const isInMemory = known?.file === file;
    this.#countFound(isInMemory);
    if (isInMemory) this.cache.folders.use(known.folder);
    else if (!this.isBulk) this.cache.remember(path, file, this.settings);
    this.#confirmed.set(path, file);
    this.#noteOrigin(file);
    return file;
  }

  /** Nobody knows what else users' Python has looked at. */
  #noteOrigin({ data }: DefinitionFile): void {
    if (data?.evaluatedBy === "host") this.forbidKeeping();
  }

  async #isStillAt(realPath: string | null, path: string, storage: Storage): Promise<boolean> {
    return realPath === null || realPath === (await this.realPath(path, storage));
  }

  /** Whether no link leads to a path, undefined when that cannot be said at once. */
  #isDirect(path: string, storage: Storage): boolean | undefined {
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
    const isParentDirect = this.#isDirect(parent, storage);
    if (!isParentDirect) return isParentDirect;
    const entry = this.#listed.get(parent)?.entry(basename(path));
    if (entry) return entry.kind !== "link";
    const status = this.statusNow(path, storage);
    return status === undefined ? undefined : status?.isLink === false;
  }
}

/** With what a search makes of it. Of rez's 18,226 benchmark packages, loaded and solved for, the mean
 * is 4,100 bytes. */
function definitionBytes({ data }: DefinitionFile): number {
  const length = data instanceof DefinitionText ? data.text.length : PLAIN_DEFINITION_BYTES;
  return 2_000 + 4 * length;
}

const PLAIN_DEFINITION_BYTES = 500;

function unchanged(
  remembered: DefinitionFile | KeptDefinition,
  identity: FileIdentity,
): DefinitionFile | null {
  if (!("contents" in remembered)) {
    return isSameIdentity(identity, remembered.identity) ? remembered : null;
  }
  if (remembered.identity !== identity.key) return null;
  const contents = remembered.contents();
  return contents && { identity, realPath: remembered.realPath, isSettled: true, ...contents };
}

async function settledEntries<T>(memo: ReadonlyMap<string, Promise<T>>) {
  return Promise.all([...memo].map(async ([key, value]) => [key, await value] as const));
}

function once<T>(memo: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  let result = memo.get(key);
  if (!result) {
    result = work();
    memo.set(key, result);
  }
  return result;
}
