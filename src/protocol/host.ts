// What the engine asks of the Python process: to run users' Python, which only it can do. Such a
// call belongs to the request that caused it and is answered by the thread that waits for it.

import * as z from "zod/mini";
import { action, commandsBindings, commandsCode, commandsFailure, effect } from "./commands.ts";
import { hostRequest, json, jsonObject, record } from "./method.ts";
import { sortKey } from "./preferences.ts";
import { handle, packageRecord } from "./records.ts";

/** What every call of the host carries on the wire, around the method's own parameters. */
export interface HostEnvelope {
  readonly requestId: number;
  readonly params: unknown;
}

export const evaluateDefinition = hostRequest("host/evaluateDefinition", {
  description: "Runs a package.py, by its text or else its file, and gives its attributes, tagged.",
  params: () => z.object({ path: z.string(), source: z.nullable(z.string()) }),
  result: () =>
    z.object({
      data: jsonObject(),
      /** Nothing but the file's text had a say, as far as can be known: it imports and reads nothing. */
      isSelfContained: z.boolean(),
    }),
});

export const runCommands = hostRequest("host/runCommands", {
  description: "Runs a function of a package's commands and gives the actions it made.",
  params: () =>
    z.object({
      code: commandsCode(),
      attribute: z.string(),
      /** The package whose function it is; null for other code. */
      package: z.nullable(z.string()),
      /** null: as for the function before. */
      bindings: z.nullable(commandsBindings()),
      /** `environ` is all variables, not only those that are new or changed since then. */
      environIsWhole: z.boolean(),
      environ: z.array(z.tuple([z.string(), z.string()])),
      mentioned: z.array(z.string()),
      interpreter: z.enum(["passive", "python", "shell"]),
      due: z.array(effect()),
    }),
  result: () =>
    z.object({
      actions: z.array(action()),
      mentioned: z.array(z.string()),
      /** Python's packages are no longer as they are: it runs the functions that follow, too. */
      changesPackages: z.boolean(),
      /** The actions are those before it. */
      error: z.nullable(commandsFailure()),
    }),
});

export const runActions = hostRequest("host/runActions", {
  description: "Calls the user's function that adds rex actions to a shell's environment.",
  params: () =>
    z.object({
      /** Before or after the packages' commands. */
      moment: z.enum(["before", "after"]),
      /** The variables set so far, and the names that were only mentioned. */
      environ: z.array(z.tuple([z.string(), z.string()])),
      mentioned: z.array(z.string()),
      /** The actions so far. */
      actions: z.array(action()),
    }),
  result: () =>
    z.object({
      actions: z.array(action()),
      mentioned: z.array(z.string()),
      /** True if it has bound names, which only Python has. */
      binds: z.boolean(),
    }),
});

export const evaluateLate = hostRequest("host/evaluateLate", {
  description: "Runs a late-bound attribute of a package.",
  params: () =>
    z.object({
      package: packageRecord(),
      key: z.string(),
      /** What each of its variants has, as a list. */
      ofVariants: z.boolean(),
    }),
  result: () => z.object({ value: json() }),
});

export const solverCallback = hostRequest("host/solverCallback", {
  description: "Asks the user's callback whether a solve should go on.",
  params: () => z.object({ numSolves: z.int(), numFails: z.int(), phase: z.string() }),
  result: () =>
    z.object({
      answer: z.enum(["keep_going", "abort", "fail"]),
      reason: z.nullable(z.string()),
    }),
});

export const packageLoaded = hostRequest("host/packageLoaded", {
  description: "Shows the user's callback what a solve has read; it may choose among variants.",
  params: () => z.object({ packages: z.array(packageRecord()) }),
  result: () => z.object({ variants: z.array(z.nullable(z.array(z.nullable(z.int())))) }),
});

export const filterPackages = hostRequest("host/filterPackages", {
  description: "Asks the user's package filter which packages of a family it hides.",
  params: () => z.object({ packages: z.array(handle()) }),
  result: () => z.object({ excluded: z.array(z.boolean()) }),
});

const versionKey = record("VersionKey", "What a version of a family is sorted by.", () =>
  z.object({ family: z.string(), version: z.string(), key: sortKey() }),
);

export const orderVersions = hostRequest("host/orderVersions", {
  description: "Asks the user's orderer of a family what versions are sorted by.",
  params: () => z.object({ family: z.string(), versions: z.array(z.string()) }),
  result: () =>
    z.object({
      /** Of the versions asked for, and of earlier ones whose keys changed with that. */
      keys: z.array(versionKey()),
    }),
});

export const warn = hostRequest("host/warn", {
  description:
    "Tells what rez warns of, as far as settings want it, and what the caches do without.",
  params: () =>
    z.object({
      warnings: z.array(
        z.object({
          /** The setting `warn_<kind>` says whether it is told; null always is. */
          kind: z.nullable(z.string()),
          message: z.string(),
        }),
      ),
    }),
  result: () => z.object({}),
});

export const repositoryFamilies = hostRequest("host/repositoryFamilies", {
  description: "Asks a repository in Python for the names of its families.",
  params: () => z.object({ path: z.string() }),
  result: () => z.object({ families: z.array(z.string()) }),
});

export const repositoryVersions = hostRequest("host/repositoryVersions", {
  description: "Asks a repository in Python for the versions of a family; null is no family.",
  params: () => z.object({ path: z.string(), name: z.string() }),
  result: () => z.object({ versions: z.nullable(z.array(z.string())) }),
});

export const repositoryPackage = hostRequest("host/repositoryPackage", {
  description: "Asks a repository in Python for a package: its attributes, tagged.",
  params: () => z.object({ path: z.string(), name: z.string(), version: z.string() }),
  result: () =>
    z.object({
      uri: z.string(),
      base: z.nullable(z.string()),
      data: jsonObject(),
      /** The indices of those variants that the repository gives; null is all of them. */
      variants: z.optional(z.nullable(z.array(z.nullable(z.int())))),
    }),
});
