// A look at what is at a path, as Python's `os.path.exists` and `isfile` look: links are followed,
// and where the disk refuses (a link to itself, a name that is too long, no permission) is nothing.

import { type BigIntStats, statSync } from "node:fs";

/** null where there is nothing. */
export type Look = (path: string) => BigIntStats | null;

export const look: Look = (path) => {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
};
