// A solve as rez's `Solver` shows it: step by step, with every failure. Nothing of it is kept between
// calls: a solve is the same each time, so whoever wants another step or another failure has it run
// again up to there.

import { counted, spanned } from "../profile.ts";
import type { Variant } from "../repository/variant.ts";
import type { FailureReason } from "../solver/failure.ts";
import type { SolverMemory } from "../solver/family.ts";
import type { PhaseText, TraceLine } from "../solver/phase-stack.ts";
import { type Search, type SolveOptions, type SolverStatus, start } from "../solver/solver.ts";
import { Requirement } from "../version/requirement.ts";
import { compactGraph } from "./compact-graph.ts";
import { Families, type FamilyMemory, type PackageSource } from "./families.ts";
import type { StepAnswer } from "./resolve.ts";
import { giveTurn } from "./search-turn.ts";
import { toldOnce } from "./told-once.ts";

export interface SolverRequest {
  readonly requests: readonly string[];
  readonly options: SolveOptions;
  /** Stop after so many steps; 0 only looks whether every request names something; null goes on. */
  readonly steps: number | null;
  /** How the caller ended the solve after the last of `steps`, when it is run again. */
  readonly ending: StepAnswer | null;
  /** Which failure is wanted, from the end when negative; null is the one that says most. */
  readonly failure: number | null;
  readonly onStep: ((search: Search) => Promise<StepAnswer>) | null;
  /** Whether the outcome is to tell of every phase. */
  readonly isTraced: boolean;
}

export interface SolverOutcome {
  readonly status: SolverStatus;
  readonly abortReason: string | null;
  readonly isCyclic: boolean;
  readonly numSolves: number;
  readonly numFails: number;
  /** What rez prints of each phase, when it was asked for. */
  readonly trace: readonly TraceLine[];
  readonly openPhases: readonly PhaseText[];
  readonly droppedPhases: readonly PhaseText[];
  readonly counts: Search["counts"];
  readonly variants: readonly Variant[];
  readonly ephemerals: readonly string[];
  readonly failure: FailureData | null;
  readonly graph: string | null;
  readonly solveSeconds: number;
  readonly loadSeconds: number;
}

export interface FailureData {
  readonly description: string;
  readonly kind: FailureReason["kind"] | null;
  readonly conflicts: readonly Clash[];
  readonly reductions: readonly (Clash & {
    readonly name: string;
    readonly version: string;
    readonly variantIndex: number | null;
  })[];
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly graph: string;
}

interface Clash {
  readonly dependency: string;
  readonly conflictingRequest: string;
}

export async function runSolver(
  request: SolverRequest,
  source: PackageSource,
  memory: { readonly families: FamilyMemory; readonly solver: SolverMemory },
): Promise<SolverOutcome> {
  const started = performance.now();
  const requests = request.requests.map((text) => Requirement.parse(text));
  const options = { ...request.options, memory: memory.solver };
  const { onStep, source: toldSource } = toldOnce(request.onStep, source);
  while (true) {
    const families = new Families(toldSource, memory.families);
    families.expect(requests);
    const trace: TraceLine[] = [];
    const tracing = request.isTraced ? { trace: (line: TraceLine) => trace.push(line) } : {};
    const search = start(requests, families, { ...options, ...tracing });
    const driver = new Driver(search, families, { ...request, onStep }, source);
    if (!(await driver.run())) continue;
    return {
      ...outcomeOf(search, families, request.failure),
      trace,
      solveSeconds: (performance.now() - started) / 1000,
      loadSeconds: families.loadMilliseconds / 1000,
    };
  }
}

class Driver {
  readonly #search: Search;
  readonly #families: Families;
  readonly #request: SolverRequest;
  readonly #source: PackageSource;

  constructor(search: Search, families: Families, request: SolverRequest, source: PackageSource) {
    this.#search = search;
    this.#families = families;
    this.#request = request;
    this.#source = source;
  }

  /** False when a package turned out to have changed and the solve must start over. */
  async run(): Promise<boolean> {
    try {
      return await spanned("solve", null, () => this.#run());
    } finally {
      counted("solveSteps", this.#search.numSolves);
      counted("failedSteps", this.#search.numFails);
      this.#families.end();
    }
  }

  async #run(): Promise<boolean> {
    const { control } = this.#source.reading;
    const search = this.#search;
    const { steps, onStep } = this.#request;
    if (steps === 0) return this.#look();
    while (true) {
      const step = search.step();
      if (step.kind === "done") return true;
      if (step.kind === "question") {
        if (!(await this.#families.answer(step, search))) return false;
      } else if (steps !== null && search.numSolves >= steps) {
        this.#end(this.#request.ending);
        return true;
      } else if (onStep !== null) {
        const answer = await onStep(search);
        this.#end(answer);
      }
      await giveTurn(search, control);
    }
  }

  #end(ending: StepAnswer | null): void {
    if (ending?.answer === "abort") this.#search.abort(ending.reason);
    else if (ending?.answer === "fail") this.#search.fail(ending.reason);
  }

  /** What making a solver in rez does: each request must name something. */
  async #look(): Promise<boolean> {
    const search = this.#search;
    for (let question = search.begin(); question !== null; question = search.begin()) {
      if (!(await this.#families.answer(question, search))) return false;
    }
    return true;
  }
}

function outcomeOf(
  search: Search,
  families: Families,
  index: number | null,
): Omit<SolverOutcome, "trace" | "solveSeconds" | "loadSeconds"> {
  const { status } = search;
  const isSolved = status === "solved";
  const wanted = index ?? (status === "failed" ? undefined : null);
  return {
    status,
    abortReason: search.abortReason,
    isCyclic: search.isCyclic,
    numSolves: search.numSolves,
    numFails: search.numFails,
    counts: search.counts,
    variants: isSolved
      ? search.resolvedPackages!.map(({ name, position, index: variant }) => ({
          package: families.loaded(name, position),
          index: variant,
        }))
      : [],
    ephemerals: isSolved ? search.resolvedEphemerals!.map(String) : [],
    failure: wanted === null || search.numFails === 0 ? null : failureData(search, wanted),
    graph: search.numSolves + search.numFails > 0 ? compactGraph(search.graph()) : null,
    openPhases: search.openPhases,
    droppedPhases: search.droppedPhases,
  };
}

function failureData(search: Search, index: number | undefined): FailureData {
  const { reason, description, graph } = search.failure(index);
  const kind = reason?.kind ?? null;
  return {
    description,
    kind,
    conflicts: reason?.kind === "DependencyConflicts" ? reason.conflicts.map(clash) : [],
    reductions:
      reason?.kind === "TotalReduction"
        ? reason.reductions.map((each) => ({
            ...clash(each),
            name: each.name,
            version: each.version.text,
            variantIndex: each.variantIndex,
          }))
        : [],
    packages:
      reason?.kind === "Cycle"
        ? reason.packages.map(({ name, version }) => ({ name, version: version.text }))
        : [],
    graph: compactGraph(graph()),
  };
}

function clash(each: {
  readonly dependency: { readonly text: string };
  readonly conflictingRequest: { readonly text: string };
}): Clash {
  return { dependency: each.dependency.text, conflictingRequest: each.conflictingRequest.text };
}
