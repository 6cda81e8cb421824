// How definitions and listings look in the database. A row carries a checksum: a damaged file must
// not change what a package says.

import { sep } from "node:path";
import type { EvaluatedBy } from "../definition/definition.ts";
import { DefinitionText, definitionText } from "../definition/definition-text.ts";
import { RezError } from "../errors.ts";
import type { DefinitionFile } from "../repository/definition-file.ts";
import type { Listing } from "../repository/listing.ts";
import type { KeptDefinition, KeptListing } from "../repository/package-index.ts";
import type { Entry } from "../repository/storage.ts";

type Facts = readonly [
  ownRecord: string | null,
  formatVersion: number | null,
  evaluatedBy: string,
  isValid: number,
  hasTimestamp: number,
];

/** What is in the column of who evaluated it when that gave an error: the text then tells of it. */
const NOBODY = "";

/** folder, name, identity, real path, text, facts, checksum */
export type DefinitionRow = readonly [
  string,
  string,
  string,
  string | null,
  string,
  ...Facts,
  number,
];
/** folder, name, identity, entries, checksum */
export type ListingRow = readonly [string, string, string, string, number];

/** What an array of a row's columns after the folder is. */
export type StoredDefinition = readonly [string, string, string | null, string, ...Facts, number];
export type StoredListing = readonly [string, string, string, number];
/** The day of its last use, checksum, text. */
export type StoredAnswer = readonly [number, number, string];

/** Larger ones are read faster than they are kept. */
const MAXIMUM_LENGTH = 1_000_000;

/** A path as a family and what lies in it: all definitions of a family are fetched at once. */
export function placeOfDefinition(path: string): readonly [folder: string, name: string] {
  const end = path.lastIndexOf(sep, path.lastIndexOf(sep) - 1);
  return [path.slice(0, Math.max(end, 0)), path.slice(end + 1)];
}

export function placeOfListing(path: string): readonly [folder: string, name: string] {
  const end = path.lastIndexOf(sep);
  return [path.slice(0, Math.max(end, 0)), path.slice(end + 1)];
}

/** Null for what the database could not give back as it was. */
export function definitionRow(file: DefinitionFile): DefinitionRow | null {
  const { path } = file.identity;
  const { realPath } = file;
  const [text, ...facts] = columnsOf(file);
  if (!canKeep(path, text) || realPath?.isWellFormed() === false) return null;
  const { key } = file.identity;
  const sum = checksum(path, key, realPath ?? "", text, facts.join(" "));
  return [...placeOfDefinition(path), key, realPath, text, ...facts, sum];
}

function columnsOf({ identity, data, error }: DefinitionFile): readonly [string, ...Facts] {
  if (!data) {
    const { type, message, data: details } = error!;
    return [JSON.stringify({ type, message, data: details }), null, null, NOBODY, 0, 0];
  }
  // What is wrong with it is found out while nobody waits: it is a third of the time of a scan.
  const kept = definitionText(data, identity.path);
  const { text, ownRecord, formatVersion, evaluatedBy, isValid, hasTimestamp } = kept;
  return [text, ownRecord, formatVersion, evaluatedBy, Number(isValid), Number(hasTimestamp)];
}

export function listingRow({ path, identity, entries }: Listing): ListingRow | null {
  const text = entries.map(({ kind, name }) => `${kind[0]}${name}`).join("/");
  if (!canKeep(path, text)) return null;
  const { key } = identity;
  return [...placeOfListing(path), key, text, checksum(path, key, text)];
}

export function keptDefinition(
  path: string,
  [, identity, realPath, text, ...rest]: StoredDefinition,
): KeptDefinition {
  return {
    identity,
    realPath,
    contents: () => {
      const [ownRecord, formatVersion, evaluatedBy, isValid, hasTimestamp, sum] = rest;
      const facts = rest.slice(0, -1).join(" ");
      if (checksum(path, identity, realPath ?? "", text, facts) !== sum) return null;
      if (evaluatedBy === NOBODY) {
        const error = parsedError(text);
        return error && { data: null, error };
      }
      const data = new DefinitionText({
        text,
        ownRecord,
        formatVersion,
        evaluatedBy: evaluatedBy as EvaluatedBy,
        isValid: isValid === 1,
        hasTimestamp: hasTimestamp === 1,
      });
      return { data, error: null };
    },
  };
}

export function keptListing(path: string, [, identity, text, sum]: StoredListing): KeptListing {
  return {
    identity,
    entries: () => (checksum(path, identity, text) === sum ? entriesOf(text) : null),
  };
}

/** Null for what the database could not give back as it was, or what is too long. */
export function answerRow(question: string, text: string, day: number): StoredAnswer | null {
  return canKeep(question, text) ? [day, checksum(question, text), text] : null;
}

export function keptAnswer(question: string, [, sum, text]: StoredAnswer): string | null {
  return checksum(question, text) === sum ? text : null;
}

const KINDS: { readonly [letter: string]: Entry["kind"] } = {
  d: "directory",
  f: "file",
  l: "link",
  o: "other",
};

function entriesOf(text: string): readonly Entry[] {
  if (text === "") return [];
  return text.split("/").map((entry) => ({ name: entry.slice(1), kind: KINDS[entry[0]!]! }));
}

function parsedError(text: string): RezError | null {
  try {
    const { type, message, data } = JSON.parse(text);
    return new RezError(type, message, data);
  } catch {
    return null;
  }
}

/** A name that is no Unicode would come back as another one. */
function canKeep(path: string, text: string): boolean {
  return text.length <= MAXIMUM_LENGTH && path.isWellFormed() && text.isWellFormed();
}

let crc32: ((text: string, value?: number) => number) | null = null;

function checksum(...texts: readonly string[]): number {
  // Loaded with the first row: most modules of Node cost more to load than a query.
  crc32 ??= process.getBuiltinModule("node:zlib").crc32;
  return crc32(texts.join("\0"));
}
