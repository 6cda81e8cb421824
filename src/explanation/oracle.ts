// Asks the solver itself whether a part of the problem can hold: every statement of an explanation
// rests on such a run. A run that hits a limit knows nothing, and says so.

import { RezError } from "../errors.ts";
import type { Bits } from "../solver/bits.ts";
import { SolverMemory } from "../solver/family.ts";
import type { Problem, Question, SolverFamily } from "../solver/problem.ts";
import { type ResolvedVariant, type Search, type SolveOptions, start } from "../solver/solver.ts";
import type { VersionRange } from "../version/range.ts";
import type { Requirement } from "../version/requirement.ts";
import { type Edge, Relaxation } from "./relaxed.ts";
import type { ExplanationSource } from "./source.ts";

/** Why a run has no answer. Two failures are of one sort when `kind` and `subject` are equal. */
export interface Failed {
  readonly kind: "conflict" | "cycle" | "missing family" | "missing package" | "invalid package";
  /** The missing or invalid package; the packages of a cycle; empty for a conflict. */
  readonly subject: string;
  readonly description: string;
}

export type Outcome =
  | { readonly kind: "solved"; readonly packages: readonly ResolvedVariant[] }
  | { readonly kind: "failed"; readonly failed: Failed }
  | { readonly kind: "gave up" };

export interface Run {
  readonly outcome: Outcome;
  /** Every requirement of every package that was read, nearest to the requests first. */
  readonly edges: readonly Edge[];
}

export type OracleOptions = Pick<
  SolveOptions,
  "memory" | "variantSelectMode" | "errorOnMissingVariantRequires"
>;

/** Packages that are read before the time is looked at again. */
const READ_AT_ONCE = 256;

/** A part that is harder than the whole must not use up the budget: milliseconds. */
const SHORTEST_PATIENCE = 250;

export class Oracle {
  readonly source: ExplanationSource;
  /** Of `performance.now()`; moved by who spends the budget. */
  deadline: number;
  runs = 0;
  gaveUp = false;
  readonly #options: OracleOptions;
  readonly #memory: SolverMemory;
  readonly #relaxation: Relaxation;
  /** By family and position: the names that a package requires. */
  readonly #targets = new Map<string, (ReadonlySet<string> | undefined)[]>();

  constructor(source: ExplanationSource, options: OracleOptions, deadline: number) {
    this.source = source;
    this.deadline = deadline;
    this.#options = options;
    this.#memory = options.memory ?? new SolverMemory();
    this.#relaxation = new Relaxation(source.problem);
  }

  get isLate(): boolean {
    return performance.now() >= this.deadline;
  }

  /** False when there was no time for all of it. */
  async load(question: Question, end = this.deadline): Promise<boolean> {
    const { versions } = question;
    if (versions === null) await this.source.load(question);
    for (let start = 0; start < (versions?.length ?? 0); start += READ_AT_ONCE) {
      if (performance.now() >= end) return false;
      const some = versions!.slice(start, start + READ_AT_ONCE);
      await this.source.load({ ...question, versions: some });
    }
    return true;
  }

  /** Which versions of a family a range covers, by position. */
  covered(family: SolverFamily, range: VersionRange): Bits {
    return this.#memory.family(family).covered(range);
  }

  /** Solves for `requests`; with `edges`, as if packages required nothing else. */
  async run(requests: readonly Requirement[], edges?: Iterable<Edge>): Promise<Run> {
    this.runs++;
    const { problem } = this.source;
    const search = start(requests, edges ? this.#relaxation.keeping(edges) : problem, {
      ...this.#options,
      memory: this.#memory,
      pruneFailedGraph: false,
    });
    const patience = Math.max(SHORTEST_PATIENCE, (this.deadline - performance.now()) / 8);
    const end = edges === undefined ? this.deadline : performance.now() + patience;
    const outcome = await this.#outcome(search, Math.min(end, this.deadline));
    return { outcome, edges: this.#edgesOf(search, problem) };
  }

  async #outcome(search: Search, end: number): Promise<Outcome> {
    try {
      for (let step = search.step(); step.kind !== "done"; step = search.step()) {
        const isThere = step.kind !== "question" || (await this.load(step, end));
        if (!isThere || performance.now() >= end) {
          this.gaveUp = true;
          return { kind: "gave up" };
        }
        await this.source.pause();
      }
    } catch (error) {
      if (error instanceof RezError) return { kind: "failed", failed: failedBy(error) };
      throw error;
    }
    if (search.status === "solved") return { kind: "solved", packages: search.resolvedPackages! };
    return { kind: "failed", failed: failureOf(search) };
  }

  #edgesOf(search: Search, problem: Problem): Edge[] {
    const edges = new Map<string, Edge>();
    for (const { family, packages } of search.packages.read) {
      for (const { position } of packages) {
        for (const to of this.#targetsOf(problem, family, position)) {
          edges.set(`${family} ${to}`, { from: family, to });
        }
      }
    }
    return [...edges.values()];
  }

  #targetsOf(problem: Problem, name: string, position: number): ReadonlySet<string> {
    let ofFamily = this.#targets.get(name);
    if (ofFamily === undefined) {
      ofFamily = [];
      this.#targets.set(name, ofFamily);
    }
    let targets = ofFamily[position];
    if (targets === undefined) {
      const family = problem.family(name);
      const variants =
        family === null || family === "unknown" ? "unread" : problem.variants(family, position);
      const required =
        typeof variants === "string" ? [] : variants.flatMap((each) => each.requires);
      targets = new Set(required.map((each) => each.name));
      ofFamily[position] = targets;
    }
    return targets;
  }
}

export function isSameSort(a: Failed, b: Failed): boolean {
  return a.kind === b.kind && (a.kind === "cycle" || a.subject === b.subject);
}

function failureOf(search: Search): Failed {
  const { reason, description } = search.failure();
  if (reason?.kind === "Cycle") {
    return { kind: "cycle", subject: [...reason.packages].join(" "), description };
  }
  return { kind: "conflict", subject: "", description };
}

function failedBy(error: RezError): Failed {
  const { message: description } = error;
  if (error.type === "PackageFamilyNotFoundError") {
    return { kind: "missing family", subject: String(error.data?.family), description };
  }
  if (error.type === "PackageNotFoundError") {
    const subject = /^[^-@#=<>]*/.exec(String(error.data?.request))![0];
    return { kind: "missing package", subject, description };
  }
  return { kind: "invalid package", subject: description, description };
}
