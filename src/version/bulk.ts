// Many versions at once: sorted, filtered, grouped, in one call for whole catalogues.

import type { SemVer } from "semver";
// One function of it: the whole library takes 11 ms to load.
import parseSemver from "semver/functions/parse.js";
import { versionOrder } from "./radix-order.ts";
import type { VersionRange } from "./range.ts";
import { Version } from "./version.ts";

/** In rez's order; equal versions keep the order they came in, also when reversed. */
export function sortVersions(texts: readonly string[], descending = false): string[] {
  // Backwards and reversed again, a stable ascending sort is a stable descending one.
  const given = descending ? texts.toReversed() : texts;
  const order = versionOrder(given);
  const sorted = order === null ? sortedOneByOne(given) : inOrder(given, order);
  return descending ? sorted.reverse() : sorted;
}

function sortedOneByOne(texts: readonly string[]): string[] {
  return texts
    .map(Version.parse)
    .sort((a, b) => a.compareTo(b))
    .map(String);
}

function inOrder(texts: readonly string[], order: Uint32Array): string[] {
  const sorted: string[] = [];
  for (let place = 0; place < order.length; place++) sorted.push(texts[order[place]!]!);
  return sorted;
}

export function filterVersions(texts: readonly string[], range: VersionRange): string[] {
  return texts.filter((text) => range.contains(Version.parse(text)));
}

/** The greatest, of equal ones the first; null when there is none. */
export function latestVersion(texts: readonly string[], range: VersionRange | null): string | null {
  let latest: Version | null = null;
  for (const text of texts) {
    const version = Version.parse(text);
    if (range !== null && !range.contains(version)) continue;
    if (latest === null || version.compareTo(latest) > 0) latest = version;
  }
  return latest === null ? null : latest.text;
}

/** By first token, groups and members in the order they came in; "" has no token and is its own. */
export function groupByMajor(texts: readonly string[]): [major: string, versions: string[]][] {
  const groups = new Map<string, string[]>();
  for (const text of texts) {
    const major = Version.parse(text).tokens[0]?.text ?? "";
    const group = groups.get(major);
    if (group === undefined) groups.set(major, [text]);
    else group.push(text);
  }
  return [...groups];
}

/**
 * In the precedence of semver.org, where `1.0.0-rc.1` comes before `1.0.0`. What is no semantic
 * version has no place in it and comes first, in rez's order. Equal ones keep their order.
 */
export function sortSemver(texts: readonly string[], descending = false): string[] {
  const sign = descending ? -1 : 1;
  const semantic: SemVer[] = [];
  const others: string[] = [];
  for (const text of texts) {
    const parsed = parseSemver(text);
    if (parsed !== null && parsed.raw === text && !text.startsWith("v")) semantic.push(parsed);
    else others.push(text);
  }
  const sorted = semantic.sort((a, b) => sign * a.compare(b)).map((each) => each.raw);
  const rest = sortVersions(others, descending);
  return descending ? [...sorted, ...rest] : [...rest, ...sorted];
}
