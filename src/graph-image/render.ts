// A graph in dot's language, as a picture. A layout takes as long as it takes and cannot be paused,
// so it runs in a thread, which is ended when the caller gives up.

import type { Worker } from "node:worker_threads";
import { RezError } from "../errors.ts";
import type { Control } from "../slices.ts";

/** What the thread answers. */
export type Layout = { readonly svg: string } | { readonly problem: string };

const CANCEL_MILLISECONDS = 25;

/**
 * @param dot The graph.
 * @param graphviz The bundle of `graphviz.ts`.
 */
export async function renderSvg(dot: string, graphviz: string, control: Control): Promise<string> {
  const { Worker } = await import("node:worker_threads");
  // What Graphviz prints is not for the engine's output, which carries messages.
  const worker = new Worker(graphviz, { workerData: dot, stdout: true, stderr: true });
  const watch = setInterval(() => {
    control.pause().catch(() => worker.terminate());
  }, CANCEL_MILLISECONDS);
  try {
    const layout = await answer(worker);
    await control.pause();
    if (layout !== null && "svg" in layout) return layout.svg;
    const problem = layout === null ? "Graphviz ended without a picture" : layout.problem;
    throw new RezError("RezSystemError", `the graph cannot be drawn: ${problem.trim()}`);
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}

function answer(worker: Worker): Promise<Layout | null> {
  return new Promise((resolve) => {
    worker.on("message", resolve);
    worker.on("error", (error) => resolve({ problem: String(error) }));
    worker.on("exit", () => resolve(null));
  });
}
