// Resolves that were made before, by whatever process: the same question has the same answer while a
// look at the disk shows all that was seen when it was answered. Looking at the files of rez's
// benchmark request 150 takes a fraction of its 650 ms in an engine that has just started (bench/areas/solves.py).
// Where users' Python had a say nothing is kept: nobody knows what it read.

import { whenDone } from "../afterwards.ts";
import type { Counters } from "../cache/statistics.ts";
import { counted, spanned } from "../profile.ts";
import { type DefinedVariant, definedVariant } from "../records/records.ts";
import { type Evidence, pathsOf } from "../repository/evidence.ts";
import type { PackageRepository } from "../repository/repository.ts";
import { letOthersIn } from "../slices.ts";
import type { SolveOptions } from "../solver/solver.ts";
import type { AnswerMemory } from "./answer-memory.ts";
import type { PackageSource } from "./families.ts";
import type { Resolution } from "./resolve.ts";

/** Keeps texts; what it gives back is as it was kept. Every method returns at once. */
export interface AnswerStore {
  /** Where nothing may be kept, nothing is missed. */
  readonly isInUse: boolean;
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

/** An outcome that no file has to be read for: of its variants it has all that the definitions say. */
export interface Answer extends Omit<Resolution, "variants"> {
  readonly variants: readonly DefinedVariant[];
}

export interface KeptAnswer extends Omit<Answer, "solveSeconds" | "loadSeconds"> {
  readonly evidence: Evidence;
  /** What making it took. */
  readonly milliseconds: number;
}

export function answerOf(resolution: Resolution): Answer {
  return { ...resolution, variants: resolution.variants.map(definedVariant) };
}

/** What is asked for in a question that is kept, and what its answer depends on. */
export function describeKept(question: string, text: string) {
  const [{ requests }]: [ResolveQuestion] = JSON.parse(question);
  const { evidence }: KeptAnswer = JSON.parse(text);
  return { name: requests.join(" "), dependsOn: pathsOf(evidence) };
}

export class KeptResolves {
  readonly #store: AnswerStore;
  readonly #memory: AnswerMemory<KeptAnswer>;
  readonly #source: PackageSource;
  readonly #question: string;

  constructor(
    store: AnswerStore,
    memory: AnswerMemory<KeptAnswer>,
    question: ResolveQuestion,
    source: PackageSource,
  ) {
    this.#store = store;
    this.#memory = memory;
    this.#source = source;
    const { paths, repositories, building, reading } = source;
    const locations = repositories.map(({ location }) => location);
    this.#question = JSON.stringify([question, paths, locations, building, reading.settings]);
  }

  /** What keeping it is called while it waits for a pause. */
  get name(): string {
    return `kept ${this.#question}`;
  }

  /** The answer, when it still is one. */
  find(): Promise<Answer | null> {
    return spanned("kept resolve", null, async () => {
      await whenDone(this.name);
      return (await this.#remembered()) ?? (await this.#kept());
    });
  }

  async #remembered(): Promise<Answer | null> {
    const counters = this.#source.reading.statistics.memory.resolves;
    const known = this.#memory.get(this.#question);
    if (known === null) {
      counters.misses++;
      return null;
    }
    const answer = await this.#confirmed(known, counters, performance.now());
    if (answer === null) this.#memory.forget(this.#question);
    else counted("memoryHits");
    return answer;
  }

  async #kept(): Promise<Answer | null> {
    const started = performance.now();
    const counters = this.#source.reading.statistics.disk.resolves;
    const text = this.#store.answer(this.#question);
    if (text === null) {
      if (this.#store.isInUse) counters.misses++;
      return null;
    }
    const kept: KeptAnswer = JSON.parse(text);
    const answer = await this.#confirmed(kept, counters, started);
    if (answer === null) return null;
    counted("indexHits");
    this.#memory.set(this.#question, kept, text.length);
    return answer;
  }

  async #confirmed(
    { evidence, milliseconds, ...kept }: KeptAnswer,
    counters: Counters,
    started: number,
  ): Promise<Answer | null> {
    if (!(await this.#source.reading.confirms(evidence, (path) => this.#storageOf(path)))) {
      counters.stale++;
      return null;
    }
    const taken = performance.now() - started;
    counters.hits++;
    counters.savedMilliseconds += milliseconds - taken;
    return { ...kept, solveSeconds: taken / 1000, loadSeconds: taken / 1000 };
  }

  /** Keeps an answer, if all that had a say in it can be seen again. */
  async keep(answer: Answer): Promise<void> {
    if (answer.status === "aborted") return;
    const evidence = await this.#source.reading.evidence();
    if (evidence === null) return;
    const { solveSeconds, loadSeconds: _, ...kept } = answer;
    const keptAnswer: KeptAnswer = { ...kept, evidence, milliseconds: solveSeconds * 1000 };
    const { control } = this.#source.reading;
    await letOthersIn(control);
    const text = JSON.stringify(keptAnswer);
    await letOthersIn(control);
    this.#memory.set(this.#question, keptAnswer, text.length);
    this.#store.keepAnswer(this.#question, text);
  }

  #storageOf(path: string) {
    const { repositories, reading } = this.#source;
    const place = repositories.find(({ location }) => path.startsWith(location));
    return reading.cache.storage((place ?? (repositories[0] as PackageRepository)).location);
  }
}
