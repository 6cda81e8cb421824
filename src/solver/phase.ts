// One state of the search: a scope for each family met so far. Solving a phase extracts, intersects
// and reduces until nothing changes; then it is solved, failed, or exhausted: every step further is
// a choice, and the phase is split in two. The order of every loop here is rez's, for the order
// decides which of several answers is found and which failure is met first.

import { RezError } from "../errors.ts";
import { Requirement } from "../version/requirement.ts";
import { type MergedRequirements, mergeRequirements } from "./extraction.ts";
import { dependencyConflict, type FailureReason } from "./failure.ts";
import { intersectScope } from "./intersection.ts";
import { Places } from "./mentions.ts";
import type { PackageCache } from "./packages.ts";
import type { Question } from "./problem.ts";
import { Reducer } from "./reducer.ts";
import { Scope } from "./scope.ts";

export type PhaseStatus = "pending" | "solved" | "exhausted" | "failed" | "cyclic";

/** What was extracted from a scope at once. */
export interface Extraction {
  readonly from: string;
  readonly requirements: readonly Requirement[];
}

export interface Phase {
  readonly status: PhaseStatus;
  readonly scopes: readonly Scope[];
  readonly places: Places;
  /** So many of the first scopes leave nothing to choose between. */
  readonly decided: number;
  /** Indices of scopes that changed since the phase they come from was solved. */
  readonly changed: readonly number[];
  readonly failure: FailureReason | null;
  /** Everything that was extracted while solving, in order; the same pair may come again. */
  readonly extractions: readonly Extraction[];
}

/** What was done, and the milliseconds that it took. */
export interface PhaseCounts {
  extractions: number;
  intersections: number;
  /** Scopes that were looked at, and those of them that could have had less in common. */
  intersectionBroadTests: number;
  intersectionTests: number;
  reductions: number;
  /** Pairs of scopes that were looked at, and those of which the one requires something of the other. */
  reductionBroadTests: number;
  reductionTests: number;
  extractionTime: number;
  intersectionTime: number;
  reductionTime: number;
}

export function noCounts(): PhaseCounts {
  return {
    extractions: 0,
    intersections: 0,
    intersectionBroadTests: 0,
    intersectionTests: 0,
    reductions: 0,
    reductionBroadTests: 0,
    reductionTests: 0,
    extractionTime: 0,
    intersectionTime: 0,
    reductionTime: 0,
  };
}

export interface PhaseTools {
  readonly packages: PackageCache;
  readonly counts: PhaseCounts;
  /** Whether a variant that requires a missing family ends the search instead of being skipped. */
  readonly errorOnMissingFamily: boolean;
  readonly warn: (message: string) => void;
  /** Whether the search's time is up: then a phase is left as it is. */
  readonly isLate: () => boolean;
}

/** The phase before anything was done: a scope for each request. */
export function* firstPhase(
  requests: readonly Requirement[],
  packages: PackageCache,
): Generator<Question, Phase> {
  const scopes: Scope[] = [];
  for (const request of requests) scopes.push(yield* newScope(request, packages));
  const places = new Places();
  for (const [i, { name }] of scopes.entries()) places.set(packages.mentions.slot(name), i);
  const changed = scopes.map((_, i) => i);
  return {
    status: "pending",
    scopes,
    places,
    decided: 0,
    changed,
    failure: null,
    extractions: [],
  };
}

/** What comes of a phase, which is used up by it. */
export function* solvePhase(phase: Phase, tools: PhaseTools): Generator<Question, Phase> {
  if (phase.status !== "pending") return phase;
  const attempt = new Attempt(phase, tools);
  const isFailed = yield* attempt.run();
  const { scopes, places, failure, extractions } = attempt;
  if (attempt.isInterrupted) return { ...phase, scopes, places, extractions };
  let { decided } = attempt;
  while (decided < scopes.length && scopes[decided]!.isSolved) decided++;
  const status = isFailed ? "failed" : decided === scopes.length ? "solved" : "exhausted";
  return { status, scopes, places, decided, changed: [], failure, extractions };
}

