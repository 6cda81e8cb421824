// Pictures of graphs.

import * as z from "zod/mini";
import { request } from "./method.ts";

export const svg = request("graph/svg", {
  isRepeatable: true,
  description: "A graph in dot's language, laid out and drawn.",
  params: () => z.object({ dot: z.string() }),
  result: () => z.object({ svg: z.string() }),
  errors: ["RezSystemError"],
});
