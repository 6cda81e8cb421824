// Takes a search from step to step: gives it the packages it asks for, tells who watches, and lets others
// have their turn.

import { counted, spanned } from "../profile.ts";
import type { Control } from "../slices.ts";
import type { Search } from "../solver/solver.ts";
import type { Families } from "./families.ts";

/** What a caller wants after a step. */
export interface StepAnswer {
  readonly answer: "keep_going" | "abort" | "fail";
  readonly reason: string | null;
}

/**
 * Runs a search until it is done, or `afterStep` says that this is far enough. The outcome is false when a
 * package turned out to have changed, and the search must start over.
 */
export async function runSearch(
  search: Search,
  families: Families,
  control: Control,
  afterStep: (() => Promise<boolean>) | null,
): Promise<boolean> {
  return asSolve(search, families, () => run(search, families, control, afterStep));
}

/** Does a part of a search, which is told to who profiles. */
export async function asSolve<T>(
  search: Search,
  families: Families,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await spanned("solve", null, work);
  } finally {
    counted("solveSteps", search.numSolves);
    counted("failedSteps", search.numFails);
    families.end();
  }
}

async function run(
  search: Search,
  families: Families,
  control: Control,
  afterStep: (() => Promise<boolean>) | null,
): Promise<boolean> {
  while (true) {
    const step = search.step();
    if (step.kind === "done") return true;
    if (step.kind === "question") {
      if (!(await families.answer(step, search))) return false;
    } else if (afterStep !== null && !search.isOutOfFails && (await afterStep())) {
      return true;
    }
    if (control.due) {
      control.report({ title: "Solving, step", done: search.numSolves, total: null });
      await control.pause();
    }
  }
}

/** Does with a search what its caller wants. */
export function heed(search: Search, { answer, reason }: StepAnswer): void {
  if (answer === "abort") search.abort(reason);
  else if (answer === "fail") search.fail(reason);
}
