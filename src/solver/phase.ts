// One state of the search: a scope for each family met so far. Solving a phase extracts, intersects
// and reduces until nothing changes; then it is solved, failed, or exhausted: every step further is
// a choice, and the phase is split in two. The order of every loop here is rez's, for the order
// decides which of several answers is found and which failure is met first.

import { RezError } from "../errors.ts";
import { Requirement } from "../version/requirement.ts";
import { commonRequirements, type MergedRequirements, mergeRequirements } from "./extraction.ts";
import { dependencyConflict, type FailureReason } from "./failure.ts";
import { intersectScope } from "./intersection.ts";
import type { PackageCache } from "./packages.ts";
import type { Question } from "./problem.ts";
import { Reducer } from "./reducer.ts";
import { Scope } from "./scope.ts";

export type PhaseStatus = "pending" | "solved" | "exhausted" | "failed" | "cyclic";

export interface Extraction {
  readonly from: string;
  readonly requirement: Requirement;
}

export interface Phase {
  readonly status: PhaseStatus;
  readonly scopes: readonly Scope[];
  /** Where each family's scope is. */
  readonly places: ReadonlyMap<string, number>;
  /** Indices of scopes that changed since the phase they come from was solved. */
  readonly changed: readonly number[];
  readonly failure: FailureReason | null;
  /** Everything that was extracted while solving, in order; the same pair may come again. */
  readonly extractions: readonly Extraction[];
}

export interface PhaseCounts {
  extractions: number;
  intersections: number;
  reductions: number;
}

export interface PhaseTools {
  readonly packages: PackageCache;
  readonly counts: PhaseCounts;
  /** Whether a variant that requires a missing family ends the search instead of being skipped. */
  readonly errorOnMissingFamily: boolean;
  readonly warn: (message: string) => void;
}

/** The phase before anything was done: a scope for each request. */
export function* firstPhase(
  requests: readonly Requirement[],
  packages: PackageCache,
): Generator<Question, Phase> {
  const scopes: Scope[] = [];
  for (const request of requests) scopes.push(yield* newScope(request, packages));
  const places = new Map(scopes.map((scope, i) => [scope.name, i]));
  const changed = scopes.map((_, i) => i);
  return { status: "pending", scopes, places, changed, failure: null, extractions: [] };
}

export function* solvePhase(phase: Phase, tools: PhaseTools): Generator<Question, Phase> {
  if (phase.status !== "pending") return phase;
  const attempt = new Attempt(phase, tools);
  const isFailed = yield* attempt.run();
  const { scopes, places, failure, extractions } = attempt;
  return { status: statusOf(isFailed, scopes), scopes, places, changed: [], failure, extractions };
}

function statusOf(isFailed: boolean, scopes: readonly Scope[]): PhaseStatus {
  if (isFailed) return "failed";
  return scopes.every((scope) => scope.isSolved) ? "solved" : "exhausted";
}

/** The phase with the first undecided scope split: the preferred half, and the other. */
export function splitPhase(phase: Phase): [Phase, Phase] {
  for (const [i, scope] of phase.scopes.entries()) {
    const halves = scope.split();
    if (halves === null) continue;
    const half = (chosen: Scope): Phase => ({
      ...phase,
      status: "pending",
      scopes: phase.scopes.with(i, chosen),
      changed: [i],
    });
    return [half(halves[0]), half(halves[1])];
  }
  throw new Error("an exhausted phase has nothing to split");
}

function* newScope(request: Requirement, packages: PackageCache): Generator<Question, Scope> {
  if (request.conflict || request.isEphemeral) return Scope.ofRequirement(request);
  const slice = yield* packages.slice(request.name, request.range!);
  if (slice !== null) return Scope.ofPackages(slice);
  const wanted = Requirement.construct(request.name, request.range);
  throw new RezError("PackageNotFoundError", `Package could not be found: ${wanted}`, {
    request: wanted.text,
  });
}

class Attempt {
  readonly scopes: Scope[];
  places: ReadonlyMap<string, number>;
  readonly extractions: Extraction[] = [];
  failure: FailureReason | null = null;
  readonly #tools: PhaseTools;
  /** Scopes that others are to be reduced by. */
  readonly #changed: Set<number>;
  /** Scopes that may have something to extract. */
  #unextracted: Set<number>;
  /** Scopes that went from excluded to needed: others were never reduced by them, nor they by any. */
  #widened = new Set<number>();
  #ownPlaces: Map<string, number> | null = null;

