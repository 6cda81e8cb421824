// The file layer: every access to a repository's files goes through it, so that it can be counted,
// slowed down and replaced. Measured on 18,226 definitions in the page cache: one after another on
// this thread takes 10 µs each, through the thread pool 60 µs; on slow storage it is the other way round.
// So the disk is read directly until a call takes long, and then in parallel for a while.

import {
  type BigIntStats,
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { lstat, open, readdir, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { RezError } from "../errors.ts";
import { spanned, took } from "../profile.ts";
import { decodedPath, diskPath, isLossy } from "./disk-path.ts";
import { type FileIdentity, identityOf } from "./identity.ts";

type EntryKind = "directory" | "file" | "link" | "other";

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

export interface Status {
  /** Of what a link points to. */
  readonly kind: EntryKind;
  readonly isLink: boolean;
  readonly identity: FileIdentity;
}

/** What is at a path, links not followed, as numbers that say nearly all that a status does. */
export interface Look {
  readonly mode: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly size: number;
  readonly ino: number;
}

export interface StoredFile {
  readonly identity: FileIdentity;
  readonly bytes: Uint8Array;
}

export interface Storage {
  /** Whether calls take so long that it is worth to have many in flight. */
  readonly isSlow?: boolean;
  /** Follows links; null when there is nothing to be seen, for whatever reason. */
  status(path: string): Promise<Status | null>;
  /** The same at once; undefined from a disk that would have to be waited for. */
  statusNow(path: string): Status | null | undefined;
  /** The same without following links, in half the time. */
  lookNow(path: string): Look | null | undefined;
  /** A regular file's content; null when there is none at that path. */
  read(path: string): Promise<StoredFile | null>;
  /** A folder's entries, null when there is no folder at that path. */
  list(path: string): Promise<readonly Entry[] | null>;
  /** Resolves links, of a path that does not exist those in the part that does. */
  realPath(path: string): Promise<string>;
  /** Where a link points to, as written; null when it is no link. */
  linkTarget(path: string): Promise<string | null>;
}

/** Larger definitions are refused: reading one must not take the memory of all others. */
const MAXIMUM_FILE_SIZE = 32 * 1024 * 1024;

/** To open a named pipe would wait until somebody writes to it. Windows has none, and no such flag. */
export const READ_WITHOUT_WAIT = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const SLOW_MILLISECONDS = 1;
const PARALLEL_CALLS = 256;
/** One slow call may be a busy processor's; two that follow within a few are the disk's. */
const SLOW_ENOUGH = 1.5;
const FAST_CALL = 0.25;

/** An absent file is no error: to throw one takes five times as long as the look itself. */
const EXACT = { bigint: true, throwIfNoEntry: false } as const;
const ROUNDED = { throwIfNoEntry: false } as const;

export class DiskStorage implements Storage {
  #parallelCalls = 0;
  #slowness = 0;

  get isSlow(): boolean {
    return this.#parallelCalls > 0 || this.#slowness >= 1;
  }

  async status(path: string): Promise<Status | null> {
    const status = this.statusNow(path);
    if (status !== undefined) return status;
    this.#parallelCalls--;
    return spanned("files", null, () => statusLater(path));
  }

  statusNow(path: string): Status | null | undefined {
    if (this.#parallelCalls > 0) return undefined;
    const file = diskPath(path);
    return this.#timed(() => {
      try {
        const own = lstatSync(file, EXACT);
        if (own === undefined) return null;
        if (!own.isSymbolicLink()) return statusOf(path, own, false);
        return statusOf(path, statSync(file, { bigint: true }), true);
      } catch {
        return null;
      }
    });
  }

  lookNow(path: string): Look | null | undefined {
    if (this.#parallelCalls > 0) return undefined;
    const file = diskPath(path);
    const start = performance.now();
    let look: Look | undefined;
    try {
      look = lstatSync(file, ROUNDED);
    } catch {
      // Nothing is to be seen.
    }
    this.#learn(performance.now() - start);
    return look ?? null;
  }

  async read(path: string): Promise<StoredFile | null> {
    try {
      return await this.#choose(
        () => readNow(path),
        () => readLater(path, READ_WITHOUT_WAIT),
      );
    } catch (error) {
      if (isAbsent(error)) return null;
      // A file server has lent it to a client, and asks for it back: that is waited for.
      if (isLent(error)) return await readLater(path, constants.O_RDONLY);
      throw unreadable(path, error);
    }
  }

  async list(path: string): Promise<readonly Entry[] | null> {
    try {
      const file = diskPath(path);
      const entries = await this.#choose(
        () => readdirSync(file, { withFileTypes: true }),
        () => readdir(file, { withFileTypes: true }),
      );
      if (entries.some(({ name }) => isLossy(name))) return await entriesInBytes(file);
      return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw unreadable(path, error);
    }
  }

  async realPath(path: string): Promise<string> {
    const file = diskPath(path);
    try {
      const real = await this.#choose(
        () => realpathSync.native(file),
        () => realpath(file),
      );
      return isLossy(real) ? decodedPath(await realpath(file, "buffer")) : real;
    } catch {
      const parent = dirname(path);
      return parent === path ? path : join(await this.realPath(parent), basename(path));
    }
  }

  async linkTarget(path: string): Promise<string | null> {
    try {
      return decodedPath(await spanned("files", null, () => readlink(diskPath(path), "buffer")));
    } catch {
      return null;
    }
  }

  #choose<T>(now: () => T, later: () => Promise<T>): T | Promise<T> {
    if (this.#parallelCalls > 0) {
      this.#parallelCalls--;
      return spanned("files", null, later);
    }
    return this.#timed(now);
  }

  #timed<T>(now: () => T): T {
    const start = performance.now();
    try {
      return now();
    } finally {
      this.#learn(performance.now() - start);
    }
  }

  #learn(milliseconds: number): void {
    took("files", milliseconds);
    if (milliseconds <= SLOW_MILLISECONDS) {
      if (this.#slowness > 0) this.#slowness -= FAST_CALL;
      return;
    }
    this.#slowness++;
    if (this.#slowness < SLOW_ENOUGH) return;
    this.#parallelCalls = PARALLEL_CALLS;
    // The first call afterwards says alone whether it still is.
    this.#slowness = 1;
  }
}

