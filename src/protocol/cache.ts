// What is kept between processes: the index of packages.

import * as z from "zod/mini";
import { request } from "./method.ts";

export const inspect = request("cache/inspect", {
  effect: "read",
  description: "Where the index of packages lies, and what it holds.",
  params: () => z.object({}),
  result: () =>
    z.object({
      file: z.nullable(z.string()),
      problem: z.nullable(z.string()),
      definitions: z.int(),
      listings: z.int(),
      /** Resolves that were made and may be given again. */
      resolves: z.int(),
      bytes: z.int(),
    }),
});

export const clear = request("cache/clear", {
  effect: "read",
  description: "Empties the index of packages, which fills again as packages are read.",
  params: () => z.object({}),
  result: () => z.object({}),
});
