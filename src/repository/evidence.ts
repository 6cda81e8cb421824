// What a reading saw of the disk, as data: a later reading that sees the same would read the same. A
// resolve looks at some thousand paths, so they are kept without what they share with the one before.
// A digest of what was at them would be smaller still, but a process that has just started takes
// longer to load Node's crypto than to read the states themselves.

import type { Status } from "./storage.ts";

export interface Evidence {
  /** Made by `joined`. */
  readonly paths: string;
  /** What was at each path; made by `statesOf`. */
  readonly states: string;
  /** Files with links resolved, of those that lie behind a link. */
  readonly realPaths: readonly (readonly [path: string, real: string])[];
  /** Locations of repositories as they were named, with links resolved. */
  readonly folderPaths: readonly (readonly [path: string, real: string])[];
}

export function statesOf(statuses: readonly (Status | null)[]): string {
  return statuses.map(stateOf).join(";");
}

function stateOf(status: Status | null): string {
  if (status === null) return "";
  const { kind, isLink, identity } = status;
  return `${kind[0]}${isLink ? "l" : ""}${identity.key}`;
}

/** No path has a null character. */
const END = "\0";

export function joined(paths: Iterable<string>): string {
  const parts: string[] = [];
  let before = "";
  for (const path of paths) {
    const shared = sharedLength(before, path);
    parts.push(`${shared} ${path.slice(shared)}`);
    before = path;
  }
  return parts.join(END);
}

export function split(text: string): readonly string[] {
  let before = "";
  return text.split(END).map((part) => {
    const space = part.indexOf(" ");
    before = before.slice(0, Number(part.slice(0, space))) + part.slice(space + 1);
    return before;
  });
}

function sharedLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}
