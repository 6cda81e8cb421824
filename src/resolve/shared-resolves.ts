// Resolves that anybody in the studio has made, in memcached. Whoever reaches a server can write there,
// so an entry is only a claim: that of the packages on this machine's disk, these are chosen. It names
// them and no more, not where they lie or what they say; it must be a solution of the request among the
// packages that this user sees, and all that it says it was made from must look here as it did there.
// What a forged one can still do is to choose another solution; docs/caching.md says so.

import { sep } from "node:path";
import type { Counters } from "../cache/statistics.ts";
import { parsePackageRequest } from "../definition/request.ts";
import { definedVariant } from "../records/records.ts";
import { type Evidence, pathsOf, sawFiles } from "../repository/evidence.ts";
import { readHandle } from "../repository/handle.ts";
import type { FileIdentity } from "../repository/identity.ts";
import type { Reading } from "../repository/reading.ts";
import type {
  LoadedPackage,
  PackageRepository,
  PackageResource,
} from "../repository/repository.ts";
import { requirementsOf, type Variant, variantsOf } from "../repository/variant.ts";
import { Cancelled } from "../slices.ts";
import type { Requirement } from "../version/requirement.ts";
import { VersionedObject } from "../version/versioned-object.ts";
import type { PackageSource } from "./families.ts";
import type { Answer, ResolveQuestion } from "./kept-resolves.ts";
import { isPlainGraph } from "./shared-graph.ts";

/** What anybody may have written; what it gives is to be doubted. */
export interface SharedStore {
  text(question: string): Promise<string | null>;
  keep(question: string, text: string): Promise<void>;
}

interface SharedResolve {
  readonly variants: readonly SharedVariant[];
  readonly graph: string;
  readonly loadedCount: number;
  readonly milliseconds: number;
  readonly evidence: Evidence;
}

type SharedVariant = readonly [
  repository: number,
  name: string,
  version: string,
  index: number | null,
];

/** Each that a forged entry names costs a look; resolves have some hundred. */
const MAXIMUM_VARIANTS = 2_000;
const IS_UP = /(?:^|[/\\])\.\.?(?:[/\\]|$)/;

export class SharedResolves {
  readonly #store: SharedStore;
  readonly #question: string;
  readonly #requests: readonly string[];
  readonly #source: PackageSource;
  readonly #locations: readonly string[];
  /** The same, each as what the paths in it begin with. */
  readonly #folders: readonly string[];

  constructor(store: SharedStore, question: ResolveQuestion, source: PackageSource) {
    this.#store = store;
    this.#source = source;
    this.#requests = question.requests;
    this.#locations = source.repositories.map(({ location }) => location);
    this.#folders = this.#locations.map((location) => `${location}${sep}`);
    const { paths, building, reading } = source;
    this.#question = JSON.stringify([question, paths, this.#locations, building, reading.settings]);
  }

  /** What sharing it is called while it waits for a pause. */
  get name(): string {
    return `shared ${this.#question}`;
  }

  /** Somebody's resolve, when it is one of this request, here and now. */
  async find(): Promise<Answer | null> {
    const started = performance.now();
    const counters = this.#counters;
    const text = await this.#store.text(this.#question);
    const claimed = text === null ? null : parsed(text);
    if (claimed === null) {
      counters.misses++;
      return null;
    }
    const variants = await this.#confirmed(claimed).catch(doubted);
    if (variants === null) {
      counters.stale++;
      return null;
    }
    const taken = performance.now() - started;
    counters.hits++;
    counters.savedMilliseconds += claimed.milliseconds - taken;
    return {
      status: "solved",
      variants: variants.map(definedVariant),
      ephemerals: [],
      failureDescription: null,
      conflicts: [],
      graph: claimed.graph,
      solveSeconds: taken / 1000,
      loadSeconds: taken / 1000,
      loadedCount: claimed.loadedCount,
    };
  }

