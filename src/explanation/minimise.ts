// Makes a failure minimal: parts are dropped while the rest still fails for the same sort of reason.
// rez's search is not monotone (a circle ends it, and so does a missing package that is met first),
// so nothing is concluded from other runs: the result failed as it stands, and each of its members
// was dropped once to no avail.

import type { Requirement } from "../version/requirement.ts";
import { type Failed, isSameSort, type Oracle, type Run } from "./oracle.ts";
import type { Edge } from "./relaxed.ts";

export interface MinimalFailure {
  readonly failed: Failed;
  /** Places in the list of requests. */
  readonly requests: readonly number[];
  readonly edges: readonly Edge[];
  /** False when the budget ran out before every member had been shown to be needed. */
  readonly isMinimal: boolean;
}

/** `order` lists the places in `requests` that count, the ones to be kept rather first. */
export async function minimise(
  requests: readonly Requirement[],
  order: readonly number[],
  failing: Run & { readonly outcome: { readonly kind: "failed" } },
  oracle: Oracle,
): Promise<MinimalFailure> {
  const state = new Minimising(requests, order, failing, oracle);
  await state.dropRequests();
  await state.dropEdges();
  // With fewer requirements another request may have become idle, and the other way round.
  let isStable = false;
  while (!isStable && !oracle.isLate) {
    const size = state.size;
    await state.dropRequests();
    await state.dropEdges();
    isStable = state.size === size && !oracle.isLate;
  }
  const { failed } = failing.outcome;
  return { failed, requests: state.requests, edges: state.edges, isMinimal: isStable };
}

class Minimising {
  requests: readonly number[];
  edges: readonly Edge[];
  readonly #all: readonly Requirement[];
  readonly #failed: Failed;
  readonly #oracle: Oracle;

  constructor(
    all: readonly Requirement[],
    requests: readonly number[],
    failing: Run & { readonly outcome: { readonly kind: "failed" } },
    oracle: Oracle,
  ) {
    this.#all = all;
    this.#failed = failing.outcome.failed;
    this.#oracle = oracle;
    this.requests = requests;
    this.edges = failing.edges;
  }

  get size(): number {
    return this.requests.length + this.edges.length;
  }

  /** In ever smaller pieces, from the end. */
  async dropRequests(): Promise<void> {
    await this.#dropPieces(
      () => this.requests,
      (fewer) => (fewer.length === 0 ? null : this.#accept(fewer, this.edges)),
    );
  }

  /** Far ones first: near ones make the better explanation. */
  async dropEdges(): Promise<void> {
    await this.#dropPieces(
      () => this.edges,
      (fewer) => this.#accept(this.requests, fewer),
    );
  }

  async #dropPieces<T>(
    items: () => readonly T[],
    accept: (fewer: readonly T[]) => Promise<void> | null,
  ): Promise<void> {
    for (let size = Math.ceil(items().length / 2); size >= 1; size = half(size)) {
      for (let end = items().length; end > 0; end = Math.min(end - size, items().length)) {
        if (this.#oracle.isLate) return;
        const begin = Math.max(0, end - size);
        await accept(items().filter((_, i) => i < begin || i >= end));
      }
    }
  }

  /** Takes the smaller set if it fails too, and of it only what that run has met. */
  async #accept(requests: readonly number[], edges: readonly Edge[]): Promise<void> {
    if (this.#oracle.isLate) return;
    const run = await this.#oracle.run(
      requests.map((place) => this.#all[place]!),
      edges,
    );
    if (run.outcome.kind !== "failed" || !isSameSort(run.outcome.failed, this.#failed)) return;
    const met = new Set(run.edges.map(key));
    this.requests = requests;
    this.edges = edges.filter((edge) => met.has(key(edge)));
  }
}

function key({ from, to }: Edge): string {
  return `${from} ${to}`;
}

/** Ends at 0 after 1. */
function half(size: number): number {
  return size === 1 ? 0 : Math.ceil(size / 2);
}
