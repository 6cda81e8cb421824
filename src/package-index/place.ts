// Where a user's index lies. One file for each build of the engine: what another build made of a
// definition is never asked. Whoever can write the file decides what packages say, so it must be
// the user's own.

import { readdirSync, rmSync, statfsSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

const DAY_MILLISECONDS = 86_400_000;
const KEPT_DAYS = 30;

/** What SQLite keeps beside a database, and the database itself, which goes last. */
const SUFFIXES = ["-wal", "-shm", ""];

/** What `statfs` says of file systems that several machines share. */
const SHARED_FILE_SYSTEMS = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x47504653, // GPFS
  0x19830326, // BeeGFS
  0x01021997, // 9p
  0x65735546, // FUSE, which may be anything
]);

/** The folder's file for this build; throws when the folder is none, or not to be trusted. */
export function indexFile(folder: string, build: string): string {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) throw new Error(`${folder} is no folder`);
  if (stats && process.getuid !== undefined) {
    const isOwn = stats.uid === process.getuid();
    if (!isOwn) throw new Error(`the folder ${folder} belongs to another user`);
    if ((stats.mode & 0o022) !== 0) throw new Error(`others may write to the folder ${folder}`);
  }
  return join(folder, `packages-${build}${stats ? machineSuffix(folder) : ""}.sqlite`);
}

/** SQLite's log is shared through memory: processes of two machines must not share one. */
function machineSuffix(folder: string): string {
  const isShared = SHARED_FILE_SYSTEMS.has(statfsSync(folder).type);
  return isShared ? `-${hostname().replace(/[^A-Za-z0-9.-]/g, "_")}` : "";
}

/** Removes the files of builds that have not written theirs for a month. */
export function removeOld(folder: string, current: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!/^packages-.*[.]sqlite$/.test(name) || path === current) continue;
    const taken = takenBy(path);
    if (taken && now - taken.time > KEPT_DAYS * DAY_MILLISECONDS) removeFiles(path);
  }
}

/** What files of other builds take; those that nobody wrote for a day go, where all is too much. */
export function makeRoom(folder: string, current: string, maximum: number, now: number): number {
  const others = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => /[\\/]packages-.*[.]sqlite$/.test(path) && path !== current)
    .flatMap((path) => {
      const taken = takenBy(path);
      return taken ? [{ path, ...taken }] : [];
    })
    .sort((a, b) => b.time - a.time);
  let total = 0;
  for (const { path, bytes, time } of others) {
    const isSpare = total + bytes > maximum / 2 && now - time > DAY_MILLISECONDS;
    if (isSpare) removeFiles(path);
    else total += bytes;
  }
  return total;
}

/**
 * What a database takes with what SQLite keeps beside it, and when one of them was last written: that
 * goes into the log first, for days where nobody ends. Null when another process has removed it.
 */
function takenBy(path: string): { readonly bytes: number; readonly time: number } | null {
  const files = SUFFIXES.flatMap(
    (suffix) => statSync(path + suffix, { throwIfNoEntry: false }) ?? [],
  );
  if (files.length === 0) return null;
  return {
    bytes: files.reduce((sum, { blocks }) => sum + blocks * 512, 0),
    time: Math.max(...files.map(({ mtimeMs }) => mtimeMs)),
  };
}

/** What the files of the folder take of the disk, of all builds. */
export function folderBytes(folder: string): number {
  try {
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)));
    return sizes.reduce((sum, { blocks }) => sum + blocks * 512, 0);
  } catch {
    return 0;
  }
}

/** A database and what SQLite keeps beside it. */
export function removeFiles(path: string): void {
  for (const suffix of SUFFIXES) rmSync(path + suffix, { force: true });
}
