// Searches over all packages of a search path.

import * as z from "zod/mini";
import { request } from "./method.ts";

export const completions = request("search/completions", {
  isRepeatable: true,
  description: "The families and packages whose names begin with what was typed.",
  params: () =>
    z.object({
      prefix: z.string(),
      paths: z.array(z.string()),
      /** Only names of families. */
      familyOnly: z.boolean(),
    }),
  result: () => z.object({ completions: z.array(z.string()) }),
  errors: ["PackageRepositoryError"],
});

export const reverseDependencies = request("search/reverseDependencies", {
  isRepeatable: true,
  description: "The families that need a family, those that need these, and who needs whom.",
  params: () =>
    z.object({
      name: z.string(),
      /** How far to go; null goes to the end. */
      depth: z.nullable(z.int()),
      paths: z.array(z.string()),
      buildRequires: z.boolean(),
      privateBuildRequires: z.boolean(),
    }),
  result: () =>
    z.object({
      levels: z.array(z.array(z.string())),
      edges: z.array(z.tuple([z.string(), z.string()])),
    }),
  errors: ["PackageFamilyNotFoundError", "PackageMetadataError", "ResourceError"],
});

export const plugins = request("search/plugins", {
  isRepeatable: true,
  description: "The families whose latest package is a plugin of a package.",
  params: () => z.object({ name: z.string(), paths: z.array(z.string()) }),
  result: () => z.object({ families: z.array(z.string()) }),
  errors: ["PackageFamilyNotFoundError", "PackageMetadataError", "ResourceError"],
});
