// Packages and variants by address.

import * as z from "zod/mini";
import { json, jsonObject, record, request } from "./method.ts";
import { attributeErrors, errorRecord, familyVersions, handle, variantRecord } from "./records.ts";

export const read = request("package/read", {
  isRepeatable: true,
  description: "Packages by address: what their definitions set, or what is wrong with them.",
  params: () =>
    z.object({
      packages: z.array(familyVersions()),
      /** Of each package, in order, the state of what the caller has of it. */
      states: z.array(z.nullable(z.string())),
    }),
  /** Lists with an item for each package, in order; errors by its place in them. */
  result: () =>
    z.object({
      /** Where the definition is, relative to the package's folder. */
      files: z.array(z.string()),
      /** The package is unchanged while its file shows this state: mtime and ctime in ns, size,
       * inode; where four more follow, while its folder shows those. None where that is not known. */
      states: z.array(z.nullable(z.string())),
      /** As in `PackageRecord`; None where it is still what the caller has. */
      attributes: z.array(z.nullable(z.string())),
      attributeErrors: z.record(z.string(), attributeErrors()),
      /** What rez raises for a package. */
      errors: z.record(z.string(), errorRecord()),
    }),
  errors: ["ResourceError"],
});

export const variants = request("package/variants", {
  isRepeatable: true,
  description: "The records of variants by address.",
  params: () => z.object({ handles: z.array(handle()) }),
  result: () => z.object({ variants: z.array(variantRecord()) }),
  errors: ["ResourceError", "PackageMetadataError"],
});

export const develop = request("package/develop", {
  isRepeatable: true,
  description: "The data of a developer's own definition, tagged and not validated yet.",
  params: () =>
    z.object({
      /** A definition file, or the folder of one; absolute. */
      path: z.string(),
      format: z.nullable(z.enum(["py", "yaml"])),
      /** Whether Python is to run it: early-bound functions see names that only Python knows. */
      askHost: z.optional(z.boolean()),
    }),
  result: () => z.object({ file: z.string(), data: jsonObject() }),
  errors: ["PackageMetadataError", "ResourceError"],
});

export const make = request("package/make", {
  isRepeatable: true,
  description: "A package made of data, in no repository.",
  params: () =>
    z.object({
      name: z.string(),
      data: jsonObject(),
      /** What errors name as the data's origin. */
      file: z.string(),
      location: z.string(),
      rezVersion: z.string(),
      /** Where the latest versions that stand for wildcards are looked up. */
      paths: z.array(z.string()),
    }),
  result: () => z.object({ attributes: jsonObject() }),
  errors: ["PackageMetadataError", "PackageRequestError", "VersionError"],
});

const problem = record("PackageProblem", "What a reviewer would say of a package, and where.", () =>
  z.object({
    severity: z.enum(["error", "warning"]),
    message: z.string(),
    file: z.string(),
    line: z.nullable(z.int()),
    key: z.nullable(z.string()),
  }),
);

export const validate = request("package/validate", {
  isRepeatable: true,
  description: "Reviews a package of a repository, or one that was made of data.",
  params: () =>
    z.object({
      handle: z.nullable(handle()),
      made: z.nullable(
        z.object({
          name: z.string(),
          data: jsonObject(),
          file: z.string(),
          location: z.string(),
          rezVersion: z.string(),
        }),
      ),
      /** Where requirements are looked for. */
      paths: z.array(z.string()),
      system: z.record(z.string(), json()),
      /** Names that Python has in every module. */
      builtins: z.array(z.string()),
      /** Code that Python cannot compile, with the line of its body. */
      syntaxErrors: z.array(z.object({ key: z.string(), message: z.string(), line: z.int() })),
    }),
  result: () => z.object({ problems: z.array(problem()) }),
});
