// Shells: what is known of one without starting it in a context.

import * as z from "zod/mini";
import { request } from "./method.ts";

export const systemPaths = request("shell/systemPaths", {
  effect: "read",
  description: "What a shell has on PATH of its own.",
  params: () => z.object({ shell: z.string() }),
  result: () => z.object({ paths: z.array(z.string()) }),
  errors: ["RezPluginError"],
});
