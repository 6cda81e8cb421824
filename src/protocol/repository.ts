// What repositories hold: families and packages, by listing.

import * as z from "zod/mini";
import { record, request } from "./method.ts";
import { environment, errorRecord, familyRecord, familyVersions } from "./records.ts";

export const families = request("repository/families", {
  isRepeatable: true,
  description: "Every family of every path; a name comes once for each repository that has it.",
  params: () => z.object({ paths: z.array(z.string()) }),
  result: () => z.object({ families: z.array(familyRecord()) }),
  errors: ["PackageRepositoryError"],
});

export const family = request("repository/family", {
  isRepeatable: true,
  description: "The family of a name in one repository, or null.",
  params: () => z.object({ name: z.string(), path: z.string() }),
  result: () => z.object({ family: z.nullable(familyRecord()) }),
  errors: ["PackageRepositoryError", "PackageRequestError"],
});

const listing = record(
  "Listing",
  "The packages of a name; of equal versions only that of the first path.",
  () =>
    z.object({
      packages: z.array(familyVersions()),
      /** Paths, and the states they had: it stays right while they have them. None where what
       * decides is not all to be seen so. */
      basis: z.nullable(z.array(z.tuple([z.string(), z.nullable(z.string())]))),
      error: z.nullable(errorRecord()),
    }),
);

export const packages = request("repository/packages", {
  isRepeatable: true,
  description: "The packages of each name, by their addresses.",
  params: () =>
    z.object({
      names: z.array(z.string()),
      paths: z.array(z.string()),
      /** Of the families in files that end so, which others of their names may hide. */
      extension: z.optional(z.enum(["py", "yaml"])),
    }),
  result: () => z.object({ listings: z.array(listing()) }),
  errors: ["PackageRepositoryError"],
});

export const forget = request("repository/forget", {
  isRepeatable: true,
  description: "Forgets what was read from repositories; the next call reads it again.",
  params: () => z.object({}),
  result: () => z.object({}),
});

export const locate = request("repository/locate", {
  isRepeatable: false,
  description: "Where a repository lies: the folder itself, or the copy of one at a git URL.",
  params: () =>
    z.object({
      /** A path or a git URL. */
      source: z.string(),
      /** A branch, tag or commit of a git repository. */
      ref: z.nullable(z.string()),
      /** Asks the remote even when there is a copy. */
      refresh: z.boolean(),
      /** The caller's environment, which git needs. */
      environ: environment(),
      /** Seconds after which git is stopped. */
      timeout: z.number(),
    }),
  result: () =>
    z.object({
      location: z.string(),
      /** Without credentials; null for a folder. */
      url: z.nullable(z.string()),
      ref: z.nullable(z.string()),
      commit: z.nullable(z.string()),
    }),
  errors: ["PackageRepositoryError"],
});

export const removeCopies = request("repository/removeCopies", {
  isRepeatable: false,
  description: "Removes all copies of the repository at a git URL.",
  params: () => z.object({ source: z.string() }),
  result: () => z.object({}),
  errors: ["PackageRepositoryError"],
});
