// What a reading saw of the disk, as data: a later reading that sees the same would read the same. A
// resolve looks at some two thousand paths, and a process that has just started looks at them again
// before anything is compiled well. So what was at a path is kept in the numbers that Node makes of a
// state without an object for each, which takes a third of the time (bench/areas/solves.py). The times in them
// are rounded to a quarter of a microsecond: a later change has another time for all that, since
// nothing is kept that changed in the last seconds.

import type { Control } from "../slices.ts";
import type { FileIdentity } from "./identity.ts";
import type { Look, Status, Storage } from "./storage.ts";

export interface Evidence {
  /** Each without the start that it shares with the one before. */
  readonly paths: readonly string[];
  /** STRIDE numbers for each path, as base64 of their bytes. */
  readonly states: string;
  /** By its place, a state that numbers do not tell. */
  readonly exactStates: readonly (readonly [place: number, state: string])[];
  /** Files with links resolved, of those that lie behind a link. */
  readonly realPaths: readonly (readonly [path: string, real: string])[];
  /** Locations of repositories as they were named, with links resolved. */
  readonly folderPaths: readonly (readonly [path: string, real: string])[];
}

/** What was seen, by path. */
type Seen = ReadonlyMap<string, Status | null>;

/** How much of the path before it is its start; then what was there. */
const [START, KIND, MODIFIED, CHANGED, SIZE, INODE, STRIDE] = [0, 1, 2, 3, 4, 5, 6];

const KINDS = { directory: 0o040000, file: 0o100000 };
const LINK = 0o120000;
const KIND_OF_MODE = 0o170000;
const ABSENT = 0;
const EXACT = -1;

/** So many are waited for side by side where storage is slow. */
const PARALLEL_LOOKS = 256;
const LOOKS_BETWEEN_PAUSES = 64;

export function evidenceOf(seen: Seen): Pick<Evidence, "paths" | "states" | "exactStates"> {
  const numbers = new Float64Array(seen.size * STRIDE);
  const paths: string[] = [];
  const exactStates: [number, string][] = [];
  let before = "";
  for (const [path, status] of seen) {
    const place = paths.length;
    const start = sharedLength(before, path);
    const exact = writeState(status, numbers, place * STRIDE);
    numbers[place * STRIDE + START] = start;
    if (exact !== null) exactStates.push([place, exact]);
    paths.push(path.slice(start));
    before = path;
  }
  return { paths, states: Buffer.from(numbers.buffer).toString("base64"), exactStates };
}

/** The paths that were looked at. */
export function pathsOf({ paths, states }: Evidence): readonly string[] {
  const seen = numbersOf(states);
  let path = "";
  return paths.map((rest, place) => {
    path = path.slice(0, seen[place * STRIDE + START]) + rest;
    return path;
  });
}

/** Whether these files were seen, as they are here; `paths` are those of the evidence. */
export function sawFiles(
  { states, exactStates }: Evidence,
  paths: readonly string[],
  files: readonly FileIdentity[],
): boolean {
  const seen = numbersOf(states);
  const exact = new Map(exactStates);
  const places = new Map(paths.map((path, place) => [path, place]));
  return files.every((identity) => {
    const place = places.get(identity.path);
    if (place === undefined) return false;
    const state = exact.get(place) ?? null;
    // A link has the identity of the file that it leads to.
    return [false, true].some((isLink) =>
      isSameStatus({ kind: "file", isLink, identity }, seen, place * STRIDE, state),
    );
  });
}

function numbersOf(states: string): Float64Array {
  return new Float64Array(new Uint8Array(Buffer.from(states, "base64")).buffer);
}

/** Whether a look at each path shows what was seen. */
export async function isAsSeen(
  { paths, states, exactStates }: Evidence,
  storageOf: (path: string) => Storage,
  control: Control,
): Promise<boolean> {
  const seen = numbersOf(states);
  const exact = new Map(exactStates);
  let later: Promise<boolean>[] = [];
  let path = "";
  for (let place = 0; place < paths.length; place++) {
    const at = place * STRIDE;
    path = path.slice(0, seen[at + START]) + paths[place];
    const storage = storageOf(path);
    const look = exact.has(place) ? undefined : storage.lookNow(path);
    if (look !== undefined && !isLink(look)) {
      if (!isSame(look, seen, at)) return false;
    } else {
      const state = exact.get(place) ?? null;
      later.push(storage.status(path).then((status) => isSameStatus(status, seen, at, state)));
      if (later.length === PARALLEL_LOOKS) {
        if ((await Promise.all(later)).includes(false)) return false;
        later = [];
      }
    }
    if (place % LOOKS_BETWEEN_PAUSES === 0 && control.due) await control.pause();
  }
  return !(await Promise.all(later)).includes(false);
}

/** Where it leads to a look does not show: nowhere, perhaps, which is as if it were absent. */
function isLink(look: Look | null): boolean {
  return look !== null && (look.mode & KIND_OF_MODE) === LINK;
}

function isSame(look: Look | null, seen: Float64Array, at: number): boolean {
  if (look === null) return seen[at + KIND] === ABSENT;
  return (
    (look.mode & KIND_OF_MODE) === seen[at + KIND] &&
    look.mtimeMs === seen[at + MODIFIED] &&
    look.ctimeMs === seen[at + CHANGED] &&
    look.size === seen[at + SIZE] &&
    look.ino === seen[at + INODE]
  );
}

function isSameStatus(
  status: Status | null,
  seen: Float64Array,
  at: number,
  exact: string | null,
): boolean {
  const numbers = new Float64Array(STRIDE);
  if (writeState(status, numbers, 0) !== exact) return false;
  return numbers.every((number, i) => i === START || number === seen[at + i]);
}

/** As numbers, or else in the words that are given back: a link is more than what it leads to, and
 * some file systems have inodes that are no exact numbers. */
function writeState(status: Status | null, numbers: Float64Array, at: number): string | null {
  if (status === null) return null;
  const { kind, isLink, identity } = status;
  const [modified, changed, size, inode] = identity.key.split(" ").map(BigInt);
  const isExact = isLink || !(kind === "directory" || kind === "file") || !isSafe(size!, inode!);
  if (isExact) {
    numbers[at + KIND] = EXACT;
    return `${kind} ${isLink} ${identity.key}`;
  }
  numbers[at + KIND] = KINDS[kind];
  numbers[at + MODIFIED] = milliseconds(modified!);
  numbers[at + CHANGED] = milliseconds(changed!);
  numbers[at + SIZE] = Number(size);
  numbers[at + INODE] = Number(inode);
  return null;
}

function isSafe(...numbers: readonly bigint[]): boolean {
  return numbers.every((number) => number <= BigInt(Number.MAX_SAFE_INTEGER));
}

const SECOND = 1_000_000_000n;

/** As Node makes them of a time's seconds and nanoseconds. */
function milliseconds(nanoseconds: bigint): number {
  const rest = ((nanoseconds % SECOND) + SECOND) % SECOND;
  return Number((nanoseconds - rest) / SECOND) * 1000 + Number(rest) / 1_000_000;
}

function sharedLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}
