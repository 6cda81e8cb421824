// What tells one state of a file or folder from another. Whatever was read is used again only while
// its identity is unchanged, so that a package that came, changed or went is seen at the next call.

import type { BigIntStats } from "node:fs";

export interface FileIdentity {
  readonly path: string;
  /** mtime, ctime, size and inode: all that tells two states of a path apart. The times are in
   * nanoseconds since the epoch; ctime also moves when a file is replaced and its mtime put back. */
  readonly key: string;
}

/** Two writes within one tick of a file system's clock look the same; the coarsest ticks are 2 s. */
const SETTLED_AFTER_NS = 3_000_000_000n;

export function identityOf(path: string, stats: BigIntStats): FileIdentity {
  return { path, key: `${stats.mtimeNs} ${stats.ctimeNs} ${stats.size} ${stats.ino}` };
}

export function isSameIdentity(left: FileIdentity, right: FileIdentity): boolean {
  return left.key === right.key && left.path === right.path;
}

/** Whether a later write would show in the identity: false for what was written just now, and for
 * times that lie ahead because a clock was set back. `readAt` is in milliseconds. */
export function isSettled(identity: FileIdentity, readAt: number): boolean {
  const limit = BigInt(Math.floor(readAt)) * 1_000_000n - SETTLED_AFTER_NS;
  const [modified, changed] = identity.key.split(" ");
  return BigInt(modified!) < limit && BigInt(changed!) < limit;
}
