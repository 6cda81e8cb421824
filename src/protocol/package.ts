// Packages and variants by address.

import * as z from "zod/mini";
import { request } from "./method.ts";
import { handle, packageResult, variantRecord } from "./records.ts";

export const get = request("package/get", {
  effect: "read",
  description: "What is behind package handles, one each: the package, or what is wrong with it.",
  params: () => z.object({ handles: z.array(handle()) }),
  result: () => z.object({ packages: z.array(packageResult()) }),
  errors: ["ResourceError"],
});

export const variants = request("package/variants", {
  effect: "read",
  description: "The records of variants by address.",
  params: () => z.object({ handles: z.array(handle()) }),
  result: () => z.object({ variants: z.array(variantRecord()) }),
  errors: ["ResourceError", "PackageMetadataError"],
});
