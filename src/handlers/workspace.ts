// What handlers share: what was read from repositories, for as long as the engine lives, and how a
// call gets at it. Everything here is checked against the file system before it is used.

import { join } from "node:path";
import {
  type CacheConfiguration,
  cacheConfiguration,
  defaultCacheConfiguration,
} from "../cache/configuration.ts";
import { EngineMemory } from "../cache/engine-memory.ts";
import { CacheHistory } from "../cache/history.ts";
import { PredictorFile } from "../cache/predictor-file.ts";
import { Preheater } from "../cache/preheater.ts";
import type { Kind } from "../cache/statistics.ts";
import { Troubles } from "../cache/troubles.ts";
import { forgetVariants } from "../context/environment-source.ts";
import { MemcachedServers } from "../memcached/servers.ts";
import { SharedTexts } from "../memcached/shared-texts.ts";
import { KeptIndex } from "../package-index/kept-index.ts";
import type { OrdersData } from "../package-order/order.ts";
import type { Json, JsonObject } from "../protocol/method.ts";
import { packageRecord } from "../records/records.ts";
import { HostRepository } from "../repository/host-repository.ts";
import { type OpenOptions, openRepositories } from "../repository/paths.ts";
import { Reading } from "../repository/reading.ts";
import {
  type PackageRepository,
  type RepositorySettings,
  repositorySettings,
} from "../repository/repository.ts";
import { RepositoryCache } from "../repository/repository-cache.ts";
import type { VariantPathSettings } from "../repository/variant.ts";
import { AnswerMemory } from "../resolve/answer-memory.ts";
import { FamilyMemory, type PackageSource } from "../resolve/families.ts";
import { type KeptAnswer, KeptResolves } from "../resolve/kept-resolves.ts";
import { lateRequirements } from "../resolve/late-requirements.ts";
import { Orders, releasesNamed } from "../resolve/orders.ts";
import type { ResolveRequest } from "../resolve/resolve.ts";
import { SharedResolves, type SharedStore } from "../resolve/shared-resolves.ts";
import { Visibility, type VisibilityData } from "../resolve/visibility.ts";
import { SolverMemory } from "../solver/family.ts";
import type { SolveOptions } from "../solver/solver.ts";
import type { Call } from "./handler.ts";

/** Set by scripts/build-engine.ts. */
declare const ENGINE_BUILD: string | undefined;

/** Null for an engine that is not built: its evaluator may be another one in a minute. */
const engineBuild = typeof ENGINE_BUILD === "undefined" ? null : ENGINE_BUILD;

/** What the user is to hear of. */
export const troubles = new Troubles();

/** What earlier processes read; null where there is nowhere to keep it, and for an engine that is
 * not built. */
export const packageIndex = openIndex(process.env);

/** What is remembered from call to call, of whatever kind. */
export const engineMemory = new EngineMemory();

export const repositoryCache = new RepositoryCache({
  index: packageIndex,
  memory: engineMemory,
});
export const cacheHistory = new CacheHistory(repositoryCache.statistics, () => engineMemory.bytes);

/** Null where there is nowhere to keep what it learns. */
export const preheater = openPreheater(process.env);

const answers = new AnswerMemory<KeptAnswer>(
  engineMemory,
  repositoryCache.statistics.memory.resolves,
);
const parsedSettings = new WeakMap<JsonObject, RepositorySettings>();

export const resolveMemory = { families: new FamilyMemory(), solver: new SolverMemory() };

let configuration: { readonly of: unknown; readonly is: CacheConfiguration } = {
  of: null,
  is: defaultCacheConfiguration,
};

/** Holds the caches to what this call's settings say of them. */
export function configureCaches({ settings, control }: Call): void {
  // What is made beforehand has the settings of an earlier call.
  if (control.isIdle || settings === configuration.of) return;
  configuration = { of: settings, is: cacheConfiguration(settings.cache) };
  const { maximumDiskBytes, maximumMemoryBytes, adapts, preheats } = configuration.is;
  packageIndex?.limit(maximumDiskBytes);
  engineMemory.configure({ bytes: maximumMemoryBytes, adapts });
  cacheHistory.isWanted = configuration.is.isMonitored;
  const threshold = configuration.is.preheatingThreshold;
  preheater?.configure({ isEnabled: preheats, threshold });
}

/** One look at the repositories: within it every file is read once. */
export function newReading(call: Call, { isBulk = false } = {}): Reading {
  configureCaches(call);
  let settings = parsedSettings.get(call.settings);
  if (settings === undefined) {
    settings = repositorySettings(call.settings);
    parsedSettings.set(call.settings, settings);
  }
  return new Reading({
    settings,
    host: call.host,
    control: call.control,
    cache: repositoryCache,
    isBulk,
  });
}

export function repositoriesAt(
  paths: readonly string[],
  reading: Reading,
  call: Call,
): Promise<readonly PackageRepository[]> {
  return openRepositories(paths, reading, openOptions(call));
}

/** What every method about a resolve is given. */
export interface ProblemParams {
  readonly requests: readonly string[];
  readonly implicits: readonly string[];
  readonly paths: readonly string[];
  readonly filter: VisibilityData | null;
  readonly orders: OrdersData;
  readonly building: boolean;
  readonly testing: boolean;
}

/** What a search may use of earlier ones; who is shown packages may change them for this search. */
export function memoryOf(params: { readonly hasLoadCallback: boolean }): typeof resolveMemory {
  return params.hasLoadCallback
    ? { families: new FamilyMemory(), solver: resolveMemory.solver }
    : resolveMemory;
}