async function statusLater(path: string): Promise<Status | null> {
  const file = diskPath(path);
  try {
    // One call says of most paths both what they are and that they are no link.
    const own = await lstat(file, { bigint: true });
    if (!own.isSymbolicLink()) return statusOf(path, own, false);
    return statusOf(path, await stat(file, { bigint: true }), true);
  } catch {
    return null;
  }
}

async function entriesInBytes(folder: string | Buffer): Promise<readonly Entry[]> {
  const entries = await readdir(folder, { withFileTypes: true, encoding: "buffer" });
  return entries.map((entry) => ({ name: decodedPath(entry.name), kind: kindOf(entry) }));
}

function readNow(path: string): StoredFile | null {
  const descriptor = openSync(diskPath(path), READ_WITHOUT_WAIT);
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    if (!stats.isFile()) return null;
    const bytes = bufferFor(path, stats);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (count === 0) break;
      length += count;
    }
    return { identity: identityOf(path, stats), bytes: bytes.subarray(0, length) };
  } finally {
    closeSync(descriptor);
  }
}

async function readLater(path: string, flags: number): Promise<StoredFile | null> {
  const file = await open(diskPath(path), flags);
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) return null;
    const bytes = bufferFor(path, stats);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return { identity: identityOf(path, stats), bytes: bytes.subarray(0, length) };
  } finally {
    await file.close();
  }
}

function bufferFor(path: string, stats: BigIntStats): Buffer {
  if (stats.size > MAXIMUM_FILE_SIZE) {
    const megabytes = Number(stats.size / 1_048_576n);
    const reason = `the file is ${megabytes} MB large, a definition may have ${MAXIMUM_FILE_SIZE / 1_048_576} MB`;
    throw new RezError("ResourceError", `Problem loading ${path}: ${reason}`, {
      file: path,
      reason,
    });
  }
  return Buffer.allocUnsafe(Number(stats.size));
}

function statusOf(path: string, stats: BigIntStats, isLink: boolean): Status {
  return { kind: kindOf(stats), isLink, identity: identityOf(path, stats) };
}

function kindOf(
  entry: Pick<Dirent | BigIntStats, "isDirectory" | "isFile" | "isSymbolicLink">,
): EntryKind {
  if (entry.isDirectory()) return "directory";
  if (entry.isFile()) return "file";
  // Some file systems do not say what an entry is: such an entry is looked at like a link.
  return entry.isSymbolicLink() || isUnknown(entry) ? "link" : "other";
}

function isUnknown(entry: object): boolean {
  const { isFIFO, isSocket, isBlockDevice, isCharacterDevice } = entry as Dirent;
  return ![isFIFO, isSocket, isBlockDevice, isCharacterDevice].some((is) => is.call(entry));
}

/** ENXIO: it is a socket. */
const ABSENT = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "ENAMETOOLONG", "ENXIO"]);

function isAbsent(error: unknown): boolean {
  return error instanceof Error && ABSENT.has((error as NodeJS.ErrnoException).code ?? "");
}

function isLent(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "EAGAIN";
}

function unreadable(path: string, error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === undefined) return error;
  const reason =
    code === "EACCES" || code === "EPERM" ? "permission denied" : (error as Error).message;
  return new RezError("ResourceError", `Problem loading ${path}: ${reason}`, {
    file: path,
    reason,
  });
}
