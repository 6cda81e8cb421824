// Resolves that were made before, by whatever process: the same question has the same answer while a
// look at the disk shows all that was seen when it was answered. Looking at the files of rez's
// benchmark request 150 takes a fraction of its 650 ms in an engine that has just started (bench/solver).
// Where users' Python had a say nothing is kept: nobody knows what it read.

import type { Evidence } from "../repository/evidence.ts";
import type { PackageRepository } from "../repository/repository.ts";
import { packageResource } from "../repository/resource.ts";
import type { Variant } from "../repository/variant.ts";
import type { SolveOptions } from "../solver/solver.ts";
import type { PackageSource } from "./families.ts";
import type { Resolution } from "./resolve.ts";

/** Keeps texts; what it gives back is as it was kept. Every method returns at once. */
export interface AnswerStore {
  answer(question: string): string | null;
  keepAnswer(question: string, text: string): void;
}

/** All that a resolve depends on but the packages. There is none for a resolve with a limit of time:
 * whether it is met is not to be foreseen. */
export interface ResolveQuestion {
  readonly requests: readonly string[];
  readonly options: Omit<SolveOptions, "memory" | "timeLimit">;
  readonly filter: object | null;
  readonly orders: object;
  readonly testing: boolean;
  /** What tells where the orders look up times of release; null when they do not. */
  readonly releasePaths: readonly string[] | null;
}

interface KeptResolve extends Pick<Resolution, "ephemerals" | "failureDescription" | "conflicts"> {
  readonly status: "solved" | "failed";
  readonly graph: string;
  readonly loadedCount: number;
  readonly variants: readonly KeptVariant[];
  readonly evidence: Evidence;
  /** What making it took. */
  readonly milliseconds: number;
}

type KeptVariant = readonly [
  repository: number,
  name: string,
  version: string,
  index: number | null,
];

export class KeptResolves {
  readonly #store: AnswerStore;
  readonly #source: PackageSource;
  readonly #question: string;

  constructor(store: AnswerStore, question: ResolveQuestion, source: PackageSource) {
    this.#store = store;
    this.#source = source;
    const { paths, repositories, building, reading } = source;
    const locations = repositories.map(({ location }) => location);
    this.#question = JSON.stringify([question, paths, locations, building, reading.settings]);
  }

  /** The answer, when it still is one. */
  async find(): Promise<Resolution | null> {
    const started = performance.now();
    const counters = this.#source.reading.cache.statistics.disk.resolves;
    const text = this.#store.answer(this.#question);
    if (text === null) {
      counters.misses++;
      return null;
    }
    const { milliseconds, ...kept }: KeptResolve = JSON.parse(text);
    const variants = await this.#confirmed(kept);
    if (variants === null) {
      counters.stale++;
      return null;
    }
    const taken = performance.now() - started;
    counters.hits++;
    counters.savedMilliseconds += milliseconds - taken;
    const { evidence: _, ...resolution } = kept;
    return { ...resolution, variants, solveSeconds: taken / 1000, loadSeconds: taken / 1000 };
  }

  /** Its variants; null when it is an answer no more. */
  async #confirmed({
    evidence,
    variants,
  }: Pick<KeptResolve, "evidence" | "variants">): Promise<readonly Variant[] | null> {
    const { reading } = this.#source;
    if (!(await reading.confirms(evidence, (path) => this.#storageOf(path)))) return null;
    const loaded = await Promise.all(variants.map((each) => this.#variant(each)));
    // A definition that nobody remembers was read only now.
    return loaded.every((each) => reading.sawAs(each.package.file!.identity)) ? loaded : null;
  }

  /** Keeps an answer, if all that had a say in it can be seen again. */
  async keep({ status, variants, ...resolution }: Resolution): Promise<void> {
    if (status === "aborted") return;
    const evidence = await this.#source.reading.evidence();
    if (evidence === null) return;
    const { solveSeconds, loadSeconds: _, ...kept } = resolution;
    // A family that is remembered has the repository of the call that met it first.
    const locations = this.#source.repositories.map(({ location }) => location);
    const keptVariants = variants.map(({ package: { resource }, index }): KeptVariant => {
      const repository = locations.indexOf(resource.family.repository.location);
      return [repository, resource.name, resource.versionText, index];
    });
    const milliseconds = solveSeconds * 1000;
    const answer: KeptResolve = {
      ...kept,
      status,
      variants: keptVariants,
      evidence,
      milliseconds,
    };
    this.#store.keepAnswer(this.#question, JSON.stringify(answer));
  }

  async #variant([place, name, version, index]: KeptVariant): Promise<Variant> {
    const repository = this.#source.repositories[place]!;
    const { reading } = this.#source;
    const family = await repository.family(reading, name);
    const resource = packageResource(family!, version);
    const loaded = repository.loadNow(reading, resource);
    return { package: loaded ?? (await repository.load(reading, resource)), index };
  }

  #storageOf(path: string) {
    const { repositories, reading } = this.#source;
    const place = repositories.find(({ location }) => path.startsWith(location));
    return reading.cache.storage((place ?? (repositories[0] as PackageRepository)).location);
  }
}
