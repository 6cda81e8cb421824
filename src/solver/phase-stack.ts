// The phases of a search that are still open, the last one on top. rez names each by its depth and by
// how many were that deep before, as in `{2,0}`, in what it prints of a solve.

import type { Phase } from "./phase.ts";

/** A line that rez prints of a solve; a heading is printed only with a line below it. */
export interface TraceLine {
  readonly kind: "header" | "heading" | "line";
  readonly text: string;
}

export type Trace = (line: TraceLine) => void;

export interface PhaseText {
  readonly label: string;
  readonly status: Phase["status"];
  readonly text: string;
}

export class PhaseStack {
  readonly #phases: Phase[] = [];
  /** By depth: how many were pushed there before the last one. */
  readonly #counts: number[] = [];
  readonly #trace: Trace | null;

  constructor(trace: Trace | null) {
    this.#trace = trace;
  }

  get top(): Phase | undefined {
    return this.#phases.at(-1);
  }

  get size(): number {
    return this.#phases.length;
  }

  push(phase: Phase): void {
    const depth = this.size;
    this.#counts[depth] = (this.#counts[depth] ?? -1) + 1;
    this.#phases.push(phase);
    this.#trace?.({ kind: "line", text: `pushed ${this.#label(depth)}: ${phaseText(phase)}` });
  }

  pop(): Phase {
    const label = this.#label(this.size - 1);
    const phase = this.#phases.pop()!;
    this.#trace?.({ kind: "line", text: `popped ${label}: ${phaseText(phase)}` });
    return phase;
  }

  /** The last one that did not fail. */
  get open(): Phase | undefined {
    return this.#phases.findLast(({ status }) => status !== "failed" && status !== "cyclic");
  }

  /** From the bottom. */
  get texts(): PhaseText[] {
    return this.#phases.map((phase, depth) => ({
      label: this.#label(depth),
      status: phase.status,
      text: phaseText(phase),
    }));
  }

  #label(depth: number): string {
    return `{${depth},${this.#counts[depth]}}`;
  }
}

/** In rez's notation. */
export function phaseText({ scopes }: Phase): string {
  return scopes.join(" ");
}