  constructor(phase: Phase, tools: PhaseTools) {
    this.scopes = [...phase.scopes];
    this.places = phase.places;
    this.#changed = new Set(phase.changed);
    this.#unextracted = new Set(phase.changed);
    this.#tools = tools;
  }

  /** True when it failed. */
  *run(): Generator<Question, boolean> {
    while (true) {
      const known = this.scopes.length;
      this.#widened = new Set();
      while (true) {
        const extracted = this.#extract();
        if (extracted.length === 0) break;
        const merged = mergeRequirements(extracted, this.#tools.packages.memory);
        if (merged.conflict !== null) return this.#conflict(...merged.conflict);
        if (yield* this.#intersect(merged.requirements)) return true;
        if (yield* this.#add(merged.requirements)) return true;
      }
      const isStable = this.scopes.length === known && this.#changed.size === 0;
      if (isStable && this.#widened.size === 0) return false;
      if (this.#reduce(known)) return true;
      this.#changed.clear();
    }
  }

  #extract(): Requirement[] {
    const extracted: Requirement[] = [];
    const places = [...this.#unextracted].sort((a, b) => a - b);
    this.#unextracted = new Set();
    for (const i of places) {
      const scope = this.scopes[i]!;
      if (!scope.slice?.isExtractable) continue;
      for (const requirement of commonRequirements(scope.slice)) {
        extracted.push(requirement);
        this.extractions.push({ from: scope.name, requirement });
        this.#tools.counts.extractions++;
      }
      this.scopes[i] = scope.withSlice(scope.slice.extractedAll());
    }
    return extracted;
  }

  *#intersect(requirements: MergedRequirements): Generator<Question, boolean> {
    const places: number[] = [];
    for (const name of requirements.keys()) {
      const place = this.places.get(name);
      if (place !== undefined) places.push(place);
    }
    places.sort((a, b) => a - b);
    for (const i of places) {
      const scope = this.scopes[i]!;
      const requirement = requirements.get(scope.name)!;
      const result = intersectScope(scope, requirement.range!, this.#tools.packages);
      const narrowed = result === null || result instanceof Scope ? result : yield* result;
      if (narrowed === null) return this.#conflict(requirement, scope.requirement);
      if (narrowed === scope) continue;
      this.scopes[i] = narrowed;
      this.#changed.add(i);
      this.#unextracted.add(i);
      this.#tools.counts.intersections++;
      if (scope.isConflict && !narrowed.isConflict) this.#widened.add(i);
    }
    return false;
  }

  *#add(requirements: MergedRequirements): Generator<Question, boolean> {
    for (const requirement of requirements.values()) {
      if (this.places.has(requirement.name)) continue;
      try {
        this.#append(yield* newScope(requirement, this.#tools.packages));
      } catch (error) {
        if (!(error instanceof RezError) || error.type !== "PackageFamilyNotFoundError")
          throw error;
        const missing = this.#missingFamily(requirement.name);
        if (this.#tools.errorOnMissingFamily) throw missing;
        this.#tools.warn(missing.message);
        return true;
      }
    }
    return false;
  }

  #append(scope: Scope): void {
    if (this.#ownPlaces === null) {
      this.#ownPlaces = new Map(this.places);
      this.places = this.#ownPlaces;
    }
    this.#ownPlaces.set(scope.name, this.scopes.length);
    this.#unextracted.add(this.scopes.length);
    this.scopes.push(scope);
  }

  #missingFamily(name: string): RezError {
    const requesters = new Set<string>();
    for (const { from, requirement } of this.extractions) {
      if (requirement.name === name) requesters.add(from);
    }
    const requested = [...requesters].join(", ");
    const searched = this.#tools.packages.problem.paths.join("; ");
    return new RezError(
      "PackageFamilyNotFoundError",
      `package family not found: ${name}, was required by: ${requested} (searched: ${searched})`,
      { family: name, requiredBy: [...requesters] },
    );
  }

  /** Reduces scopes by one another; `known` is how many there were before the last additions. */
  #reduce(known: number): boolean {
    const changed = new Set(this.#changed);
    for (let i = known; i < this.scopes.length; i++) changed.add(i);
    const reducer = new Reducer(this.scopes, this.#tools.packages.optimised);
    this.failure = reducer.run({ known, changed, widened: this.#widened });
    this.#tools.counts.reductions += reducer.count;
    for (const i of reducer.reduced) this.#unextracted.add(i);
    return this.failure !== null;
  }

  #conflict(dependency: Requirement, conflictingRequest: Requirement): true {
    this.failure = dependencyConflict(dependency, conflictingRequest);
    return true;
  }
}
