// What is known of a name or a range that nothing satisfies: names close to it, the versions that
// exist, and what a timestamp, a filter or an ignore file keeps out of sight.

import type { Requirement } from "../version/requirement.ts";
import { Version } from "../version/version.ts";
import type { Facts } from "./facts.ts";
import type { Oracle } from "./oracle.ts";
import type { HiddenPackage } from "./source.ts";
import { VisibleFamily } from "./version-names.ts";

export interface Missing {
  readonly name: string;
  readonly isFamilyMissing: boolean;
  /** What was asked of it, by requests and by packages. */
  readonly wanted: readonly string[];
  /** Whether any visible version fits one of `wanted`. */
  readonly isWantedThere: boolean;
  readonly existing: string;
  readonly near: readonly string[];
  readonly paths: readonly string[];
  /** Those that `wanted` covers. */
  readonly hidden: readonly HiddenPackage[];
}

const MOST_NEAR = 5;

export async function describeMissing(
  name: string,
  requests: readonly Requirement[],
  { facts, families }: Facts,
  oracle: Oracle,
): Promise<Missing> {
  const { source } = oracle;
  const needed = facts
    .flatMap((fact) => fact.alternatives.flat())
    .filter((each) => each.name === name && !each.conflict);
  const asked = requests.filter((each) => each.name === name && !each.conflict);
  const wanted = [...asked, ...needed];
  const isEphemeral = name.startsWith(".");
  const isFamilyMissing = !isEphemeral && isNone(oracle, name);
  const family = families.get(name) ?? new VisibleFamily(name, []);
  const fits = (version: Version): boolean =>
    wanted.some(({ range }) => range === null || range.contains(version));
  const hidden = isEphemeral ? [] : await source.hidden(name);
  return {
    name,
    isFamilyMissing,
    wanted: [...new Set(wanted.map(String))],
    isWantedThere: isEphemeral || family.versions.some(fits),
    existing: family.existing,
    near: isFamilyMissing ? nearNames(name, await source.familyNames()) : [],
    paths: source.problem.paths,
    hidden: hidden.filter(({ version }) => fits(Version.parse(version))),
  };
}

function isNone(oracle: Oracle, name: string): boolean {
  const family = oracle.source.problem.family(name);
  return family === null || (family !== "unknown" && family.versions.length === 0);
}

/** Nearest first: the same but for case and separators, then few typing slips, then parts. */
export function nearNames(name: string, names: readonly string[]): string[] {
  const plain = plainly(name);
  const most = Math.max(1, Math.floor(plain.length / 3));
  const ranked: { name: string; distance: number }[] = [];
  for (const other of new Set(names)) {
    if (other === name) continue;
    const otherPlain = plainly(other);
    const distance = slips(plain, otherPlain, most);
    if (distance <= most) ranked.push({ name: other, distance });
    else if (isPart(plain, otherPlain)) ranked.push({ name: other, distance: most + 1 });
  }
  ranked.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return ranked.slice(0, MOST_NEAR).map((each) => each.name);
}

function plainly(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, "");
}

function isPart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && (long.startsWith(short) || long.endsWith(short));
}

/** Letters inserted, left out, replaced or swapped with their neighbour; more than `most` is more. */
function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + same);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
