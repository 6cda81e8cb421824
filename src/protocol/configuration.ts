// Configuration files that Python cannot read without a library.

import * as z from "zod/mini";
import { json, request } from "./method.ts";

export const read = request("configuration/read", {
  isRepeatable: true,
  description: "What a YAML file holds: a configuration, or a context of old.",
  params: () => z.object({ path: z.string() }),
  result: () => z.object({ data: json() }),
  errors: ["ConfigurationError"],
});