  /** As rez does, only what was solved. */
  async keep(answer: Answer): Promise<void> {
    const { status, variants, ephemerals, graph, loadedCount, solveSeconds } = answer;
    if (status !== "solved" || ephemerals.length > 0) return;
    const evidence = await this.#source.reading.evidence();
    if (evidence === null || !this.#isOfRepositories(pathsOf(evidence), evidence)) return;
    const shared: SharedResolve = {
      variants: variants.map(({ record }): SharedVariant => {
        const { place, index } = readHandle(record.handle);
        return [this.#locations.indexOf(place.location), place.name, place.version, index];
      }),
      graph,
      loadedCount,
      milliseconds: solveSeconds * 1000,
      evidence,
    };
    await this.#store.keep(this.#question, JSON.stringify(shared));
  }

  get #counters(): Counters {
    return this.#source.reading.statistics.memcached.resolves;
  }

  /** The variants that were claimed; null where they are not the answer here. */
  async #confirmed(claimed: SharedResolve): Promise<readonly Variant[] | null> {
    const { evidence } = claimed;
    const { reading } = this.#source;
    const paths = pathsOf(evidence);
    if (!this.#isOfRepositories(paths, evidence)) return null;
    const all = await Promise.all(claimed.variants.map((each) => this.#variant(each)));
    const variants = all.filter((each) => each !== null);
    if (variants.length < all.length || !this.#isSolution(variants)) return null;
    if (!(await this.#areVisible(variants.map((each) => each.package)))) return null;
    const files = variants.map((each) => each.package.file?.identity);
    if (files.includes(undefined)) return null;
    if (!sawFiles(evidence, paths, files as readonly FileIdentity[])) return null;
    // After all that was read, so that a change in between shows.
    const isConfirmed = await reading.confirms(evidence, (path) => this.#storageOf(path));
    return isConfirmed ? variants : null;
  }

  /** Whoever writes an entry must not have this process look elsewhere. */
  #isOfRepositories(paths: readonly string[], { realPaths, folderPaths }: Evidence): boolean {
    const looked = [...paths, ...realPaths.map(([path]) => path)];
    // One long text is searched in a fraction of the time of many.
    if (IS_UP.test(looked.join(sep))) return false;
    const isInside = looked.every((path) => this.#placeOf(path) >= 0);
    return isInside && folderPaths.every(([path]) => this.#source.reading.looks.hasFolder(path));
  }

  #placeOf(path: string): number {
    return this.#folders.findIndex(
      (folder, place) => path.startsWith(folder) || path === this.#locations[place],
    );
  }

  #storageOf(path: string) {
    return this.#source.reading.cache.storage(this.#locations[this.#placeOf(path)]!);
  }

  /** One that a search of these repositories could choose. */
  async #variant([place, name, version, index]: SharedVariant): Promise<Variant | null> {
    const { repositories, reading } = this.#source;
    const repository = repositories[place];
    const own = repository && (await packagesIn(repository, name, reading));
    const resource = own?.find((each) => each.versionText === version);
    if (!repository || !resource) return null;
    for (const earlier of repositories.slice(0, place)) {
      const hiding = await packagesIn(earlier, name, reading);
      if (hiding.some((each) => each.versionKey === resource.versionKey)) return null;
    }
    const loaded =
      repository.loadNow(reading, resource) ?? (await repository.load(reading, resource));
    return variantsOf(loaded).find((each) => each.index === index) ?? null;
  }

  /** Whether nothing that is required is missing, nothing conflicts, and nothing is there for no reason. */
  #isSolution(variants: readonly Variant[]): boolean {
    const chosen = new Map(variants.map((each) => [each.package.resource.name, each]));
    if (chosen.size < variants.length) return false;
    const reached = new Set<string>();
    const requirements: Requirement[] = this.#requests.map(parsePackageRequest);
    for (const requirement of requirements) {
      const { name } = requirement;
      if (requirement.isEphemeral && !requirement.conflict) return false;
      const variant = chosen.get(name);
      if (!variant) {
        if (!requirement.conflict) return false;
        continue;
      }
      const { version } = variant.package.resource;
      if (requirement.conflictsWith(VersionedObject.construct(name, version))) return false;
      if (requirement.conflict || reached.has(name)) continue;
      reached.add(name);
      requirements.push(...requirementsOf(variant, this.#source.building));
    }
    return reached.size === chosen.size;
  }

  async #areVisible(packages: readonly LoadedPackage[]): Promise<boolean> {
    const { visibility } = this.#source;
    if (visibility === null) return true;
    const byResource = new Map(packages.map((each) => [each.resource, each]));
    const load = async (resources: readonly PackageResource[]) =>
      resources.map((each) => byResource.get(each)!);
    return !(await visibility.hidden([...byResource.keys()], load)).includes(true);
  }
}

async function packagesIn(repository: PackageRepository, name: string, reading: Reading) {
  const family = await repository.family(reading, name);
  return family ? repository.packages(reading, family) : [];
}

/** What cannot be read, or has no such variant, is no answer. */
function doubted(error: unknown): null {
  if (error instanceof Cancelled) throw error;
  return null;
}

/** Null for what is no entry. */
function parsed(text: string): SharedResolve | null {
  let entry: SharedResolve;
  try {
    entry = JSON.parse(text);
    return isEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

function isEntry({ variants, graph, loadedCount, milliseconds, evidence }: SharedResolve): boolean {
  const { paths, states, exactStates, realPaths, folderPaths } = evidence;
  const isPair = (pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every(isText);
  return (
    Array.isArray(variants) &&
    variants.length <= MAXIMUM_VARIANTS &&
    variants.every(isSharedVariant) &&
    isText(graph) &&
    isPlainGraph(graph) &&
    isCount(loadedCount) &&
    Number.isFinite(milliseconds) &&
    Array.isArray(paths) &&
    paths.every(isText) &&
    isText(states) &&
    Array.isArray(exactStates) &&
    exactStates.every(isExactState) &&
    [realPaths, folderPaths].every((pairs) => Array.isArray(pairs) && pairs.every(isPair))
  );
}

function isSharedVariant(value: unknown): boolean {
  const [place, name, version, index, ...rest] = Array.isArray(value) ? value : [];
  return (
    isCount(place) &&
    isText(name) &&
    isText(version) &&
    (index === null || isCount(index)) &&
    rest.length === 0
  );
}

function isExactState(value: unknown): boolean {
  const [place, state, ...rest] = Array.isArray(value) ? value : [];
  return isCount(place) && isText(state) && rest.length === 0;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
