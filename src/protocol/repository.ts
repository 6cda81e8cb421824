// What repositories hold: families and packages, by listing.

import * as z from "zod/mini";
import { request } from "./method.ts";
import { familyRecord, handle } from "./records.ts";

export const families = request("repository/families", {
  effect: "read",
  description: "Every family of every path; a name comes once for each repository that has it.",
  params: () => z.object({ paths: z.array(z.string()) }),
  result: () => z.object({ families: z.array(familyRecord()) }),
  errors: ["PackageRepositoryError"],
});

export const packages = request("repository/packages", {
  effect: "read",
  description: "The handles of a family's packages; of equal versions the first path's.",
  params: () =>
    z.object({ name: z.string(), range: z.nullable(z.string()), paths: z.array(z.string()) }),
  result: () => z.object({ packages: z.array(handle()) }),
  errors: ["PackageRepositoryError", "VersionError"],
});

export const scan = request("repository/scan", {
  effect: "read",
  description: "Reads and validates every definition of every path, and counts them.",
  params: () => z.object({ paths: z.array(z.string()) }),
  result: () =>
    z.object({
      packages: z.int(),
      errors: z.array(z.object({ uri: z.string(), type: z.string(), message: z.string() })),
    }),
});

export const forget = request("repository/forget", {
  effect: "read",
  description: "Forgets what was read from repositories; the next call reads it again.",
  params: () => z.object({}),
  result: () => z.object({}),
});
