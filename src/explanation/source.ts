// What an explanation needs beyond the solver's port: somebody who loads what a search asks for, who
// knows which names exist, and what was kept from the search.

import type { Problem, Question } from "../solver/problem.ts";

export interface HiddenPackage {
  readonly version: string;
  /** What hid it, in words: "released after 2024-05-01 00:00:00 UTC". */
  readonly by: string;
}

export interface ExplanationSource {
  readonly problem: Problem;
  /** Loads what a search asks for; lets messages in. */
  load(question: Question): Promise<void>;
  /** Cheap; throws when the caller gave up. */
  pause(): Promise<void>;
  familyNames(): Promise<readonly string[]>;
  /** Packages of a family that no search can see. */
  hidden(family: string): Promise<readonly HiddenPackage[]>;
  /** The same repositories with nothing hidden, and how to get there; null when nothing hides. */
  unhidden(): { readonly source: ExplanationSource; readonly how: string } | null;
}
