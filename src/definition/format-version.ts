// `format_version`: which rez wrote the file. It is taken out of the data; a newer one is only a warning.

import type { Tagged } from "../python-source/tagged.ts";
import type { Attributes } from "./definition.ts";

const SUPPORTED = 2;

export function takeFormatVersion(data: Attributes): {
  readonly data: Attributes;
  readonly formatVersion: number | null;
} {
  if (!Object.hasOwn(data, "format_version")) return { data, formatVersion: null };
  const { format_version, ...rest } = data;
  return { data: rest, formatVersion: asInteger(format_version as Tagged) };
}

/** rez's warning for a file of a newer rez, or null. */
export function formatVersionWarning(file: string, version: number | null): string | null {
  if (version === null || version <= SUPPORTED) return null;
  return (
    `Loading from ${file} may fail: newer format version (${version}) than current ` +
    `format version (${SUPPORTED})`
  );
}

function asInteger(value: Tagged): number | null {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string" && /^\s*[-+]?\d+\s*$/.test(value)) return Number(value);
  return null;
}
