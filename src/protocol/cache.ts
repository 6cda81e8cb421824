// What is kept between calls and between processes: how much it helps, what it is, and how to be rid
// of it.

import * as z from "zod/mini";
import { record, request } from "./method.ts";

const tier = () => z.enum(["memory", "disk", "memcached"]);
const kind = () => z.enum(["definitions", "listings", "resolves", "environments"]);

const counters = record("CacheCounters", "What one tier did for one kind of thing.", () =>
  z.object({
    tier: tier(),
    kind: kind(),
    hits: z.int(),
    misses: z.int(),
    /** Kept, and not true any more. */
    stale: z.int(),
    evictions: z.int(),
    entries: z.int(),
    bytes: z.int(),
    savedMilliseconds: z.number(),
    preheatsMade: z.int(),
    preheatsUsed: z.int(),
    preheatsWasted: z.int(),
  }),
);

export const statistics = request("cache/statistics", {
  isRepeatable: true,
  description: "What the tiers of the cache found and saved since the engine started.",
  params: () => z.object({}),
  result: () =>
    z.object({
      counters: z.array(counters()),
      /** Of what the engine remembers. */
      memoryBytes: z.int(),
      /** Of the files of the index. */
      diskBytes: z.int(),
      /** What does without a tier, and why. */
      problems: z.array(z.string()),
    }),
});

export const history = request("cache/history", {
  isRepeatable: true,
  description: "What the caches had found and saved at some times, while that was noted down.",
  params: () => z.object({}),
  result: () =>
    z.object({
      samples: z.array(
        z.object({
          /** Milliseconds since the epoch. */
          time: z.number(),
          hits: z.int(),
          asked: z.int(),
          savedMilliseconds: z.number(),
          memoryBytes: z.int(),
        }),
      ),
    }),
});

export const inspect = request("cache/inspect", {
  isRepeatable: true,
  description: "Where the index of packages lies, and what it holds.",
  params: () => z.object({}),
  result: () =>
    z.object({
      file: z.nullable(z.string()),
      problem: z.nullable(z.string()),
      definitions: z.int(),
      listings: z.int(),
      /** Resolves that were made and may be given again. */
      resolves: z.int(),
      bytes: z.int(),
    }),
});

export const cacheEntry = record("CacheEntry", "Something that is kept.", () =>
  z.object({
    tier: tier(),
    kind: kind(),
    /** A request, or the folder of what was read. */
    name: z.string(),
    /** How many things are kept under the name. */
    entries: z.int(),
    bytes: z.int(),
    /** In seconds since the epoch; null where nobody noted it down. */
    made: z.nullable(z.number()),
    used: z.nullable(z.number()),
    /** Paths that are looked at before it is used; of very many the first. */
    dependsOn: z.array(z.string()),
    dependsOnCount: z.int(),
  }),
);

export const entries = request("cache/entries", {
  isRepeatable: true,
  description: "What is kept, the largest first.",
  params: () => z.object({ kinds: z.array(kind()), limit: z.int() }),
  result: () => z.object({ entries: z.array(cacheEntry()) }),
});

export const clear = request("cache/clear", {
  isRepeatable: true,
  description: "Forgets what is kept, which fills again as packages are read.",
  params: () => z.object({ tiers: z.array(tier()), kinds: z.array(kind()) }),
  result: () =>
    z.object({
      /** What is still kept, and why. */
      notCleared: z.array(z.string()),
    }),
});