/** The phase with the first undecided scope split: the preferred half, and the other. */
export function splitPhase(phase: Phase): [Phase, Phase] {
  for (let i = phase.decided; i < phase.scopes.length; i++) {
    const halves = phase.scopes[i]!.split();
    if (halves !== null) return [new Half(phase, i, halves[0]), new Half(phase, i, halves[1])];
  }
  throw new Error("an exhausted phase has nothing to split");
}

/** Most second halves are never tried, so scopes are only copied for one that is. */
class Half implements Phase {
  readonly status = "pending";
  readonly places: Places;
  readonly decided: number;
  readonly changed: readonly number[];
  readonly failure = null;
  /** Until it is solved itself, its graph shows those of the whole, as rez's does. */
  readonly extractions: readonly Extraction[];
  readonly #whole: Phase;
  readonly #chosen: Scope;
  #scopes: readonly Scope[] | undefined;

  constructor(whole: Phase, place: number, chosen: Scope) {
    this.places = whole.places;
    this.decided = whole.decided;
    this.changed = [place];
    this.extractions = whole.extractions;
    this.#whole = whole;
    this.#chosen = chosen;
  }

  get scopes(): readonly Scope[] {
    this.#scopes ??= this.#whole.scopes.with(this.changed[0]!, this.#chosen);
    return this.#scopes;
  }
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

interface Extracted {
  /** What every variant of a scope requires. */
  readonly all: readonly Requirement[];
  /** Without what an earlier extraction from that scope gave. */
  readonly news: readonly Requirement[];
}

class Attempt {
  /** Those of the phase itself, which is not needed any more. */
  readonly scopes: Scope[];
  decided: number;
  places: Places;
  readonly extractions: Extraction[] = [];
  failure: FailureReason | null = null;
  isInterrupted = false;
  readonly #tools: PhaseTools;
  /** Scopes that others are to be reduced by. */
  readonly #changed: Set<number>;
  /** Scopes that may have something to extract. */
  #unextracted: Set<number>;
  /** Scopes that went from excluded to needed: others were never reduced by them, nor they by any. */
  #widened = new Set<number>();
  #hasOwnPlaces = false;

  constructor(phase: Phase, tools: PhaseTools) {
    this.scopes = phase.scopes as Scope[];
    this.decided = phase.decided;
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
        const started = performance.now();
        const extracted = this.#extract();
        this.#tools.counts.extractionTime += performance.now() - started;
        if (extracted.length === 0) break;
        if (this.#isLate()) return false;
        if (yield* this.#apply(extracted)) return true;
      }
      const isStable = this.scopes.length === known && this.#changed.size === 0;
      if (isStable && this.#widened.size === 0) return false;
      if (this.#reduce(known)) return true;
      this.#changed.clear();
    }
  }

  /**
   * Only what is new: the scopes agree with whatever was extracted before. Which requirements
   * clash, though, rez finds among all of them, so a failure is found again among all.
   */
  *#apply(extracted: readonly Extracted[]): Generator<Question, boolean> {
    const before = new Map<number, Scope>();
    const { counts } = this.#tools;
    const { intersections, intersectionTests, intersectionBroadTests } = counts;
    const counted = { intersections, intersectionTests, intersectionBroadTests };
    const { memory } = this.#tools.packages;
    const news = mergeRequirements(
      extracted.flatMap((each) => each.news),
      memory,
    );
    if (news.conflict === null && !(yield* this.#intersect(news.requirements, before))) {
      return yield* this.#add(news.requirements);
    }
    for (const [i, scope] of before) this.scopes[i] = scope;
    Object.assign(counts, counted);
    const all = mergeRequirements(
      extracted.flatMap((each) => each.all),
      memory,
    );
    if (all.conflict !== null) return this.#conflict(...all.conflict);
    return yield* this.#intersect(all.requirements, before);
  }

  #isLate(): boolean {
    this.isInterrupted = this.#tools.isLate();
    return this.isInterrupted;
  }

  #extract(): Extracted[] {
    const extracted: Extracted[] = [];
    const places = [...this.#unextracted].sort((a, b) => a - b);
    this.#unextracted = new Set();
    for (const i of places) {
      const scope = this.scopes[i]!;
      const { slice } = scope;
      if (!slice?.isExtractable) continue;
      const all = slice.choice.requirements;
      extracted.push({ all, news: slice.choice.newSince(slice.lastExtracted) });
      this.extractions.push({ from: scope.name, requirements: all });
      this.#tools.counts.extractions += all.length;
      this.scopes[i] = scope.withSlice(slice.extractedAll());
    }
    return extracted;
  }

  /** Packages that are read in between are part of the time, as in rez. */
  *#intersect(
    requirements: MergedRequirements,
    before: Map<number, Scope>,
  ): Generator<Question, boolean> {
    const started = performance.now();
    const isFailed = yield* this.#intersectAll(requirements, before);
    this.#tools.counts.intersectionTime += performance.now() - started;
    return isFailed;
  }

