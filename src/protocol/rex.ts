// rex: code of packages, apart from any context.

import * as z from "zod/mini";
import { request } from "./method.ts";

export const convertOldCommands = request("rex/convertOldCommands", {
  isRepeatable: true,
  description: "rez-1 commands, lines of a shell, as rex code.",
  params: () => z.object({ commands: z.array(z.string()), annotate: z.boolean() }),
  result: () => z.object({ code: z.string() }),
});
