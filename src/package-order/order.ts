// rez's orderers: what a version is sorted by, greatest first. An orderer is asked for versions that
// no package has, too, because variants are ranked by the bounds of their requirements.

import type { SortKey, VersionOrder } from "../solver/order.ts";
import { Version } from "../version/version.ts";

export type OrderData =
  | { readonly type: "no_order" }
  | { readonly type: "sorted"; readonly descending: boolean }
  | { readonly type: "version_split"; readonly firstVersion: string }
  | SoftTimestamp
  /** An orderer of the user's own, in Python. */
  | { readonly type: "host" };

export interface SoftTimestamp {
  readonly type: "soft_timestamp";
  readonly timestamp: number;
  /** Position in the version, from 1; 0 is none. */
  readonly rank: number;
}

/** By family; "*" is for all others. */
export type OrdersData = { readonly [family: string]: OrderData };

export function orderDataFor(orders: OrdersData, family: string): OrderData | null {
  return (Object.hasOwn(orders, family) ? orders[family] : orders["*"]) ?? null;
}

/** An order that needs to know nothing but the version. */
export function plainOrder(
  data: Exclude<OrderData, { readonly type: "soft_timestamp" | "host" }>,
): VersionOrder | null {
  switch (data.type) {
    case "no_order":
      return { key: () => 0 };
    case "sorted":
      return data.descending ? null : { key: (version) => ({ reversed: version }) };
    case "version_split": {
      const first = Version.parse(data.firstVersion);
      return { key: (version) => [version.compareTo(first) <= 0 ? 1 : 0, version] };
    }
  }
}

/**
 * `firstAfter` is the version from which on a family's packages count as released later; null when
 * all were released before.
 */
export function timestampOrder(rank: number, firstAfter: Version | null): VersionOrder {
  return {
    key(version): SortKey {
      if (firstAfter === null || version.compareTo(firstAfter) < 0) return [1, version];
      if (rank === 0 || version.isInf) return [0, { reversed: version }];
      const kept = version.trim(rank - 1);
      const rest = Version.parse(version.tokens.slice(rank - 1).join("."));
      return [0, { reversed: kept }, rest];
    },
  };
}

/** A released package, as far as a timestamp order wants to know. */
export interface Release {
  readonly version: Version;
  readonly timestamp: () => Promise<number | null>;
}

/** rez's search for that version, over a family's packages in descending order. */
export async function firstVersionAfter(
  { timestamp, rank }: SoftTimestamp,
  releases: readonly Release[],
): Promise<Version | null> {
  let firstAfter: Version | null = null;
  let last = releases.length - 1;
  for (const [i, release] of releases.entries()) {
    const released = await release.timestamp();
    if (!released) continue;
    if (released <= timestamp) {
      last = i;
      break;
    }
    firstAfter = release.version;
  }
  if (rank === 0 || releases.length === 0) return firstAfter;
  // With a rank, the packages that differ from the last one before only below it count as before.
  const before = releases[last]!.version.trim(rank - 1);
  for (let i = last - 1; i >= 0; i--) {
    const { version } = releases[i]!;
    if (!version.trim(rank - 1).equals(before)) return version;
  }
  return null;
}
