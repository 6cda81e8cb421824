// rez's search, as steps: `start` gives a search, `step` brings it on until it is done or needs a
// package that nobody has loaded yet. Nothing here waits: who runs the search answers a question by
// loading, then steps again. The search holds a stack of phases; a failed one is dropped and the
// alternative below it is tried, so the first solved phase is rez's answer.

import type { Requirement } from "../version/requirement.ts";
import { RequirementList } from "../version/requirement-list.ts";
import { cyclePackages, dependenciesOf, dependencyOrder, findCycle } from "./cycle.ts";
import type { Digraph } from "./digraph.ts";
import {
  dependencyConflict,
  describeReason,
  type FailureReason,
  involvedRequirements,
} from "./failure.ts";
import { type IndexedVariant, SolverMemory } from "./family.ts";
import { phaseGraph } from "./graph.ts";
import { Places } from "./mentions.ts";
import { VariantOrder, type VariantSelectMode, type VersionOrder } from "./order.ts";
import { PackageCache } from "./packages.ts";
import {
  firstPhase,
  noCounts,
  type Phase,
  type PhaseCounts,
  solvePhase,
  splitPhase,
} from "./phase.ts";
import { PhaseStack, type PhaseText, phaseText, type Trace } from "./phase-stack.ts";
import type { Problem, Question } from "./problem.ts";

export interface SolveOptions {
  /** Given again, spares the next search of the same families much of its work. */
  readonly memory?: SolverMemory;
  readonly variantSelectMode?: VariantSelectMode;
  /** Leave out of a failure's graph what had no part in it. */
  readonly pruneFailedGraph?: boolean;
  /** rez's `error_on_missing_variant_requires`. */
  readonly errorOnMissingVariantRequires?: boolean;
  /** Fail once so many steps have failed; -1 is no limit. */
  readonly maxFails?: number;
  /** Abort after so many seconds; -1 is no limit. */
  readonly timeLimit?: number;
  /** False tries every pair of scopes in every reduction. The answer is the same. */
  readonly optimised?: boolean;
  /** Told of what becomes of phases, as rez prints it. */
  readonly trace?: Trace;
  /** What rez prints on stderr while it goes on. */
  readonly warn?: (message: string) => void;
  /** Milliseconds, from any start. */
  readonly clock?: () => number;
}

export type Step = Question | { readonly kind: "more" } | { readonly kind: "done" };

export type SolverStatus = "pending" | "solved" | "exhausted" | "failed" | "cyclic" | "unsolved";

/** A step throws RezError when a request names a package that does not exist, as rez does. */
export function start(
  requests: readonly Requirement[],
  problem: Problem,
  options: SolveOptions = {},
): Search {
  return new Search(requests, problem, options);
}

/** rez looks at the time between steps, so that a step which solves is never too late. Here a step is
 * let go on for so long, and is then stopped, and so is what loads packages for it. */
const GRACE_SECONDS = 0.05;

export interface ResolvedVariant {
  readonly name: string;
  readonly version: IndexedVariant["version"];
  readonly index: number | null;
  /** The version's place in the family's `versions`. */
  readonly position: number;
  readonly requires: RequirementList;
}

export interface Failure {
  readonly reason: FailureReason | null;
  readonly description: string;
  readonly requirements: readonly Requirement[];
  readonly graph: () => Digraph;
}

export class Search {
  /** The request, merged. */
  readonly requests: RequirementList;
  readonly packages: PackageCache;
  readonly counts: PhaseCounts = noCounts();
  numSolves = 0;
  abortReason: string | null = null;
  #isFailedByCaller = false;
  #isAborted = false;
  readonly #options: SolveOptions;
  readonly #stack: PhaseStack;
  readonly #failed: Phase[] = [];
  /** When the first step began. */
  #started = Infinity;
  readonly #beginning: Iterator<Question, void>;
  readonly #steps: Iterator<Step, void>;

  constructor(requests: readonly Requirement[], problem: Problem, options: SolveOptions) {
    this.requests = RequirementList.of(requests);
    this.#options = options;
    this.#stack = new PhaseStack(options.trace ?? null);
    const orders = new Map<string, VersionOrder | null>();
    const orderOf = (family: string): VersionOrder | null => {
      let order = orders.get(family);
      if (order === undefined) {
        order = problem.order(family);
        orders.set(family, order);
      }
      return order;
    };
    const mode = options.variantSelectMode ?? "version_priority";
    this.packages = new PackageCache({
      problem,
      memory: options.memory ?? new SolverMemory(),
      variantOrder: new VariantOrder(this.requests.requirements, mode, orderOf),
      orderOf,
      optimised: options.optimised ?? true,
    });
    this.#beginning = this.#begin();
    this.#steps = this.#run();
  }

