// Folders that are made with those above them. Node's own recursive `mkdirSync` never ends where
// a folder is there but refuses new ones with ENOENT, as automounted homes and /proc do.

import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Makes the folder, its user's alone, and those above it that are missing. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (isFolder(folder)) return;
    const above = dirname(folder);
    if (!isMissing(error) || above === folder || isFolder(above)) throw error;
    makeFolder(above);
    makeFolder(folder);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
