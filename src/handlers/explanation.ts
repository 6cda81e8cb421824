// Explanations of resolves.

import { resolvedPackage, whyIn } from "../context/why.ts";
import { parsePackageRequest } from "../definition/request.ts";
import { explanationData } from "../explanation/data.ts";
import { variantOfHandle } from "../records/variant-lookup.ts";
import { lateRequirementKeys } from "../repository/variant.ts";
import { explainResolve } from "../resolve/explain.ts";
import { lateRequirements } from "../resolve/late-requirements.ts";
import { searchSettings } from "./engine-settings.ts";
import type { Handlers } from "./handler.ts";
import { packageSource } from "./problem.ts";
import { newReading, openOptions } from "./reading.ts";

export const explanationHandlers = {
  "context/explain": async (params, call) => {
    const explanation = await explainResolve(
      {
        requests: params.requests,
        implicits: params.implicits,
        asked: params.asked,
        options: {
          ...searchSettings(call.settings),
          memory: call.engine.searches.solver,
        },
        budgetSeconds: params.budgetSeconds,
      },
      await packageSource(params, call),
      params.filter,
      call.engine.searches.families,
    );
    return explanationData(explanation, params.resolved);
  },

  "context/why": async ({ context, name }, call) => {
    const reading = newReading(call);
    const building = { build: context.building };
    const packages = await Promise.all(
      context.packages.map(async (handle) => {
        const variant = await variantOfHandle(handle, reading, openOptions(call));
        const keys = lateRequirementKeys(variant.package, building);
        const late = await lateRequirements(variant.package, keys, call.host);
        return resolvedPackage(variant, building, late);
      }),
    );
    return whyIn({
      name,
      requests: context.requests.map(parsePackageRequest),
      implicits: context.implicits.map(parsePackageRequest),
      packages,
    });
  },
} satisfies Partial<Handlers>;
