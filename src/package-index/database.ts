// The index's file: its tables and what is asked of them. Errors of SQLite are thrown as they are.

import { statSync } from "node:fs";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { removeFiles } from "./place.ts";
import type {
  DefinitionRow,
  ListingRow,
  StoredAnswer,
  StoredDefinition,
  StoredListing,
} from "./rows.ts";

/** Raised with every change of the tables. */
const SCHEMA_VERSION = 4;

const SCHEMA = `
  CREATE TABLE definition (
    folder TEXT NOT NULL, name TEXT NOT NULL, identity TEXT NOT NULL,
    real_path TEXT, data TEXT NOT NULL, own_record TEXT, format_version INTEGER,
    evaluated_by TEXT NOT NULL, is_valid INTEGER NOT NULL, has_timestamp INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (folder, name)
  ) WITHOUT ROWID;
  CREATE TABLE listing (
    folder TEXT NOT NULL, name TEXT NOT NULL, identity TEXT NOT NULL,
    entries TEXT NOT NULL, checksum INTEGER NOT NULL,
    PRIMARY KEY (folder, name)
  ) WITHOUT ROWID;
  CREATE TABLE answer (
    question TEXT PRIMARY KEY, day INTEGER NOT NULL, checksum INTEGER NOT NULL, text TEXT NOT NULL
  );
  CREATE TABLE folder (folder TEXT PRIMARY KEY, day INTEGER NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

const DEFINITION =
  "name, identity, real_path, data, own_record, format_version, evaluated_by, is_valid, has_timestamp, checksum";

/** A process waits so long for another's lock: answers do not wait for the index. */
const BUSY_MILLISECONDS = 20;

/** A step towards a limit: answers, or folders with all that is in them. */
const DROPPED_AT_ONCE = 10;

/** Some 150 KB each. */
const MAXIMUM_ANSWERS = 500;

export interface Contents {
  readonly definitions: number;
  readonly listings: number;
  readonly answers: number;
  readonly bytes: number;
}

/** What is kept of one kind, in all or in one folder. */
export interface Size {
  readonly entries: number;
  readonly bytes: number;
}

type Table = "definition" | "listing" | "answer";

/** How much of each kind was dropped to stay within a limit. */
export type Evictions = { [table in Table]: number };

const TEXT_COLUMN = { definition: "data", listing: "entries", answer: "text" } as const;

export class IndexDatabase {
  readonly #path: string;
  readonly #inode: bigint;
  readonly #evictions: Evictions;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Makes the file when there is none; its folder must exist. What it drops is counted. */
  constructor(path: string, evictions: Evictions) {
    this.#path = path;
    this.#evictions = evictions;
    this.#database = new (sqlite().DatabaseSync)(path);
    try {
      this.#prepare();
      this.#inode = inodeOf(path) ?? 0n;
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  definitionsIn(folder: string): readonly StoredDefinition[] {
    const rows = this.#rows(`SELECT ${DEFINITION} FROM definition WHERE folder = ?`, folder);
    return rows as unknown as readonly StoredDefinition[];
  }

  definition(folder: string, name: string): StoredDefinition | null {
    const sql = `SELECT ${DEFINITION} FROM definition WHERE folder = ? AND name = ?`;
    return (this.#rows(sql, folder, name)[0] as unknown as StoredDefinition) ?? null;
  }

  listingsIn(folder: string): readonly StoredListing[] {
    const sql = "SELECT name, identity, entries, checksum FROM listing WHERE folder = ?";
    return this.#rows(sql, folder) as unknown as readonly StoredListing[];
  }

  listing(folder: string, name: string): StoredListing | null {
    const sql =
      "SELECT name, identity, entries, checksum FROM listing WHERE folder = ? AND name = ?";
    return (this.#rows(sql, folder, name)[0] as unknown as StoredListing) ?? null;
  }

  keepDefinition(row: DefinitionRow, day: number): void {
    this.usedFolder(row[0], day);
    this.#run("INSERT OR REPLACE INTO definition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", ...row);
  }

  keepListing(row: ListingRow, day: number): void {
    this.usedFolder(row[0], day);
    this.#run("INSERT OR REPLACE INTO listing VALUES (?, ?, ?, ?, ?)", ...row);
  }

  dropDefinition(folder: string, name: string): void {
    this.#run("DELETE FROM definition WHERE folder = ? AND name = ?", folder, name);
  }

  /** A folder that is gone, and the definitions in it. */
  dropListing(folder: string, name: string, path: string): void {
    this.#run("DELETE FROM listing WHERE folder = ? AND name = ?", folder, name);
    this.#run("DELETE FROM definition WHERE folder = ?", path);
  }

  answer(question: string): StoredAnswer | null {
    const sql = "SELECT day, checksum, text FROM answer WHERE question = ?";
    return (this.#rows(sql, question)[0] as unknown as StoredAnswer) ?? null;
  }

  /** Definitions or listings of a folder were of use on that day. */
  usedFolder(folder: string, day: number): void {
    this.#run(
      "INSERT INTO folder VALUES (?, ?) ON CONFLICT DO UPDATE SET day = excluded.day " +
        "WHERE day < excluded.day",
      ...[folder, day],
    );
  }

  keepAnswer(question: string, row: StoredAnswer): void {
    this.#run("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", question, ...row);
  }

  usedAnswer(question: string, day: number): void {
    this.#run("UPDATE answer SET day = ? WHERE question = ?", day, question);
  }

  /** Drops the answers that nobody has used for longest, beyond so many. */
  limitAnswers(): void {
    this.#evictions.answer += this.#run(
      "DELETE FROM answer WHERE rowid IN " +
        "(SELECT rowid FROM answer ORDER BY day DESC, rowid DESC LIMIT -1 OFFSET ?)",
      MAXIMUM_ANSWERS,
    );
  }

  /** Makes the file smaller by some of what nobody has used for longest; false when it is empty. */
  dropSome(): boolean {
    let dropped = 0;
    this.write(() => {
      const [answers, folders] = ["answer", "folder"].map(
        (table) => this.#rows(`SELECT min(day) FROM ${table}`)[0]![0] as number | null,
      );
      // An answer takes as much as hundreds of definitions, which are of use to more than one request.
      const isMore = () => 2 * this.size("answer").bytes > this.bytes;
      const isAnswer =
        answers !== null &&
        (folders === null || answers! < folders! || (answers === folders && isMore()));
      dropped = isAnswer ? this.#dropAnswers() : this.#dropFolders();
    });
    this.#database.exec("PRAGMA incremental_vacuum");
    this.checkpoint();
    return dropped > 0;
  }

  #dropAnswers(): number {
    const dropped = this.#run(
      "DELETE FROM answer WHERE rowid IN (SELECT rowid FROM answer ORDER BY day, rowid LIMIT ?)",
      DROPPED_AT_ONCE,
    );
    this.#evictions.answer += dropped;
    return dropped;
  }

  #dropFolders(): number {
    const sql = "SELECT folder FROM folder ORDER BY day LIMIT ?";
    const oldest = this.#rows(sql, DROPPED_AT_ONCE);
    for (const [folder] of oldest as readonly (readonly [string])[]) {
      for (const table of ["definition", "listing"] as const) {
        this.#evictions[table] += this.#run(`DELETE FROM ${table} WHERE folder = ?`, folder);
      }
      this.#run("DELETE FROM folder WHERE folder = ?", folder);
    }
    return oldest.length;
  }

  /** All of `work` or nothing of it; others wait for its end to write, and never to read. */
  write(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  contents(): Contents {
    const count = (table: string) => Number(this.#rows(`SELECT count(*) FROM ${table}`)[0]![0]);
    return {
      definitions: count("definition"),
      listings: count("listing"),
      answers: count("answer"),
      bytes: this.bytes,
    };
  }

  /** Bytes of texts are counted without reading them. */
  size(table: Table): Size {
    const sql = `SELECT count(*), total(octet_length(${TEXT_COLUMN[table]})) FROM ${table}`;
    const [entries, bytes] = this.#rows(sql)[0]!;
    return { entries: Number(entries), bytes: Number(bytes) };
  }

  /** The largest folders of definitions or listings: folder, entries, bytes. */
  folders(table: "definition" | "listing", limit: number) {
    const sql =
      `SELECT folder, count(*), total(octet_length(${TEXT_COLUMN[table]})) AS bytes ` +
      `FROM ${table} GROUP BY folder ORDER BY bytes DESC LIMIT ?`;
    return this.#rows(sql, limit) as readonly (readonly [string, number, number])[];
  }

  /** The largest answers: question, day of last use, text. */
  answers(limit: number) {
    const sql = "SELECT question, day, text FROM answer ORDER BY octet_length(text) DESC LIMIT ?";
    return this.#rows(sql, limit) as readonly (readonly [string, number, string])[];
  }

  /** Whether others find at its path what is written here. */
  get isInPlace(): boolean {
    return inodeOf(this.#path) === this.#inode;
  }

  get bytes(): number {
    return Number(this.#rows("PRAGMA page_count")[0]![0]) * this.#pageSize;
  }

  /** Gives the space back, too. */
  clear(tables: readonly Table[]): void {
    this.write(() => {
      for (const table of tables) this.#run(`DELETE FROM ${table}`);
      this.#run(
        "DELETE FROM folder WHERE folder NOT IN (SELECT folder FROM definition) " +
          "AND folder NOT IN (SELECT folder FROM listing)",
      );
    });
    this.#database.exec("VACUUM");
    this.checkpoint();
  }

  /** What SQLite's log takes of the disk. */
  get logBytes(): number {
    return statSync(`${this.#path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Takes the log into the file, so that the next process need not read it. */
  checkpoint(): void {
    if (this.isInPlace) this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** SQLite leaves the log where the file is another one by now. */
  close(): void {
    this.#database.close();
  }

  /** For a file that is no database any more. */
  destroy(): void {
    if (this.isInPlace) removeFiles(this.#path);
  }

  #rollBack(): void {
    try {
      this.#database.exec("ROLLBACK");
    } catch {
      // SQLite has done so itself, as it does when the disk is full.
    }
  }

  get #pageSize(): number {
    return Number(this.#rows("PRAGMA page_size")[0]![0]);
  }

  #prepare(): void {
    const database = this.#database;
    database.exec(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS}; PRAGMA trusted_schema = OFF`);
    let version = this.#version();
    if (version === 0) {
      database.exec("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL");
      this.write(() => {
        if (this.#version() === 0) database.exec(SCHEMA);
      });
      version = this.#version();
    }
    if (version !== SCHEMA_VERSION) throw new Error(`it is of a newer version (${version})`);
    // A crash of the machine may lose the last rows, and nothing else.
    database.exec("PRAGMA synchronous = NORMAL");
    // The log counts, too: it is taken into the file from 1 MB on, and not left larger.
    database.exec(`PRAGMA wal_autocheckpoint = 256; PRAGMA journal_size_limit = ${2 ** 20}`);
  }

  #version(): number {
    return (this.#database.prepare("PRAGMA user_version").get() as { user_version: number })
      .user_version;
  }

  #rows(sql: string, ...values: readonly SQLInputValue[]): readonly (readonly unknown[])[] {
    const rows = this.#statement(sql).all(...values) as unknown as readonly (readonly unknown[])[];
    // Before Node 22.16 rows are objects only; arrays are a third faster.
    return rows.length === 0 || Array.isArray(rows[0]) ? rows : rows.map(Object.values);
  }

  /** How many rows it changed. */
  #run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      statement.setReturnArrays?.(true);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Null for what cannot be looked at, too. */
function inodeOf(path: string): bigint | null {
  try {
    return statSync(path, { bigint: true }).ino;
  } catch {
    return null;
  }
}

/** Loaded by the first process that has an index, without Node 22's warning that it is new. */
function sqlite(): typeof import("node:sqlite") {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}
