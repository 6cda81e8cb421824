// The index as repositories see it. Reading is one query a family, or a package where few are asked for;
// writing waits until nobody waits for an answer. Whatever goes wrong is told once, and then all goes on
// as if there were no index.

import { existsSync } from "node:fs";
import { defaultCacheConfiguration } from "../cache/configuration.ts";
import { checkFolder, makeFolder } from "../folders.ts";
import { spanned } from "../profile.ts";
import type { DefinitionFile } from "../repository/definition-file.ts";
import type { Listing } from "../repository/listing.ts";
import type { KeptDefinition, KeptListing, PackageIndex } from "../repository/package-index.ts";
import { type Contents, type Evictions, IndexDatabase, type Size } from "./database.ts";
import { isBusy, isDamaged, isOfSqlite } from "./errors.ts";
import { FetchedRows } from "./fetched-rows.ts";
import { folderBytes, indexFile, makeRoom, removeFiles, removeOld } from "./place.ts";
import {
  answerRow,
  keptAnswer,
  keptDefinition,
  keptListing,
  placeOfDefinition,
  placeOfListing,
  type StoredDefinition,
  type StoredListing,
} from "./rows.ts";
import { today, Unwritten } from "./unwritten.ts";

/** A resolve is mostly followed by its environment: writing in between would keep that waiting. */
const QUIET_MILLISECONDS = 20;
/** So much is no resolve's, but a look at whole repositories: it is written in between. */
const MUCH = 1_000;
/** How long writing may go on before messages are looked at again. */
const SLICE_MILLISECONDS = 2;
/** How long the end of the process may be put off for what is not written yet. */
const LAST_MILLISECONDS = 100;
/** How long a question about the index waits for what is not written yet. */
const STATE_MILLISECONDS = 2_000;
/** So much longer is waited before each further attempt. */
const RETRY_MILLISECONDS = 50;
const MAXIMUM_RETRIES = 40;
/** Asked for one by one so often, the listings in a folder are fetched at once. */
const SINGLE_LISTINGS = 16;
/** A search reads many of a family's definitions, a resolve that is given again one. */
const SINGLE_DEFINITIONS = 4;

const TABLES = { definitions: "definition", listings: "listing", resolves: "answer" } as const;
export const INDEX_KINDS = ["definitions", "listings", "resolves"] as const;

/** An empty index with its log takes nearly as much. */
const LEAST_BYTES = 4 * 2 ** 20;
/** Of the limit, what is left to SQLite's log and its index. */
const LOG_BYTES = 3 * 2 ** 20;
const MOST_LOG_BYTES = 1.5 * 2 ** 20;
const NO_ROOM = "nothing may be kept on the disk: its limit is less than 4 MB";

export type IndexKind = (typeof INDEX_KINDS)[number];

export interface IndexOptions {
  readonly folder: string;
  /** What tells one build of the engine from another. */
  readonly build: string;
  readonly warn: (message: string) => void;
  readonly maximumBytes?: number;
}

export interface IndexState {
  readonly file: string | null;
  /** Why there is no index; null while there is one. */
  readonly problem: string | null;
  readonly contents: Contents | null;
}

export class KeptIndex implements PackageIndex {
  readonly #options: IndexOptions;
  #maximumBytes: number;
  #database: IndexDatabase | null = null;
  #problem: string | null = null;
  /** What the indexes of other builds take in the folder. */
  #otherBytes = 0;
  readonly #evictions: Evictions = { definition: 0, listing: 0, answer: 0 };
  #retries = 0;
  #activeCalls = 0;
  #timer: NodeJS.Timeout | null = null;
  readonly #definitions = new FetchedRows<StoredDefinition>(SINGLE_DEFINITIONS);
  readonly #listings = new FetchedRows<StoredListing>(SINGLE_LISTINGS);
  readonly #unwritten = new Unwritten();

  constructor(options: IndexOptions) {
    this.#options = options;
    this.#maximumBytes = options.maximumBytes ?? defaultCacheConfiguration.maximumDiskBytes;
  }

  get isInUse(): boolean {
    return this.#problem === null;
  }

