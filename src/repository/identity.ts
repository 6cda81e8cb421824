// What tells one state of a file or folder from another. Whatever was read is used again only while
// its identity is unchanged, so that a package that came, changed or went is seen at the next call.

import type { BigIntStats } from "node:fs";

export interface FileIdentity {
  readonly path: string;
  /** Nanoseconds since the epoch, as text: they do not fit a JSON number. */
  readonly mtimeNs: string;
  /** Also moves when a file is replaced and its mtime put back. */
  readonly ctimeNs: string;
  readonly size: number;
  readonly inode: string;
}

/** Two writes within one tick of a file system's clock look the same; the coarsest ticks are 2 s. */
const SETTLED_AFTER_NS = 3_000_000_000n;

export function identityOf(path: string, stats: BigIntStats): FileIdentity {
  return {
    path,
    mtimeNs: String(stats.mtimeNs),
    ctimeNs: String(stats.ctimeNs),
    size: Number(stats.size),
    inode: String(stats.ino),
  };
}

export function isSameIdentity(left: FileIdentity, right: FileIdentity): boolean {
  return (
    left.mtimeNs === right.mtimeNs &&
    left.ctimeNs === right.ctimeNs &&
    left.size === right.size &&
    left.inode === right.inode &&
    left.path === right.path
  );
}

/** All of an identity but the path, for comparing with one that was kept. */
export function identityKey({ mtimeNs, ctimeNs, size, inode }: FileIdentity): string {
  return `${mtimeNs} ${ctimeNs} ${size} ${inode}`;
}

/** Whether a later write would show in the identity: false for what was written just now, and for
 * times that lie ahead because a clock was set back. `readAt` is in milliseconds. */
export function isSettled(identity: FileIdentity, readAt: number): boolean {
  const limit = BigInt(Math.floor(readAt)) * 1_000_000n - SETTLED_AFTER_NS;
  return BigInt(identity.mtimeNs) < limit && BigInt(identity.ctimeNs) < limit;
}

/** The mtime as Python's `os.path.getmtime` gives it, in seconds. */
export function modificationTime(identity: FileIdentity): number {
  const nanoseconds = BigInt(identity.mtimeNs);
  return Number(nanoseconds / 1_000_000_000n) + 1e-9 * Number(nanoseconds % 1_000_000_000n);
}
