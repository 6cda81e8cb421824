// The solver by itself.

import { variantRecord } from "../records/records.ts";
import { runSolver } from "../resolve/solver-run.ts";
import type { VariantSelectMode } from "../solver/order.ts";
import type { Handlers } from "./handler.ts";
import { memoryOf, packageSource, stepCallback } from "./problem.ts";
import { variantPathSettings } from "./reading.ts";

export const solverHandlers = {
  "solver/solve": async (params, call) => {
    const { settings } = call;
    const paths = variantPathSettings(settings);
    const outcome = await runSolver(
      {
        requests: params.requests,
        options: {
          optimised: params.optimised,
          pruneFailedGraph: params.pruneUnfailed,
          variantSelectMode: (settings.variant_select_mode ??
            "version_priority") as VariantSelectMode,
          errorOnMissingVariantRequires: settings.error_on_missing_variant_requires !== false,
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
      trace: [...trace],
      openPhases: [...openPhases],
      droppedPhases: [...droppedPhases],
      resolvedPackages: await Promise.all(variants.map((each) => variantRecord(each, paths))),
      resolvedEphemerals: [...ephemerals],
      failure: failure && {
        ...failure,
        conflicts: [...failure.conflicts],
        reductions: [...failure.reductions],
        packages: [...failure.packages],
      },
      solveTime: solveSeconds,
      loadTime: loadSeconds,
    };
  },
} satisfies Partial<Handlers>;
