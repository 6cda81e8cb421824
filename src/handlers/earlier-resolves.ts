// Where the answer to a resolve may be found that was made before: this user's own, and the studio's.

import type { MemcachedServers } from "../memcached/servers.ts";
import { SharedTexts } from "../memcached/shared-texts.ts";
import type { PackageSource } from "../resolve/families.ts";
import { KeptResolves } from "../resolve/kept-resolves.ts";
import { SharedResolves, type SharedStore } from "../resolve/shared-resolves.ts";
import type { SolveOptions } from "../solver/solver.ts";
import type { Call } from "./handler.ts";
import type { ProblemParams } from "./problem.ts";
import { openOptions } from "./reading.ts";

/** Earlier answers to this very question, of this user and of the studio; null where none can be kept. */
export function earlierResolves(
  params: ProblemParams & {
    readonly caching: boolean;
    readonly hasCallback: boolean;
    readonly hasLoadCallback: boolean;
  },
  options: SolveOptions,
  source: PackageSource,
  call: Call,
): { readonly kept: KeptResolves | null; readonly shared: SharedResolves | null } {
  const { index, answers } = call.engine;
  const { requests, implicits, filter, orders, testing } = params;
  const asksHost =
    params.hasCallback ||
    params.hasLoadCallback ||
    filter?.askHost ||
    Object.values(orders).some(({ type }) => type === "host") ||
    source.repositories.some(({ type }) => type !== "filesystem");
  const { timeLimit, ...limits } = options;
  const isTimed = timeLimit !== -1;
  if (!params.caching || asksHost || isTimed) return { kept: null, shared: null };
  const { workingDirectory } = openOptions(call);
  const ranksByRelease = Object.values(orders).some(({ type }) => type === "soft_timestamp");
  const question = {
    requests: [...requests, ...implicits],
    options: limits,
    filter,
    orders,
    testing,
    releasePaths: ranksByRelease ? [workingDirectory, ...call.settings.packages_path] : null,
  };
  const kept = index && new KeptResolves(index, answers, question, source);
  const store = ranksByRelease ? null : sharedStore(call);
  return { kept, shared: store && new SharedResolves(store, question, source) };
}

/** The studio's servers, which the settings name; null where there are none. */
export function memcachedServers({ engine, settings }: Call): MemcachedServers | null {
  return engine.memcachedServers(settings.memcached_uri);
}

function sharedStore(call: Call): SharedStore | null {
  const { engine, settings } = call;
  const servers = memcachedServers(call);
  const { memcachedMilliseconds } = engine.configuration;
  const isUsed = settings.resolve_caching && memcachedMilliseconds > 0;
  if (!servers || servers.isEmpty || engine.build === null || !isUsed) return null;
  const texts = new SharedTexts(servers, `${engine.build} ${process.platform} ${process.arch}`);
  return {
    text: (question) => texts.text(question, memcachedMilliseconds),
    keep: (question, text) =>
      texts.keep(question, text, settings.memcached_resolve_min_compress_len),
  };
}
