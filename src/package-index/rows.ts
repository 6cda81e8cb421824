// How definitions and listings look in the database. A row carries a checksum: a damaged file must
// not change what a package says.

import { sep } from "node:path";
import { PackageDefinition } from "../definition/definition.ts";
import type { DefinitionData } from "../definition/load.ts";
import { RezError } from "../errors.ts";
import { identityKey } from "../repository/identity.ts";
import type { Listing } from "../repository/listing.ts";
import type { KeptDefinition, KeptListing } from "../repository/package-index.ts";
import type { DefinitionFile } from "../repository/reading.ts";
import type { Entry } from "../repository/storage.ts";

/** folder, name, identity, real path, contents, checksum */
export type DefinitionRow = readonly [string, string, string, string | null, string, number];
/** folder, name, identity, entries, checksum */
export type ListingRow = readonly [string, string, string, string, number];

/** What an array of a row's columns after the folder is. */
export type StoredDefinition = readonly [string, string, string | null, string, number];
export type StoredListing = readonly [string, string, string, number];
/** The day of its last use, checksum, text. */
export type StoredAnswer = readonly [number, number, string];

/** Larger ones are read faster than they are kept. */
const MAXIMUM_LENGTH = 1_000_000;

type Contents =
  | (DefinitionData & { readonly error?: undefined })
  | { readonly error: Pick<RezError, "type" | "message" | "data"> };

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
  const { identity, realPath, data, error } = file;
  const contents: Contents = data
    ? { ...data, isValid: isAlwaysValid(identity.path, data) }
    : { error: { type: error!.type, message: error!.message, data: error!.data } };
  const text = JSON.stringify(contents);
  if (!canKeep(identity.path, text) || realPath?.isWellFormed() === false) return null;
  const key = identityKey(identity);
  const sum = checksum(identity.path, key, realPath ?? "", text);
  return [...placeOfDefinition(identity.path), key, realPath, text, sum];
}

/** Found out while nobody waits: it is a third of the time of a scan. */
function isAlwaysValid(path: string, data: DefinitionData): boolean {
  const fields = { ...data, name: "", version: "", uri: path, file: path };
  return new PackageDefinition(fields, anySettings).isAlwaysValid;
}

const anySettings = {
  disable_rez_1_compatibility: true,
  error_old_commands: false,
  env_var_separators: {},
};

export function listingRow({ path, identity, entries }: Listing): ListingRow | null {
  const text = entries.map(({ kind, name }) => `${kind[0]}${name}`).join("/");
  if (!canKeep(path, text)) return null;
  const key = identityKey(identity);
  return [...placeOfListing(path), key, text, checksum(path, key, text)];
}

export function keptDefinition(
  path: string,
  [, identity, realPath, text, sum]: StoredDefinition,
): KeptDefinition {
  return {
    identity,
    realPath,
    contents: () => {
      if (checksum(path, identity, realPath ?? "", text) !== sum) return null;
      const contents = parsed(text);
      if (contents === null) return null;
      if (contents.error === undefined) return { data: contents, error: null };
      const { type, message, data } = contents.error;
      return { data: null, error: new RezError(type, message, data) };
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

function parsed(text: string): Contents | null {
  try {
    return JSON.parse(text);
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
