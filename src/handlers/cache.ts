// What is kept between calls and between processes.

import { allIsDone } from "../afterwards.ts";
import { KINDS, type Kind, TIERS } from "../cache/statistics.ts";
import { INDEX_KINDS, type IndexKind, type KeptIndex } from "../package-index/kept-index.ts";
import type { cacheEntry } from "../protocol/cache.ts";
import type { TypeOf } from "../protocol/method.ts";
import { describeKept } from "../resolve/kept-resolves.ts";
import { memcachedServers } from "./earlier-resolves.ts";
import type { Handlers } from "./handler.ts";
import { configureCaches } from "./reading.ts";

type Entry = TypeOf<typeof cacheEntry>;

const DAY_SECONDS = 86_400;
/** Of what a resolve depends on, thousands of paths mostly, so many are told. */
const TOLD_PATHS = 20;
const FLUSH_MILLISECONDS = 2000;
/** What was answered before may still be on its way into the caches. */
const SETTLING_MILLISECONDS = 2000;
const SWITCHED_OFF = "it is switched off";

export const cacheHandlers = {
  "cache/statistics": async (_, call) => {
    configureCaches(call);
    await allIsDone(SETTLING_MILLISECONDS);
    const { index, memory, repositories } = call.engine;
    const { statistics } = repositories;
    const { problem = null } = index?.state() ?? {};
    for (const kind of INDEX_KINDS) {
      const evictions = index?.evictions(kind) ?? 0;
      Object.assign(statistics.disk[kind], index?.size(kind), { evictions });
    }
    return {
      counters: TIERS.flatMap((tier) => KINDS.map((kind) => statistics.of(tier, kind))),
      memoryBytes: memory.bytes,
      diskBytes: index?.diskBytes ?? 0,
      problems: [
        ...(problem === null ? [] : [problem]),
        ...(memcachedServers(call)?.problems ?? []),
      ],
    };
  },

  "cache/history": (_, call) => {
    configureCaches(call);
    return { samples: call.engine.history.samples };
  },

  "cache/inspect": async (_, { engine }) => {
    await allIsDone(SETTLING_MILLISECONDS);
    const { file = null, problem = SWITCHED_OFF, contents = null } = engine.index?.state() ?? {};
    const { definitions = 0, listings = 0, answers: resolves = 0, bytes = 0 } = contents ?? {};
    return { file, problem, definitions, listings, resolves, bytes };
  },

  "cache/entries": async ({ kinds, limit }, { engine }) => {
    await allIsDone(SETTLING_MILLISECONDS);
    const { index } = engine;
    index?.state();
    const found = inIndex(kinds).flatMap((kind) =>
      kind === "resolves" ? keptAnswers(index, limit) : keptFolders(index, kind, limit),
    );
    return { entries: found.sort((a, b) => b.bytes - a.bytes).slice(0, limit) };
  },

  "cache/clear": async ({ tiers, kinds }, call) => {
    await allIsDone(SETTLING_MILLISECONDS);
    if (tiers.includes("memory")) call.engine.forget(kinds);
    const inOwn = tiers.includes("disk") ? clearIndex(call.engine.index, inIndex(kinds)) : [];
    const isShared = tiers.includes("memcached") && kinds.includes("resolves");
    const inShared = isShared ? await memcachedServers(call)?.flush(FLUSH_MILLISECONDS) : [];
    return { notCleared: [...inOwn, ...(inShared ?? [])] };
  },
} satisfies Partial<Handlers>;

/** What is still kept. */
function clearIndex(index: KeptIndex | null, kinds: readonly IndexKind[]): readonly string[] {
  if (kinds.length === 0) return [];
  const problem = index === null ? SWITCHED_OFF : index.clear(kinds);
  return problem === null ? [] : [`the index: ${problem}`];
}

function inIndex(kinds: readonly Kind[]): readonly IndexKind[] {
  return INDEX_KINDS.filter((kind) => kinds.includes(kind));
}

function keptAnswers(index: KeptIndex | null, limit: number): Entry[] {
  return (index?.answers(limit) ?? []).map(([question, day, text]) => {
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

function keptFolders(
  index: KeptIndex | null,
  kind: "definitions" | "listings",
  limit: number,
): Entry[] {
  return (index?.folders(kind, limit) ?? []).map(([folder, entries, bytes]) => ({
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
