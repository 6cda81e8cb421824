// Definition files as one reading finds them, each read once. One that was read before, by this process
// or an earlier one, is used again when a look at the disk shows that it is the same.

import { sep } from "node:path";
import type { CacheStatistics } from "../cache/statistics.ts";
import { definitionText, hasTimestamp } from "../definition/definition-text.ts";
import { counted } from "../profile.ts";
import { type Control, letOthersIn } from "../slices.ts";
import type { DefinitionFile, ParsedFile } from "./definition-file.ts";
import { type FileIdentity, isSameIdentity, isSettled } from "./identity.ts";
import { type Looks, once } from "./looks.ts";
import type { KeptDefinition } from "./package-index.ts";
import type { RepositorySettings } from "./repository.ts";
import type { RepositoryCache } from "./repository-cache.ts";
import type { Storage } from "./storage.ts";

/** What a reading reads files with. */
interface FileReaderParts {
  readonly looks: Looks;
  readonly cache: RepositoryCache;
  readonly settings: RepositorySettings;
  readonly statistics: CacheStatistics;
  readonly control: Control;
  readonly isBulk: boolean;
}

export class FileReader {
  readonly #looks: Looks;
  readonly #cache: RepositoryCache;
  readonly #settings: RepositorySettings;
  readonly #statistics: CacheStatistics;
  readonly #control: Control;
  readonly #isBulk: boolean;
  readonly #files = new Map<string, Promise<DefinitionFile | null>>();
  readonly #confirmed = new Map<string, DefinitionFile>();
  /** What was read at each path, whatever was seen there before. */
  readonly #contents = new Map<string, { identity: FileIdentity | null; storage: Storage }>();
  #ranUsersPython = false;

  constructor({ looks, cache, settings, statistics, control, isBulk }: FileReaderParts) {
    this.#looks = looks;
    this.#cache = cache;
    this.#settings = settings;
    this.#statistics = statistics;
    this.#control = control;
    this.#isBulk = isBulk;
  }

  /** The file as it is now; `parse` is called only when it changed. Null when there is no file. */
  read(
    path: string,
    storage: Storage,
    parse: (bytes: Uint8Array) => Promise<ParsedFile>,
  ): Promise<DefinitionFile | null> {
    return once(this.#files, path, () => this.#read(path, storage, parse));
  }

  /** A file that was read before and is unchanged; undefined when it must be read or waited for. */
  readNow(path: string, storage: Storage): DefinitionFile | undefined {
    const confirmed = this.#confirmed.get(path);
    if (confirmed) return confirmed;
    const remembered = this.#remembered(path);
    const status = remembered && this.#looks.statusNow(path, storage);
    if (status?.kind !== "file") return undefined;
    const file = unchanged(remembered!, status.identity);
    if (!file) return undefined;
    if (file.realPath !== null) {
      const isThere = this.#looks.isDirect(path, storage) && file.realPath === path;
      if (!isThere) return undefined;
    }
    return this.#confirm(path, file);
  }

  /** Whether `readNow` is worth a look at the disk. */
  isRemembered(path: string): boolean {
    return this.#confirmed.has(path) || this.#remembered(path) !== null;
  }

  /** The state that a definition is of, by which others can see that it is still the one: that of its
   * file, and behind it that of its folder where files that come or go count. Null where the disk
   * cannot tell. */
  stateOf(file: DefinitionFile, path: string, folder: string, storage: Storage): string | null {
    if (!file.isSettled || !file.data || file.data.evaluatedBy === "host") return null;
    if (file.realPath !== null && file.realPath !== path) return null;
    const isFirst = path === `${folder}${sep}${this.#settings.package_filenames[0]}.py`;
    if (isFirst && hasTimestamp(file.data)) return file.identity.key;
    // A file that came since the definition was read would have left the folder unsettled.
    const status = this.#looks.statusNow(folder, storage);
    if (!status || status.isLink || !isSettled(status.identity, Date.now())) return null;
    return `${file.identity.key} ${status.identity.key}`;
  }

  /** Whether a reading that sees the same of the disk would read the same. */
  async isRepeatable(): Promise<boolean> {
    if (this.#ranUsersPython) return false;
    for (const [path, { identity, storage }] of this.#contents) {
      const now = (await this.#looks.status(path, storage))?.identity ?? null;
      if (now === null ? identity !== null : !identity || !isSameIdentity(now, identity)) {
        return false;
      }
      if (this.#control.due) await letOthersIn(this.#control);
    }
    return true;
  }

  async #read(
    path: string,
    storage: Storage,
    parse: (bytes: Uint8Array) => Promise<ParsedFile>,
  ): Promise<DefinitionFile | null> {
    const { index } = this.#cache;
    const remembered = this.#confirmed.get(path) ?? this.#remembered(path);
    if (remembered) {
      const status = await this.#looks.status(path, storage);
      const file = status?.kind === "file" ? unchanged(remembered, status.identity) : null;
      if (file && (await this.#isStillAt(file.realPath, path, storage))) {
        return this.#confirm(path, file);
      }
    }
    const readAt = Date.now();
    const made = await this.#make(path, storage, parse);
    this.#contents.set(path, { identity: made?.stored.identity ?? null, storage });
    if (!made) {
      if (this.#cache.forget(path) || remembered) index?.drop(path);
      return null;
    }
    this.#countMade(path, remembered);
    const { stored } = made;
    const { keep, data, ...parsed } = made.parsed;
    const inForm = data && this.#isBulk ? definitionText(data, stored.identity.path) : data;
    const settled = keep && isSettled(stored.identity, readAt);
    const file = { identity: stored.identity, data: inForm, ...parsed, isSettled: settled };
    if (keep && !this.#isBulk) this.#cache.remember(path, file, this.#settings);
    else this.#cache.forget(path);
    if (settled && file.data?.evaluatedBy !== "host") index?.keepDefinition(file);
    else if (remembered) index?.drop(path);
    this.#noteOrigin(file);
    return file;
  }

  async #make(path: string, storage: Storage, parse: (bytes: Uint8Array) => Promise<ParsedFile>) {
    const time = this.#cache.statistics.making.definitions;
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
    const { files, index } = this.#cache;
    const { memory, disk } = this.#statistics;
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
    const { memory, disk } = this.#statistics;
    if (isInMemory) {
      memory.definitions.hits++;
    } else {
      memory.definitions.misses++;
      disk.definitions.hits++;
    }
  }

  #remembered(path: string): DefinitionFile | KeptDefinition | null {
    const known = this.#cache.files.get(path)?.file;
    if (known) return known.isSettled ? known : null;
    return this.#cache.index?.definition(path) ?? null;
  }

  #confirm(path: string, file: DefinitionFile): DefinitionFile {
    if (this.#confirmed.get(path) === file) return file;
    const known = this.#cache.files.get(path);
    const isInMemory = known?.file === file;
    this.#countFound(isInMemory);
    if (isInMemory) this.#cache.folders.use(known.folder);
    else if (!this.#isBulk) this.#cache.remember(path, file, this.#settings);
    this.#confirmed.set(path, file);
    this.#noteOrigin(file);
    return file;
  }

  /** Nobody knows what else users' Python has looked at. */
  #noteOrigin({ data }: DefinitionFile): void {
    if (data?.evaluatedBy === "host") this.#ranUsersPython = true;
  }

  async #isStillAt(realPath: string | null, path: string, storage: Storage): Promise<boolean> {
    return realPath === null || realPath === (await this.#looks.realPath(path, storage));
  }
}

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
