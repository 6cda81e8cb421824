// Why a request cannot be met, beyond what rez says: conflicts that are minimal, in statements about
// versions that exist, and changes of the request that were tried and resolve. Everything stated was
// solved for; what the budget did not allow is left out and said to be.

import type { Requirement } from "../version/requirement.ts";
import { VersionedObject } from "../version/versioned-object.ts";
import { type Fact, type Facts, factsOf } from "./facts.ts";
import { type Fix, fixesFor } from "./fixes.ts";
import { type MinimalFailure, minimise } from "./minimise.ts";
import { describeMissing, type Missing } from "./missing.ts";
import { type Failed, isSameSort, Oracle, type OracleOptions, type Outcome } from "./oracle.ts";
import type { ExplanationSource } from "./source.ts";

export interface AskedRequest {
  readonly requirement: Requirement;
  /** "asked" is what `whyNot` is about: it is never dropped to make the rest resolve. */
  readonly origin: "request" | "implicit" | "asked";
}

export interface Conflict {
  readonly failed: Failed;
  readonly requests: readonly AskedRequest[];
  readonly facts: Facts;
  /** What is known of a missing family or package, and of families that the facts find missing. */
  readonly missing: readonly Missing[];
  readonly isMinimal: boolean;
  /** What happens without each request, the others of this conflict kept. */
  readonly without: readonly { readonly request: AskedRequest; readonly outcome: Outcome }[];
}

export interface Explanation {
  readonly status: "impossible" | "resolves" | "gave up";
  readonly requests: readonly AskedRequest[];
  /** The resolve's packages, when it resolves. */
  readonly packages: readonly string[];
  readonly conflicts: readonly Conflict[];
  readonly fixes: readonly Fix[];
  /** False when the budget ran out on the way: there may be more to say. */
  readonly isComplete: boolean;
  readonly seconds: number;
}

/** Conflicts that share no request are told apart, so many at most. */
const MOST_CONFLICTS = 3;
/** The share of the budget that goes into finding conflicts; the rest is for fixes. */
const CONFLICT_SHARE = 0.6;

export async function explain(
  asked: readonly AskedRequest[],
  source: ExplanationSource,
  options: OracleOptions,
  budgetSeconds: number,
): Promise<Explanation> {
  const requests = withoutRepetition(asked);
  const started = performance.now();
  const end = started + budgetSeconds * 1000;
  const oracle = new Oracle(source, options, end);
  const requirements = requests.map((each) => each.requirement);
  const whole = await oracle.run(requirements);
  const done = (
    status: Explanation["status"],
    found: Partial<Pick<Explanation, "packages" | "conflicts" | "fixes">> = {},
  ): Explanation => ({
    status,
    requests,
    packages: [],
    conflicts: [],
    fixes: [],
    ...found,
    isComplete: !oracle.gaveUp && !oracle.isLate,
    seconds: (performance.now() - started) / 1000,
  });
  if (whole.outcome.kind === "gave up") return done("gave up");
  if (whole.outcome.kind === "solved") {
    const packages = whole.outcome.packages.map(({ name, version }) =>
      VersionedObject.construct(name, version).toString(),
    );
    return done("resolves", { packages });
  }
  const conflicts = await conflictsOf(requests, oracle, started + (end - started) * CONFLICT_SHARE);
  const fixes = await fixesFor(requests, conflicts, oracle, options);
  return done("impossible", { conflicts, fixes });
}

/** Conflicts are looked for until `enough`; what was found by then is described in the time left. */
async function conflictsOf(
  requests: readonly AskedRequest[],
  oracle: Oracle,
  enough: number,
): Promise<Conflict[]> {
  const end = oracle.deadline;
  const requirements = requests.map((each) => each.requirement);
  const conflicts: Conflict[] = [];
  let places: number[] = keptRatherFirst(requests);
  while (conflicts.length < MOST_CONFLICTS && places.length > 0 && performance.now() < enough) {
    oracle.deadline = enough;
    const run = await oracle.run(places.map((place) => requirements[place]!));
    const { outcome, edges } = run;
    const minimal =
      outcome.kind === "failed"
        ? await minimise(requirements, places, { outcome, edges }, oracle)
        : null;
    oracle.deadline = end;
    if (minimal === null) break;
    const conflict = await conflictOf(requests, minimal, oracle);
    if (conflict === null) break;
    conflicts.push(conflict);
    const used = new Set(minimal.requests);
    places = places.filter((place) => !used.has(place));
  }
  if (performance.now() >= enough) oracle.gaveUp = true;
  return conflicts;
}

/** The same request twice would be a reason for nothing to be droppable. */
function withoutRepetition(requests: readonly AskedRequest[]): AskedRequest[] {
  const byText = new Map<string, AskedRequest>();
  for (const request of requests) {
    const { text } = request.requirement;
    if (!byText.has(text)) byText.set(text, request);
  }
  return [...byText.values()];
}

/** Dropped from the end: implicit packages first, what the question is about last. */
function keptRatherFirst(requests: readonly AskedRequest[]): number[] {
  const rank = { asked: 0, request: 1, implicit: 2 };
  const places = [...requests.keys()];
  return places.sort((a, b) => rank[requests[a]!.origin] - rank[requests[b]!.origin]);
}

async function conflictOf(
  requests: readonly AskedRequest[],
  minimal: MinimalFailure,
  oracle: Oracle,
): Promise<Conflict | null> {
  const members = [...minimal.requests].sort((a, b) => a - b).map((place) => requests[place]!);
  const requirements = members.map(({ requirement }) => requirement);
  const facts = await factsOf(requirements, minimal.edges, oracle);
  if (facts === null) return null;
  const { failed } = minimal;
  const missing = [];
  for (const name of missingNames(failed, requirements, facts.facts)) {
    missing.push(await describeMissing(name, requirements, facts, oracle));
  }
  const without = [];
  for (const request of members) {
    if (members.length === 1) break;
    const others = members.filter((each) => each !== request).map((each) => each.requirement);
    const { outcome } = await oracle.run(others, minimal.edges);
    without.push({ request, outcome });
  }
  const needed = without.every(
    ({ outcome }) => outcome.kind !== "failed" || !isSameSort(outcome.failed, failed),
  );
  return {
    failed,
    requests: members,
    facts,
    missing,
    isMinimal: minimal.isMinimal && needed,
    without,
  };
}

function missingNames(
  failed: Failed,
  requests: readonly Requirement[],
  facts: readonly Fact[],
): ReadonlySet<string> {
  const names = new Set<string>();
  if (failed.kind.startsWith("missing")) names.add(failed.subject);
  if (failed.kind !== "conflict") return names;
  for (const { name } of requests) names.add(name);
  for (const { alternatives } of facts) {
    for (const { name } of alternatives.flat()) names.add(name);
  }
  return names;
}
