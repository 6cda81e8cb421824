// A solve as rez's `Solver` shows it: step by step, with every failure. Nothing of it is kept between
// calls: a solve is the same each time, so whoever wants another step or another failure has it run
// again up to there.

import type { Variant } from "../repository/variant.ts";
import type { Control } from "../slices.ts";
import type { FailureReason } from "../solver/failure.ts";
import type { SolverMemory } from "../solver/family.ts";
import type { PhaseText, TraceLine } from "../solver/phase-stack.ts";
import { type Search, type SolveOptions, type SolverStatus, start } from "../solver/solver.ts";
import { Requirement } from "../version/requirement.ts";
import { compactGraph } from "./compact-graph.ts";
import { Families, type FamilyMemory, type PackageSource } from "./families.ts";
import { asSolve, heed, runSearch, type StepAnswer } from "./run-search.ts";
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
    const { control } = source.reading;
    if (!(await run(search, families, { ...request, onStep }, control))) continue;
    return {
      ...outcomeOf(search, families, request.failure),
      trace,
      solveSeconds: (performance.now() - started) / 1000,
      loadSeconds: families.loadMilliseconds / 1000,
    };
  }
}

/** What making a solver in rez does: each request must name something. */
async function look(search: Search, families: Families): Promise<boolean> {
  for (let question = search.begin(); question !== null; question = search.begin()) {
    if (!(await families.answer(question, search))) return false;
  }
  return true;
}

/** False when a package turned out to have changed and the solve must start over. */
function run(
  search: Search,
  families: Families,
  { steps, ending, onStep }: SolverRequest,
  control: Control,
): Promise<boolean> {
  if (steps === 0) return asSolve(search, families, () => look(search, families));
  if (steps === null && onStep === null) return runSearch(search, families, control, null);
  return runSearch(search, families, control, async () => {
    const isLast = steps !== null && search.numSolves >= steps;
    if (!isLast && onStep !== null) heed(search, await onStep(search));
    else if (isLast && ending !== null) heed(search, ending);
    return isLast;
  });
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
