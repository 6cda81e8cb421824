// Pictures of graphs.

import * as path from "node:path";
import { renderSvg } from "../graph-image/render.ts";
import type { Handlers } from "./handler.ts";

export const graphHandlers = {
  "graph/svg": async ({ dot }, call) => {
    const graphviz = path.join(path.dirname(process.argv[1]!), "graphviz.cjs");
    return { svg: await renderSvg(dot, graphviz, call.control) };
  },
} satisfies Partial<Handlers>;
