// The solver by itself, as far as rez's `Solver` shows it.

import * as z from "zod/mini";
import { record, request } from "./method.ts";
import { variantRecord } from "./records.ts";
import { resolveProblem } from "./resolve-problem.ts";

const clash = () => ({ dependency: z.string(), conflictingRequest: z.string() });

const failure = record("SolverFailure", "Why a step of a solve failed.", () =>
  z.object({
    description: z.string(),
    kind: z.nullable(z.enum(["DependencyConflicts", "TotalReduction", "Cycle"])),
    conflicts: z.array(z.object(clash())),
    reductions: z.array(
      z.object({
        ...clash(),
        name: z.string(),
        version: z.string(),
        variantIndex: z.nullable(z.int()),
      }),
    ),
    packages: z.array(z.object({ name: z.string(), version: z.string() })),
    graph: z.string(),
  }),
);

const phase = record("PhaseRecord", "A phase of a solve, its text in rez's notation.", () =>
  z.object({
    label: z.string(),
    status: z.enum(["pending", "solved", "exhausted", "failed", "cyclic"]),
    text: z.string(),
  }),
);

const tracedLine = record("TracedLine", "What rez prints of a solve.", () =>
  z.object({ kind: z.enum(["header", "heading", "line"]), text: z.string() }),
);

const ending = record("SolveEnding", "What a callback wanted, and why.", () =>
  z.object({
    answer: z.enum(["keep_going", "abort", "fail"]),
    reason: z.nullable(z.string()),
  }),
);

export const solve = request("solver/solve", {
  isRepeatable: true,
  description: "Solves a request, whole or up to a step; the same each time.",
  params: () =>
    z.object({
      ...resolveProblem(),
      optimised: z.boolean(),
      pruneUnfailed: z.boolean(),
      /** Stop after so many; 0 only checks that requests name something. */
      steps: z.nullable(z.int()),
      /** What a callback wanted after the last of `steps`, when a solve is run again. */
      ending: z.nullable(ending()),
      /** Which failure to tell of, from the end when negative; null is the most telling. */
      failure: z.nullable(z.int()),
      isTraced: z.boolean(),
      hasCallback: z.boolean(),
      hasLoadCallback: z.boolean(),
    }),
  result: () =>
    z.object({
      status: z.enum(["pending", "solved", "exhausted", "failed", "cyclic", "unsolved"]),
      abortReason: z.nullable(z.string()),
      isCyclic: z.boolean(),
      numSolves: z.int(),
      numFails: z.int(),
      /** Empty if it was not asked for. */
      trace: z.array(tracedLine()),
      openPhases: z.array(phase()),
      droppedPhases: z.array(phase()),
      extractions: z.int(),
      intersections: z.int(),
      intersectionBroadTests: z.int(),
      intersectionTests: z.int(),
      reductions: z.int(),
      reductionBroadTests: z.int(),
      reductionTests: z.int(),
      /** Seconds, as all times. */
      extractionTime: z.number(),
      intersectionTime: z.number(),
      reductionTime: z.number(),
      resolvedPackages: z.array(variantRecord()),
      resolvedEphemerals: z.array(z.string()),
      failure: z.nullable(failure()),
      graph: z.nullable(z.string()),
      solveTime: z.number(),
      loadTime: z.number(),
    }),
  errors: [
    "PackageFamilyNotFoundError",
    "PackageNotFoundError",
    "PackageRequestError",
    "PackageMetadataError",
    "ResolveError",
  ],
});
