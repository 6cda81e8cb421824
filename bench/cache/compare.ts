// Compares policies on both families of traces, and preheating with none. `python bench/cache` hands it
// its data.
//   --json    what was found, as JSON, for the suite
//   --tuned   also the family that the policy was chosen on
//   --seeds   of the traces, with commas; --library FILE is a module of an npm library to measure, too

import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { arc, type Cache, engineCache, hitRate, s3Fifo, sieve } from "./hit-rates.ts";
import { optimalHitRate } from "./optimum.ts";
import {
  foreknown,
  type PreheatCounts,
  preheated,
  type Sessions,
  sessionsOfPeople,
  sessionsOfWorker,
  sum,
} from "./preheating.ts";
import { queueTrace } from "./queue.ts";
import { Random } from "./random.ts";
import { type KnownRequest, Requests } from "./requests.ts";
import { type Event, studioTrace } from "./studio.ts";
import { type Trace, traceOf, workingSet } from "./trace.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    tuned: { type: "boolean", default: false },
    seeds: { type: "string", default: "101,102,103" },
    library: { type: "string" },
  },
});

const SHARE = 0.1;
const STUDIO = { days: 40, people: 30, shows: 10 };
const QUEUE_LENGTH = 8_000;
const THRESHOLDS = [0.4, 0.5, 0.6, 0.7, 0.8];

const { repository, requests: texts } = JSON.parse(await text(process.stdin));
const requests = new Requests(repository);
const base: readonly KnownRequest[] = texts.flatMap((each: string[]) => requests.known(each) ?? []);

const makers: Record<string, (capacity: number) => Cache> = {
  "ours, adaptive": (capacity) => engineCache(capacity, true),
  "S3-FIFO": (capacity) => s3Fifo(capacity),
  SIEVE: (capacity) => sieve(capacity),
  ARC: (capacity) => arc(capacity),
};
if (options.library) makers.transitory = await libraryCache(options.library);

type Family = "studio" | "queue";

function eventsOf(family: Family, seed: number): readonly Event[] {
  const random = new Random(seed);
  return family === "studio"
    ? studioTrace(base, requests, random, STUDIO)
    : queueTrace(base, requests, random, QUEUE_LENGTH);
}

function traces(family: Family, seed: number): readonly Trace[] {
  const events = eventsOf(family, seed);
  return [
    traceOf(`${family} ${seed}, all`, events, () => true),
    traceOf(`${family} ${seed}, resolves`, events, (key) => key.startsWith("resolve")),
  ];
}

const seeds = options.seeds.split(",").map(Number);
const print = options.json ? (_: string) => {} : console.log;
/** By trace, and by policy the share that it finds. */
const measured: Record<string, Record<string, number>> = {};
const families = options.tuned ? (["studio", "queue"] as const) : (["queue"] as const);
print(`${base.length} requests; seeds ${seeds.join(", ")}; ${SHARE * 100} % of the working set`);
print("share of bytes found; behind it, how much of the way from LRU to the optimum that is\n");
const names = Object.keys(makers);
print(["".padEnd(24), "LRU   ", "optimum", ...names.map((name) => name.padEnd(15))].join("  "));

for (const family of families) {
  const ways = new Map<string, number[]>();
  for (const trace of seeds.flatMap((seed) => traces(family, seed))) {
    const capacity = workingSet(trace) * SHARE;
    const optimum = optimalHitRate(trace, capacity);
    const lru = hitRate(trace, engineCache(capacity, false));
    const rates: Record<string, number> = { LRU: lru, optimum };
    measured[trace.name] = rates;
    const cells = names.map((name) => {
      const rate = hitRate(trace, makers[name]!(capacity));
      rates[name] = rate;
      const way = (rate - lru) / (optimum - lru);
      const kind = `${trace.name.split(", ")[1]} ${name}`;
      ways.set(kind, [...(ways.get(kind) ?? []), way]);
      return `${percent(rate)} (${way.toFixed(2).padStart(5)})`.padEnd(15);
    });
    print([trace.name.padEnd(24), percent(lru), ` ${percent(optimum)}`, ...cells].join("  "));
  }
  for (const kind of ["all", "resolves"]) {
    const cells = names.map((name) => {
      const each = ways.get(`${kind} ${name}`)!;
      const mean = each.reduce((sum, way) => sum + way, 0) / each.length;
      return mean.toFixed(2).padStart(13).padEnd(15);
    });
    print(
      [`mean way, ${family}, ${kind}`.padEnd(24), "".padEnd(6), "".padEnd(7), ...cells].join("  "),
    );
  }
}
print("\npreheating: first-time misses removed / preheats wasted, by threshold\n");
print(["".padEnd(24), ...THRESHOLDS.map((each) => String(each).padEnd(15))].join("  "));
for (const family of families) {
  const users = seeds.flatMap((seed) => {
    const events = eventsOf(family, seed);
    return family === "studio"
      ? sessionsOfPeople(events)
      : [sessionsOfWorker(events, new Random(seed))];
  });
  printPreheating(family, users, preheated);
  if (family === "queue") printPreheating("queue, all is known", users, foreknown);
}
if (options.json) console.log(JSON.stringify(measured));

function printPreheating(
  name: string,
  users: readonly Sessions[],
  model: (sessions: Sessions, threshold: number) => PreheatCounts,
): void {
  const cells = THRESHOLDS.map((threshold) => {
    const counts = sum(users.map((sessions) => model(sessions, threshold)));
    const removed = percent(counts.removed / counts.firsts);
    return `${removed} /${percent(counts.made === 0 ? 0 : counts.wasted / counts.made)}`.padEnd(15);
  });
  print([name.padEnd(24), ...cells].join("  "));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`.padStart(6);
}

/** transitory's W-TinyLFU, which was the npm library that came nearest. */
async function libraryCache(file: string): Promise<(capacity: number) => Cache> {
  const { newCache } = await import(pathToFileURL(file).href);
  return (capacity) => {
    const cache = newCache()
      .maxSize(capacity)
      .withWeigher((_: number, weight: number) => weight)
      .build();
    return {
      find(item, weight) {
        if (cache.getIfPresent(item) !== null) return true;
        cache.set(item, weight);
        return false;
      },
    };
  };
}