  definition(path: string): KeptDefinition | null {
    const [folder, name] = placeOfDefinition(path);
    const row = this.#definitions.row(folder, name, {
      one: () => this.#ask((database) => database.definition(folder, name)),
      all: () => this.#ask((database) => database.definitionsIn(folder)),
    });
    if (row) this.#unwritten.usedFolder(folder);
    return row ? keptDefinition(path, row) : null;
  }

  listing(path: string): KeptListing | null {
    const [folder, name] = placeOfListing(path);
    const row = this.#listings.row(folder, name, {
      one: () => this.#ask((database) => database.listing(folder, name)),
      all: () => this.#ask((database) => database.listingsIn(folder)),
    });
    if (row) this.#unwritten.usedFolder(folder);
    return row ? keptListing(path, row) : null;
  }

  answer(question: string): string | null {
    const row =
      this.#unwritten.answers.get(question) ?? this.#ask((database) => database.answer(question));
    if (!row) return null;
    this.#unwritten.usedAnswer(question, row[0]);
    return keptAnswer(question, row);
  }

  keepAnswer(question: string, text: string): void {
    if (this.#problem !== null || !this.#unwritten.hasRoomForAnswer) return;
    const row = answerRow(question, text, today());
    if (row === null) return;
    this.#unwritten.answers.set(question, row);
    this.#scheduleAfterCall();
  }

  keepDefinition(file: DefinitionFile): void {
    if (this.#problem === null) this.#unwritten.definitions.set(file.identity.path, file);
  }

  keepListing(listing: Listing): void {
    if (this.#problem === null) this.#unwritten.listings.set(listing.path, listing);
  }

  drop(path: string): void {
    if (this.#problem !== null) return;
    this.#unwritten.definitions.set(path, null);
    this.#unwritten.listings.set(path, null);
  }

  /** A call began: nothing is written until it and all others have ended. */
  callBegan(): void {
    this.#activeCalls++;
  }

  callEnded(): void {
    this.#activeCalls--;
    this.#scheduleAfterCall();
  }

  /** What is asked from now on is fetched anew. */
  forget(): void {
    this.#definitions.clear();
    this.#listings.clear();
  }

  state(): IndexState {
    this.#lookForFile();
    this.#writeOut(STATE_MILLISECONDS);
    const contents = this.#ask((database) => database.contents());
    if (contents === null) this.#checkPlace();
    return { file: this.#file(), problem: this.#problem, contents };
  }

  /** What is kept of a kind, as of now. */
  size(kind: IndexKind): Size {
    return this.#ask((database) => database.size(TABLES[kind])) ?? { entries: 0, bytes: 0 };
  }

  /** How much of a kind this process has dropped to stay within the limit. */
  evictions(kind: IndexKind): number {
    return this.#evictions[TABLES[kind]];
  }

  /** The largest folders that definitions or listings are kept of: folder, entries, bytes. */
  folders(kind: "definitions" | "listings", limit: number) {
    return this.#ask((database) => database.folders(TABLES[kind], limit)) ?? [];
  }

  /** The largest answers: question, day of last use, text. */
  answers(limit: number) {
    return this.#ask((database) => database.answers(limit)) ?? [];
  }

  /** Null when nothing of it is kept any more, or else why not. */
  clear(kinds: readonly IndexKind[] = INDEX_KINDS): string | null {
    this.#lookForFile();
    if (kinds.includes("definitions")) this.#unwritten.definitions.clear();
    if (kinds.includes("listings")) this.#unwritten.listings.clear();
    if (kinds.includes("resolves")) this.#unwritten.answers.clear();
    this.forget();
    const isDone = this.#ask((database) => {
      database.clear(kinds.map((kind) => TABLES[kind]));
      return true;
    });
    const file = this.#file();
    if (isDone || (file !== null && !existsSync(file))) return null;
    return this.#problem ?? "other processes are writing to it";
  }

  /** The index shall hold so much at most; none of it is left where that is nothing. */
  limit(bytes: number): void {
    this.#maximumBytes = bytes;
    if (bytes >= LEAST_BYTES) {
      if (this.#problem === NO_ROOM) this.#problem = null;
    } else if (this.#problem === null) {
      this.#leave(NO_ROOM);
      this.#destroy();
    }
  }

  /** What the folder takes of the disk. */
  get diskBytes(): number {
    return folderBytes(this.#options.folder);
  }

  /** The process ends. */
  close(): void {
    this.#activeCalls = 0;
    this.#lookForFile();
    this.#writeOut(LAST_MILLISECONDS);
    this.#leave("the engine ends");
  }

  #leave(reason: string): void {
    const database = this.#database;
    this.#stop(reason);
    try {
      database?.close();
    } catch {
      // What was written stays in SQLite's log, for the next process.
    }
  }

  #scheduleAfterCall(): void {
    this.#schedule(this.#unwritten.size > MUCH ? 1 : QUIET_MILLISECONDS);
  }

  #schedule(milliseconds: number): void {
    if (this.#activeCalls > 0 || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#activeCalls === 0) this.#rest();
    }, milliseconds);
    this.#timer.unref();
  }

  /** Nobody waits for an answer. */
  #rest(): void {
    this.#lookForFile();
    // What was fetched and not used is not kept in memory.
    this.forget();
    if (this.#dropTooMuch(SLICE_MILLISECONDS)) {
      this.#schedule(0);
      return;
    }
    if (this.#unwritten.size === 0) return;
    const hasWritten = this.#write(SLICE_MILLISECONDS);
    if (this.#unwritten.size === 0) return;
    this.#schedule(hasWritten ? 0 : RETRY_MILLISECONDS * this.#retries);
  }

  /** Where the folder was deleted, the next writing begins a new file: nobody else finds this one. */
  #lookForFile(): void {
    try {
      if (this.#database === null || this.#database.isInPlace) return;
      this.#database.close();
      this.#database = null;
      this.forget();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Writes all of it, in about that time: in slices, so that the log and the file never grow far. */
  #writeOut(milliseconds: number): void {
    const end = performance.now() + milliseconds;
    const left = () => end - performance.now();
    while (this.#unwritten.size > 0 && left() > 0 && this.#write(SLICE_MILLISECONDS)) {
      this.#dropTooMuch(left());
    }
    this.#dropTooMuch(left());
  }

  /** Writes for so long; false when nothing was written, as while others hold the file. */
  #write(milliseconds: number): boolean {
    if (this.#problem !== null || this.#unwritten.size === 0) return false;
    try {
      this.#database ??= this.#make();
      const database = this.#database;
      spanned("write index", null, () => this.#unwritten.write(database, milliseconds));
      // SQLite itself would leave it as large as what was written at once.
      if (database.logBytes > MOST_LOG_BYTES) database.checkpoint();
      this.#retries = 0;
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  get #isTooLarge(): boolean {
    const database = this.#database;
    return database !== null && database.bytes > this.#maximumBytes - LOG_BYTES - this.#otherBytes;
  }

  /** Drops what was of use longest ago, for so long; true while more must go. */
  #dropTooMuch(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    try {
      while (this.#isTooLarge) {
        if (!this.#database!.dropSome()) return false;
        if (performance.now() > end) return this.#isTooLarge;
      }
    } catch (error) {
      this.#failed(error);
    }
    return false;
  }

  #make(): IndexDatabase {
    const { folder } = this.#options;
    makeFolder(folder);
    const file = indexFile(folder, this.#options.build);
    if (!existsSync(file)) removeOld(folder, file, Date.now());
    this.#otherBytes = makeRoom(folder, file, this.#maximumBytes, Date.now());
    return new IndexDatabase(file, this.#evictions);
  }

  /** Where nothing was written yet, nobody else would say that nothing can be. */
  #checkPlace(): void {
    if (this.#problem !== null) return;
    try {
      checkFolder(this.#options.folder);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Null without an index, and while there is no file yet: making one is no reader's business. */
  #ask<T>(query: (database: IndexDatabase) => T): T | null {
    if (this.#problem !== null) return null;
    try {
      if (!this.#database) {
        const file = this.#file();
        if (file === null || !existsSync(file)) return null;
        this.#database = new IndexDatabase(file, this.#evictions);
      }
      const database = this.#database;
      return spanned("index", null, () => query(database));
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  /** Null for what is no folder, or none to be trusted. */
  #file(): string | null {
    try {
      return indexFile(this.#options.folder, this.#options.build);
    } catch (error) {
      if (this.#problem === null) this.#failed(error);
      return null;
    }
  }

  #failed(error: unknown): void {
    const mayPass = isBusy(error) || (isOfSqlite(error) && this.#isDeleted());
    if (mayPass && ++this.#retries < MAXIMUM_RETRIES) return;
    const reason = error instanceof Error ? error.message : String(error);
    const { folder, warn } = this.#options;
    if (isDamaged(error)) this.#destroy();
    this.#stop(reason);
    warn(`packages are read without the index in ${folder}: ${reason}`);
  }

  /** Perhaps in the middle of opening it. */
  #isDeleted(): boolean {
    return this.#database ? !this.#database.isInPlace : !existsSync(this.#options.folder);
  }

  #destroy(): void {
    try {
      if (this.#database) this.#database.destroy();
      else removeFiles(indexFile(this.#options.folder, this.#options.build));
    } catch {
      // It stays, and the next process finds it as damaged.
    }
  }

  #stop(reason: string): void {
    this.#problem = reason;
    this.#database = null;
    this.#unwritten.clear();
    this.forget();
  }
}
