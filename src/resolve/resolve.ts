// Resolves a request: runs a search, loads what it asks for, lets messages in between its steps,
// and gives the outcome as data. A request that cannot be met is an outcome, not an error.

import { parsePackageRequest } from "../definition/request.ts";
import type { Variant } from "../repository/variant.ts";
import { type FailureReason, reducedVariant } from "../solver/failure.ts";
import type { SolverMemory } from "../solver/family.ts";
import { type Search, type SolveOptions, start } from "../solver/solver.ts";
import { compactGraph } from "./compact-graph.ts";
import { Families, type FamilyMemory, type PackageSource } from "./families.ts";
import { heed, runSearch, type StepAnswer } from "./run-search.ts";
import { toldOnce } from "./told-once.ts";

export interface ResolveRequest {
  readonly requests: readonly string[];
  readonly options: SolveOptions;
  /** What the caller wants after a step; null when nobody listens. */
  readonly onStep: ((search: Search) => Promise<StepAnswer>) | null;
}

export interface Resolution {
  readonly status: "solved" | "failed" | "aborted";
  readonly variants: readonly Variant[];
  readonly ephemerals: readonly string[];
  readonly failureDescription: string | null;
  readonly conflicts: readonly string[];
  readonly graph: string;
  readonly solveSeconds: number;
  readonly loadSeconds: number;
  readonly loadedCount: number;
}

export async function resolve(
  request: ResolveRequest,
  source: PackageSource,
  memory: { readonly families: FamilyMemory; readonly solver: SolverMemory },
): Promise<Resolution> {
  const started = performance.now();
  const requests = request.requests.map(parsePackageRequest);
  const options = { ...request.options, memory: memory.solver };
  let families: Families;
  let search: Search;
  const { control } = source.reading;
  const told = toldOnce(request.onStep, source);
  const { onStep } = told;
  const afterStep =
    onStep &&
    (async () => {
      heed(search, await onStep(search));
      return false;
    });
  do {
    families = new Families(told.source, memory.families);
    families.expect(requests);
    search = start(requests, families, options);
  } while (!(await runSearch(search, families, control, afterStep)));
  // The graph takes as long as many steps.
  if (control.due) await control.pause();
  const graph = search.graph();
  if (control.due) await control.pause();
  return {
    ...outcome(search, families),
    graph: compactGraph(graph),
    solveSeconds: (performance.now() - started) / 1000,
    loadSeconds: families.loadMilliseconds / 1000,
    loadedCount: search.packages.readCount,
  };
}

function outcome(
  search: Search,
  families: Families,
): Pick<Resolution, "status" | "variants" | "ephemerals" | "failureDescription" | "conflicts"> {
  if (search.status === "solved") {
    return {
      status: "solved",
      variants: search.resolvedPackages!.map(({ name, position, index }) => ({
        package: families.loaded(name, position),
        index,
      })),
      ephemerals: search.resolvedEphemerals!.map(String),
      failureDescription: null,
      conflicts: [],
    };
  }
  const nothing = { variants: [], ephemerals: [] };
  if (search.status !== "failed") {
    const failureDescription = search.abortReason;
    return { status: "aborted", ...nothing, failureDescription, conflicts: [] };
  }
  const { reason, description } = search.failure();
  const conflicts = reason === null ? [] : conflictTexts(reason);
  return { status: "failed", ...nothing, failureDescription: description, conflicts };
}

/** One text for each clash, in rez's notation. */
function conflictTexts(reason: FailureReason): string[] {
  switch (reason.kind) {
    case "DependencyConflicts":
      return reason.conflicts.map(
        (each) => `${each.dependency} <--!--> ${each.conflictingRequest}`,
      );
    case "TotalReduction":
      return reason.reductions.map(
        (each) =>
          `${reducedVariant(each)} (dep(${each.dependency}) <--!--> ${each.conflictingRequest})`,
      );
    case "Cycle":
      return [[...reason.packages, ...reason.packages.slice(0, 1)].join(" --> ")];
  }
}
