// Configuration files that Python cannot read without a library.

import * as z from "zod/mini";
import { jsonObject, request } from "./method.ts";

export const read = request("configuration/read", {
  effect: "read",
  description: "The mapping in a YAML file: a configuration, or a context of old.",
  params: () => z.object({ path: z.string() }),
  result: () => z.object({ data: jsonObject() }),
  errors: ["ConfigurationError"],
});
