// What is kept between calls and between processes.

import { KINDS, type Kind, TIERS } from "../cache/statistics.ts";
import { INDEX_KINDS, type IndexKind } from "../package-index/kept-index.ts";
import type { cacheEntry } from "../protocol/cache.ts";
import type { TypeOf } from "../protocol/method.ts";
import { describeKept } from "../resolve/kept-resolves.ts";
import type { Handlers } from "./handler.ts";
import {
  cacheHistory,
  configureCaches,
  engineMemory,
  forgetKept,
  memcachedServers,
  packageIndex,
  repositoryCache,
} from "./workspace.ts";

type Entry = TypeOf<typeof cacheEntry>;

const DAY_SECONDS = 86_400;
/** Of what a resolve depends on, thousands of paths mostly, so many are told. */
const TOLD_PATHS = 20;
const FLUSH_MILLISECONDS = 2000;
const SWITCHED_OFF = "it is switched off";

export const cacheHandlers = {
  "cache/statistics": (_, call) => {
    configureCaches(call);
    const { statistics } = repositoryCache;
    const { problem = null } = packageIndex?.state() ?? {};
    for (const kind of INDEX_KINDS) {
      const evictions = packageIndex?.evictions(kind) ?? 0;
      Object.assign(statistics.disk[kind], packageIndex?.size(kind), { evictions });
    }
    return {
      counters: TIERS.flatMap((tier) => KINDS.map((kind) => statistics.of(tier, kind))),
      memoryBytes: engineMemory.bytes,
      diskBytes: packageIndex?.diskBytes ?? 0,
      problems: [
        ...(problem === null ? [] : [problem]),
        ...(memcachedServers(call)?.problems ?? []),
      ],
    };
  },

  "cache/history": (_, call) => {
    configureCaches(call);
    return { samples: [...cacheHistory.samples] };
  },

  "cache/inspect": () => {
    const { file = null, problem = SWITCHED_OFF, contents = null } = packageIndex?.state() ?? {};
    const { definitions = 0, listings = 0, answers: resolves = 0, bytes = 0 } = contents ?? {};
    return { file, problem, definitions, listings, resolves, bytes };
  },

  "cache/entries": ({ kinds, limit }) => {
    packageIndex?.state();
    const found = inIndex(kinds).flatMap((kind) =>
      kind === "resolves" ? keptAnswers(limit) : keptFolders(kind, limit),
    );
    return { entries: found.sort((a, b) => b.bytes - a.bytes).slice(0, limit) };
  },

  "cache/clear": async ({ tiers, kinds }, call) => {
    if (tiers.includes("memory")) forgetKept(kinds);
    const inOwn = tiers.includes("disk") ? clearIndex(inIndex(kinds)) : [];
    const isShared = tiers.includes("memcached") && kinds.includes("resolves");
    const inShared = isShared ? await memcachedServers(call)?.flush(FLUSH_MILLISECONDS) : [];
    return { notCleared: [...inOwn, ...(inShared ?? [])] };
  },
} satisfies Partial<Handlers>;

/** What is still kept. */
function clearIndex(kinds: readonly IndexKind[]): readonly string[] {
  if (kinds.length === 0) return [];
  const problem = packageIndex === null ? SWITCHED_OFF : packageIndex.clear(kinds);
  return problem === null ? [] : [`the index: ${problem}`];
}

function inIndex(kinds: readonly Kind[]): readonly IndexKind[] {
  return INDEX_KINDS.filter((kind) => kinds.includes(kind));
}

function keptAnswers(limit: number): Entry[] {
  return (packageIndex?.answers(limit) ?? []).map(([question, day, text]) => {
    const { name, dependsOn } = describeKept(question, text);
    return {
      tier: "disk",
      kind: "resolves",
      name,
      entries: 1,
      bytes: text.length,
      made: null,
      used: day * DAY_SECONDS,
      dependsOn: dependsOn.slice(0, TOLD_PATHS),
      dependsOnCount: dependsOn.length,
    };
  });
}

function keptFolders(kind: "definitions" | "listings", limit: number): Entry[] {
  return (packageIndex?.folders(kind, limit) ?? []).map(([folder, entries, bytes]) => ({
    tier: "disk",
    kind,
    name: folder,
    entries,
    bytes,
    made: null,
    used: null,
    dependsOn: [folder],
    dependsOnCount: entries,
  }));
}
