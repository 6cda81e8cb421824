// The solver by itself.

import { variantRecord } from "../records/records.ts";
import { runSolver } from "../resolve/solver-run.ts";
import { searchSettings } from "./engine-settings.ts";
import type { Handlers } from "./handler.ts";
import { memoryOf, packageSource, stepCallback } from "./problem.ts";

export const solverHandlers = {
  "solver/solve": async (params, call) => {
    const outcome = await runSolver(
      {
        requests: params.requests,
        options: {
          ...searchSettings(call.settings),
          optimised: params.optimised,
          pruneFailedGraph: params.pruneUnfailed,
        },
        steps: params.steps,
        ending: params.ending,
        failure: params.failure,
        isTraced: params.isTraced,
        onStep: stepCallback(params, call),
      },
      await packageSource(params, call, params.hasLoadCallback),
      memoryOf(params, call),
    );
    const {
      variants,
      ephemerals,
      counts,
      trace,
      openPhases,
      droppedPhases,
      failure,
      solveSeconds,
      loadSeconds,
      ...rest
    } = outcome;
    return {
      ...rest,
      ...counts,
      extractionTime: counts.extractionTime / 1000,
      intersectionTime: counts.intersectionTime / 1000,
      reductionTime: counts.reductionTime / 1000,
      trace,
      openPhases,
      droppedPhases,
      resolvedPackages: await Promise.all(
        variants.map((each) => variantRecord(each, call.settings)),
      ),
      resolvedEphemerals: ephemerals,
      failure,
      solveTime: solveSeconds,
      loadTime: loadSeconds,
    };
  },
} satisfies Partial<Handlers>;
