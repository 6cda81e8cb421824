// Explanations: why a request fails, why a package is in a resolve.

import * as z from "zod/mini";
import { record, request } from "./method.ts";
import { contextRecord } from "./records.ts";
import { resolveProblem } from "./resolve-problem.ts";

const graph = record("ExplanationGraph", "Who asks for what, as nodes and edges.", () =>
  z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        kind: z.enum(["request", "packages", "family"]),
      }),
    ),
    edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.string() })),
  }),
);

const conflict = record(
  "ConflictRecord",
  "Requests and requirements that cannot hold together.",
  () =>
    z.object({
      kind: z.enum(["conflict", "cycle", "missing family", "missing package", "invalid package"]),
      text: z.string(),
      /** The solver's own words for the same. */
      description: z.string(),
      requests: z.array(
        z.object({ request: z.string(), origin: z.enum(["request", "implicit", "asked"]) }),
      ),
      requirements: z.array(
        z.object({
          family: z.string(),
          versions: z.array(z.string()),
          /** Those versions in words. */
          packages: z.string(),
          /** For each sort of variant, all that it requires. */
          requires: z.array(z.array(z.string())),
        }),
      ),
      missing: z.array(
        z.object({
          name: z.string(),
          isFamilyMissing: z.boolean(),
          wanted: z.array(z.string()),
          isWantedThere: z.boolean(),
          existing: z.string(),
          near: z.array(z.string()),
          paths: z.array(z.string()),
          hidden: z.array(z.object({ version: z.string(), by: z.string() })),
        }),
      ),
      isMinimal: z.boolean(),
      /** What happens to the others without each request. */
      without: z.array(
        z.object({ request: z.string(), outcome: z.string(), description: z.string() }),
      ),
    }),
);

const fix = record("FixRecord", "A change of the request that was solved for, and resolves.", () =>
  z.object({
    kind: z.enum(["change", "drop", "unhide"]),
    text: z.string(),
    drop: z.array(z.string()),
    add: z.array(z.string()),
    requests: z.array(z.string()),
    implicits: z.array(z.string()),
    packages: z.array(z.string()),
  }),
);

export const explain = request("context/explain", {
  isRepeatable: true,
  description:
    "Why a request cannot be met, and what would resolve it; solved for again and again.",
  params: () =>
    z.object({
      ...resolveProblem(),
      /** A further request that is asked about; null explains the request itself. */
      asked: z.nullable(z.string()),
      /** With `asked`: what the context resolved to, to say what would be different. */
      resolved: z.array(z.string()),
      budgetSeconds: z.number(),
    }),
  result: () =>
    z.object({
      status: z.enum(["impossible", "resolves", "gave up"]),
      text: z.string(),
      packages: z.array(z.string()),
      conflicts: z.array(conflict()),
      fixes: z.array(fix()),
      isComplete: z.boolean(),
      seconds: z.number(),
      graph: graph(),
    }),
  errors: ["PackageRequestError", "PackageMetadataError"],
});

export const why = request("context/why", {
  isRepeatable: true,
  description: "The chains of requirements that lead from the requests to a package of a context.",
  params: () =>
    z.object({
      context: contextRecord(),
      name: z.string(),
    }),
  result: () => {
    const link = () =>
      z.object({ by: z.nullable(z.string()), requirement: z.string(), package: z.string() });
    return z.object({
      name: z.string(),
      package: z.nullable(z.string()),
      requests: z.array(z.string()),
      neededBy: z.array(link()),
      chains: z.array(z.array(link())),
      text: z.string(),
    });
  },
  errors: ["ResourceError", "PackageMetadataError"],
});
