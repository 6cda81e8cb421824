// Graphviz, in a thread of its own: a bundle beside the engine's, which is loaded for a picture and
// for nothing else. It lays out one graph and ends.

import { parentPort, workerData } from "node:worker_threads";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import type { Layout } from "./render.ts";

async function layout(dot: string): Promise<Layout> {
  try {
    const graphviz = await Graphviz.load();
    return { svg: graphviz.layout(dot, "svg", "dot") };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

void layout(workerData as string).then((result) => parentPort?.postMessage(result));