  /** Notes the scopes it replaces; true when one has nothing in common with what it must be. */
  *#intersectAll(
    requirements: MergedRequirements,
    before: Map<number, Scope>,
  ): Generator<Question, boolean> {
    const places: number[] = [];
    for (const name of requirements.keys()) {
      const place = this.#place(name);
      if (place >= 0) places.push(place);
    }
    places.sort((a, b) => a - b);
    const { counts } = this.#tools;
    for (const i of places) {
      const scope = this.scopes[i]!;
      const requirement = requirements.get(scope.name)!;
      if (scope.slice !== null) {
        counts.intersectionBroadTests++;
        if (!requirement.range!.isAny) counts.intersectionTests++;
      }
      const result = intersectScope(scope, requirement.range!, this.#tools.packages);
      const narrowed = result === null || result instanceof Scope ? result : yield* result;
      if (narrowed === null) return this.#conflict(requirement, scope.requirement);
      if (narrowed === scope) continue;
      before.set(i, scope);
      this.scopes[i] = narrowed;
      this.#changed.add(i);
      this.#unextracted.add(i);
      counts.intersections++;
      if (scope.isConflict && !narrowed.isConflict) {
        this.#widened.add(i);
        this.decided = Math.min(this.decided, i);
      }
    }
    return false;
  }

  *#add(requirements: MergedRequirements): Generator<Question, boolean> {
    for (const requirement of requirements.values()) {
      if (this.#place(requirement.name) >= 0) continue;
      if (this.#isLate()) return true;
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
    const slot = this.#tools.packages.mentions.slot(scope.name);
    if (!this.#hasOwnPlaces) this.places = new Places(this.places);
    this.#hasOwnPlaces = true;
    this.places.set(slot, this.scopes.length);
    this.#unextracted.add(this.scopes.length);
    this.scopes.push(scope);
  }

  #place(name: string): number {
    return this.places.at(this.#tools.packages.mentions.slot(name));
  }

  #missingFamily(name: string): RezError {
    const requesters = new Set<string>();
    for (const { from, requirements } of this.extractions) {
      if (requirements.some((requirement) => requirement.name === name)) requesters.add(from);
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
    const { mentions, optimised } = this.#tools.packages;
    const tools = { mentions, places: this.places, isOptimised: optimised };
    const reducer = new Reducer(this.scopes, tools);
    const started = performance.now();
    this.failure = reducer.run({ known, changed, widened: this.#widened });
    const { counts } = this.#tools;
    counts.reductionTime += performance.now() - started;
    counts.reductions += reducer.count;
    counts.reductionBroadTests += reducer.broadTests;
    counts.reductionTests += reducer.tests;
    for (const i of reducer.reduced) this.#unextracted.add(i);
    return this.failure !== null;
  }

  #conflict(dependency: Requirement, conflictingRequest: Requirement): true {
    this.failure = dependencyConflict(dependency, conflictingRequest);
    return true;
  }
}
