// Between two steps of a search: the others' turn, and word of how far it is.

import type { Control } from "../slices.ts";
import type { Search } from "../solver/solver.ts";

/** Lets messages in when it is time, and tells who watches how many steps were taken. */
export async function giveTurn(search: Search, control: Control): Promise<void> {
  if (!control.due) return;
  control.report({ title: "Solving, step", done: search.numSolves, total: null });
  await control.pause();
}