/** The caller's callback, asked after each step of a search; null where there is none. */
export function stepCallback(
  { hasCallback }: { readonly hasCallback: boolean },
  { host }: Call,
): ResolveRequest["onStep"] {
  if (!hasCallback) return null;
  return ({ numSolves, numFails, phaseText }) =>
    host.solverCallback({ numSolves, numFails, phase: phaseText });
}

/** Where a resolve finds its packages; `onLoaded` is told of them when the caller listens. */
export async function packageSource(
  params: ProblemParams,
  call: Call,
  listens = false,
): Promise<PackageSource> {
  const reading = newReading(call);
  const configured = call.settings.packages_path as readonly string[];
  // rez searches its settings' paths for an empty list, and still reports the list as empty.
  const searched = params.paths.length > 0 ? params.paths : configured;
  return {
    paths: params.paths,
    repositories: await repositoriesAt(searched, reading, call),
    reading,
    building: { build: params.building },
    visibility: params.filter === null ? null : new Visibility(params.filter, call.host),
    orders: new Orders(params.orders, {
      host: call.host,
      // rez's own paths, whatever the paths of this resolve.
      releases: async (name) =>
        releasesNamed(name, await repositoriesAt(configured, reading, call), reading),
    }),
    evaluateLate: (loaded, keys) => {
      reading.forbidKeeping();
      return lateRequirements(loaded, keys, call.host);
    },
    onLoaded: async (loaded) => {
      if (!listens) return [];
      return (await call.host.packageLoaded({ packages: loaded.map(packageRecord) })).variants;
    },
  };
}

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
    releasePaths: ranksByRelease
      ? [workingDirectory, ...(call.settings.packages_path as readonly string[])]
      : null,
  };
  const kept = packageIndex && new KeptResolves(packageIndex, answers, question, source);
  const store = ranksByRelease ? null : sharedStore(call);
  return { kept, shared: store && new SharedResolves(store, question, source) };
}

let memcached: { readonly uris: string; readonly servers: MemcachedServers } | null = null;

/** The studio's servers, which the settings name; null where there are none. */
export function memcachedServers({ settings }: Pick<Call, "settings">): MemcachedServers | null {
  const addresses = (settings.memcached_uri ?? []) as readonly string[];
  if (addresses.length === 0 && memcached === null) return null;
  const uris = JSON.stringify(addresses);
  if (memcached?.uris !== uris) {
    memcached?.servers.close();
    memcached = { uris, servers: new MemcachedServers(addresses, troubles.add) };
  }
  return addresses.length === 0 ? null : memcached.servers;
}

function sharedStore(call: Call): SharedStore | null {
  const { settings } = call;
  const servers = memcachedServers(call);
  const { memcachedMilliseconds } = configuration.is;
  const isUsed = settings.resolve_caching !== false && memcachedMilliseconds > 0;
  if (!servers || servers.isEmpty || engineBuild === null || !isUsed) return null;
  const minimum = settings.memcached_resolve_min_compress_len;
  const texts = new SharedTexts(servers, `${engineBuild} ${process.platform} ${process.arch}`);
  return {
    text: (question) => texts.text(question, memcachedMilliseconds),
    keep: (question, text) => texts.keep(question, text, typeof minimum === "number" ? minimum : 0),
  };
}

/** rez folds the case of locations on Windows alone. */
export function openOptions(call: Call): OpenOptions {
  return {
    workingDirectory: textOr(call.settings.working_directory, "/"),
    caseSensitive: process.platform !== "win32",
    outside: (type, location) => hostRepository(type, location, call),
  };
}

/** One for each place within a call: it asks Python for nothing twice. */
function hostRepository(type: string, location: string, call: Call): PackageRepository {
  let known = hostRepositories.get(call);
  if (known === undefined) {
    known = new Map();
    hostRepositories.set(call, known);
  }
  const path = `${type}@${location}`;
  const repository = known.get(path) ?? new HostRepository(type, location, call.host);
  known.set(path, repository);
  return repository;
}

const hostRepositories = new WeakMap<Call, Map<string, PackageRepository>>();

export function variantPathSettings(settings: JsonObject): VariantPathSettings {
  return {
    use_variant_shortlinks: settings.use_variant_shortlinks !== false,
    variant_shortlinks_dirname: textOr(settings.variant_shortlinks_dirname, "_v"),
  };
}

export function forgetEverything(): void {
  forgetKept(["definitions", "listings", "resolves"]);
  packageIndex?.forget();
}

/** Forgets what this process keeps in its memory. */
export function forgetKept(kinds: readonly Kind[]): void {
  for (const kind of ["listings", "definitions"] as const) {
    if (kinds.includes(kind)) repositoryCache.folders.clear(kind);
  }
  if (kinds.includes("environments")) forgetVariants(repositoryCache);
  if (kinds.includes("resolves")) answers.clear();
  resolveMemory.families.clear();
}

function openIndex({ REZ_NEXT_CACHE, REZ_NEXT_INDEX }: NodeJS.ProcessEnv): KeptIndex | null {
  if (!REZ_NEXT_CACHE || REZ_NEXT_INDEX === "0" || engineBuild === null) return null;
  const folder = join(REZ_NEXT_CACHE, "index");
  return new KeptIndex({ folder, build: engineBuild, warn: troubles.add });
}

function openPreheater({ REZ_NEXT_CACHE }: NodeJS.ProcessEnv): Preheater | null {
  if (packageIndex === null || !REZ_NEXT_CACHE) return null;
  const file = new PredictorFile(join(REZ_NEXT_CACHE, "index", "requests.json"), troubles.add);
  return new Preheater(file, repositoryCache.statistics.memory.resolves);
}

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
