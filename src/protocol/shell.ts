// Shells: what is known of one without starting it in a context.

import * as z from "zod/mini";
import { request } from "./method.ts";

export const activation = request("shell/activation", {
  effect: "read",
  description: "The script that puts a folder behind the others on a running shell's PATH.",
  params: () => z.object({ shell: z.string(), folder: z.string() }),
  result: () => z.object({ script: z.string() }),
  errors: ["RezPluginError"],
});

export const systemPaths = request("shell/systemPaths", {
  effect: "read",
  description: "What a shell has on PATH of its own.",
  params: () => z.object({ shell: z.string() }),
  result: () => z.object({ paths: z.array(z.string()) }),
  errors: ["RezPluginError"],
});
