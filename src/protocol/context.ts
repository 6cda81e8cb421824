// Contexts: resolving a request, and what is made of the result.

import * as z from "zod/mini";
import { action, effect } from "./commands.ts";
import { request } from "./method.ts";
import {
  basis,
  contextRecord,
  environment,
  spawnPlan,
  surroundings,
  variantRecord,
} from "./records.ts";
import { resolveProblem } from "./resolve-problem.ts";

export const resolve = request("context/resolve", {
  isRepeatable: true,
  description: "Resolves a request. A request that cannot be met is a result, not an error.",
  params: () =>
    z.object({
      ...resolveProblem(),
      maxFails: z.number(),
      timeLimit: z.number(),
      /** Whether a resolve that was made before may be given again, while all that it saw is so. */
      caching: z.boolean(),
      hasCallback: z.boolean(),
      hasLoadCallback: z.boolean(),
    }),
  result: () =>
    z.object({
      status: z.enum(["solved", "failed", "aborted"]),
      resolvedPackages: z.array(variantRecord()),
      resolvedEphemerals: z.array(z.string()),
      failureDescription: z.nullable(z.string()),
      /** The clashes of the last failure, each in rez's notation. */
      conflicts: z.array(z.string()),
      /** rez's compacted form of the resolve graph. */
      graph: z.string(),
      solveTime: z.number(),
      loadTime: z.number(),
      numLoadedPackages: z.int(),
    }),
  errors: [
    "PackageFamilyNotFoundError",
    "PackageNotFoundError",
    "PackageRequestError",
    "PackageMetadataError",
    "ResolveError",
  ],
});

export const environ = request("context/environ", {
  isRepeatable: true,
  description: "The variables that a context sets, and what commands() want done besides.",
  params: () =>
    z.object({
      context: contextRecord(),
      surroundings: surroundings(),
      purpose: z.enum(["look", "command", "apply", "actions"]),
    }),
  result: () =>
    z.object({
      environ: environment(),
      effects: z.array(effect()),
      /** With that purpose: every action. */
      actions: z.nullable(z.array(action())),
      /** null where nobody can say what it depends on. */
      basis: z.nullable(basis()),
    }),
  errors: ["PackageCommandError", "RexError"],
});

export const script = request("context/script", {
  isRepeatable: true,
  description: "The script that makes a context's environment in a running shell.",
  params: () =>
    z.object({
      context: contextRecord(),
      surroundings: surroundings(),
      style: z.enum(["file", "eval"]),
    }),
  result: () => z.object({ script: z.string(), basis: z.nullable(basis()) }),
  errors: ["PackageCommandError", "RexError"],
});

/** The fields of what a shell is started for, and how. */
export const shellStart = () => ({
  folder: z.string(),
  rxtPath: z.string(),
  contextPath: z.nullable(z.string()),
  rcfile: z.nullable(z.string()),
  norc: z.boolean(),
  stdin: z.boolean(),
  command: z.nullable(z.union([z.string(), z.array(z.string())])),
  preCommand: z.array(z.string()),
  quiet: z.boolean(),
  sourcedFirst: z.boolean(),
  addRez: z.boolean(),
});

export const shell = request("context/shell", {
  isRepeatable: true,
  description: "How a shell is started in a context: files to write, argv, environ.",
  params: () =>
    z.object({
      context: contextRecord(),
      surroundings: surroundings(),
      ...shellStart(),
      /** What tells when the shell was started. */
      now: z.string(),
      completionFolder: z.string(),
      /** Call the host with moment "before", with moment "after". */
      hasActionsCallback: z.boolean(),
      hasPostActionsCallback: z.boolean(),
    }),
  result: () => z.object({ ...spawnPlan(), environ: environment(), basis: z.nullable(basis()) }),
  errors: ["PackageCommandError", "RexError", "RezSystemError"],
});