  /** Goes only as far as to see that every request names something; null when that is done. */
  begin(): Question | null {
    const next = this.#beginning.next();
    return next.done ? null : next.value;
  }

  /** Ends with "done"; after "more", `fail` and `abort` may end it sooner. */
  step(): Step {
    const next = this.#steps.next();
    return next.done ? { kind: "done" } : next.value;
  }

  /** Ends the search as failed for the most recent failure; without one it goes on. */
  fail(reason: string | null): void {
    if (this.numFails === 0) return;
    this.abortReason = reason;
    this.#isFailedByCaller = true;
  }

  /** Ends the search without an answer: it stays unsolved. */
  abort(reason: string | null): void {
    this.abortReason = reason;
    this.#isAborted = true;
  }

  get status(): SolverStatus {
    if (this.requests.conflict !== null || this.#isFailedByCaller) return "failed";
    const top = this.#stack.top;
    if (top === undefined) return "unsolved";
    if (top.status === "cyclic") return "failed";
    if (this.#stack.size > 1) return top.status === "solved" ? "solved" : "unsolved";
    return top.status === "pending" || top.status === "exhausted" ? "unsolved" : top.status;
  }

  get numFails(): number {
    return this.#failures.length;
  }

  get isCyclic(): boolean {
    return this.#stack.top?.status === "cyclic";
  }

  /** In rez's order; null unless solved. */
  get resolvedPackages(): ResolvedVariant[] | null {
    if (this.status !== "solved") return null;
    return this.#stack.top!.scopes.flatMap((scope) => scope.solvedVariant ?? []);
  }

  get resolvedEphemerals(): Requirement[] | null {
    if (this.status !== "solved") return null;
    return this.#stack.top!.scopes.flatMap((scope) => scope.solvedEphemeral ?? []);
  }

  /**
   * A failure by its place in the order of failures, from the end when negative. By default the one
   * that says most: the first, or the last when that is a cycle or the caller made the search fail.
   */
  failure(index?: number): Failure {
    const isLast = this.isCyclic || this.#isFailedByCaller;
    const phase = this.#failures.at(index ?? (isLast ? -1 : 0));
    if (phase === undefined) throw new RangeError("failure index out of range");
    const reason = phase.failure;
    const isAbortReasonPart = index === undefined && !this.isCyclic && this.#isFailedByCaller;
    const prefix = isAbortReasonPart && this.abortReason ? `${this.abortReason}:\n` : "";
    return {
      reason,
      description: prefix + describeReason(reason),
      requirements: reason === null ? [] : involvedRequirements(reason),
      graph: () => this.#graphOf(phase),
    };
  }

  /** Of the answer, of the failure, or of the last phase that is still open. */
  graph(): Digraph {
    if (this.status === "failed") return this.failure().graph();
    return this.#graphOf(this.#stack.open!);
  }

  /** rez's text of the latest phase that did not fail, as its callbacks see it. */
  get phaseText(): string {
    const open = this.#stack.open;
    return open === undefined ? "" : phaseText(open);
  }

  /** The phases that are still open, from the first. */
  get openPhases(): PhaseText[] {
    return this.#stack.texts;
  }

  /** The phases that failed and were dropped, in order. */
  get droppedPhases(): PhaseText[] {
    return this.#failed.map((phase, i) => ({
      label: `#${i}`,
      status: phase.status,
      text: phaseText(phase),
    }));
  }

  *#begin(): Generator<Question, void> {
    const { conflict, requirements } = this.requests;
    if (conflict !== null) {
      const failure = dependencyConflict(...conflict);
      this.#stack.push(emptyPhase("failed", failure));
      return;
    }
    this.#stack.push(yield* firstPhase(requirements, this.packages));
  }

  /** Whether the search will end, its time being up, whatever it is answered. */
  get isOverdue(): boolean {
    const { timeLimit = -1 } = this.#options;
    return timeLimit !== -1 && this.#isLate(Math.max(0, timeLimit) + GRACE_SECONDS);
  }

  *#run(): Generator<Step, void> {
    this.#started = this.#now();
    for (let question = this.begin(); question !== null; question = this.begin()) {
      yield question;
      if (!this.isOverdue) continue;
      this.#stack.push(emptyPhase("pending", null));
      this.#applyLimits();
      return;
    }
    while (this.status === "unsolved") {
      yield* this.#solveStep();
      if (this.status !== "unsolved") return;
      this.#applyLimits();
      if (this.#isAborted || this.#isFailedByCaller) return;
      yield { kind: "more" };
      if (this.#isAborted || this.#isFailedByCaller) return;
    }
  }

  #now(): number {
    return this.#options.clock?.() ?? performance.now();
  }

  #isLate(limit = this.#options.timeLimit ?? -1): boolean {
    return limit !== -1 && this.#now() - this.#started > limit * 1000;
  }

  /** Whether the fails are used up: then rez asks nobody how to go on, not even before the first. */
  get isOutOfFails(): boolean {
    const { maxFails = -1 } = this.#options;
    return maxFails !== -1 && this.numFails >= maxFails;
  }

  #applyLimits(): void {
    if (this.isOutOfFails) this.fail(`fail limit reached: aborted after ${this.numFails} failures`);
    // With no fails allowed, rez goes on to the first whatever the time. A step that was stopped cannot.
    const isLate = this.isOutOfFails ? this.isOverdue : this.#isLate();
    if (isLate && !this.#isFailedByCaller) this.abort("time limit exceeded");
  }

  *#solveStep(): Generator<Question, void> {
    this.#tell("header", `SOLVE #${this.numSolves + 1} (${this.numFails} fails so far)...`);
    let phase = this.#stack.pop();
    if (phase.status === "failed") {
      this.#tell("line", "discarded failed phase, fetching previous unsolved phase...");
      this.#failed.push(phase);
      phase = this.#stack.pop();
    }
    if (phase.status === "exhausted") {
      this.#tell("heading", "SPLITTING:");
      const [preferred, other] = splitPhase(phase);
      this.#stack.push(other);
      phase = preferred;
      if (this.#options.trace) this.#tell("line", `new phase: ${phaseText(phase)}`);
    }
    const solving = solvePhase(phase, {
      packages: this.packages,
      counts: this.counts,
      errorOnMissingFamily: this.#options.errorOnMissingVariantRequires ?? true,
      warn: this.#options.warn ?? (() => {}),
      isLate: () => this.isOverdue,
    });
    let next = solving.next();
    while (!next.done) {
      yield next.value;
      if (this.isOverdue) {
        this.#stack.push(phase);
        return;
      }
      next = solving.next();
    }
    const solved = next.value;
    this.numSolves++;
    this.#tell("heading", `${solved.status.toUpperCase()}:`);
    const last = solved.status === "solved" ? this.#finalised(solved) : solved;
    this.#stack.push(last);
    if (last.status === "cyclic") this.#tell("header", "FAIL: a cycle was detected");
    else if (last.status === "solved") this.#tell("header", "SUCCESS");
    else if (last.status === "failed" && this.#stack.size === 1)
      this.#tell("header", "FAIL: there is no solution");
  }

  #tell(kind: "header" | "heading" | "line", text: string): void {
    this.#options.trace?.({ kind, text });
  }

  /** In order of dependency, then of request, and without what was only excluded; or cyclic. */
  #finalised(phase: Phase): Phase {
    const scopes = phase.scopes.filter((scope) => !scope.isConflict);
    const dependencies = dependenciesOf(scopes);
    const cycle = findCycle(dependencies);
    if (cycle.length > 0) {
      const failure: FailureReason = { kind: "Cycle", packages: cyclePackages(cycle, scopes) };
      return { ...phase, scopes, status: "cyclic", failure };
    }
    const requested = this.requests.requirements.map((request) => request.name);
    const byName = new Map(scopes.map((scope) => [scope.name, scope]));
    const order = dependencyOrder(dependencies, requested);
    return { ...phase, scopes: order.map((name) => byName.get(name)!) };
  }

  get #failures(): Phase[] {
    const top = this.#stack.top;
    const isFailed = top !== undefined && (top.status === "failed" || top.status === "cyclic");
    return isFailed ? [...this.#failed, top] : this.#failed;
  }

  #graphOf(phase: Phase): Digraph {
    return phaseGraph(phase, this.requests.requirements, {
      prune: this.#options.pruneFailedGraph ?? true,
    });
  }
}

function emptyPhase(status: Phase["status"], failure: FailureReason | null): Phase {
  const places = new Places();
  return { status, failure, scopes: [], places, decided: 0, changed: [], extractions: [] };
}
