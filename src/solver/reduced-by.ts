// What a slice was reduced by, to no further effect. A slice starts with what the one it was made
// from had at that moment, shared instead of copied: there is one for each narrowing of the search.

import type { VersionSet } from "./version-set.ts";

/** Version sets; other requests by their text. */
export type ReducedByKey = VersionSet | string;

export class ReducedBy {
  readonly #own: ReducedByKey[] = [];
  readonly #from: ReducedBy | null;
  readonly #fromCount: number;

  constructor(from: ReducedBy | null) {
    // What has nothing of its own yet may be passed over.
    const source = from !== null && from.#own.length === 0 ? from.#from : from;
    this.#from = source;
    this.#fromCount = source === null ? 0 : source === from ? from.#own.length : from!.#fromCount;
  }

  has(key: ReducedByKey): boolean {
    let node: ReducedBy = this;
    let count = this.#own.length;
    while (true) {
      for (let i = count - 1; i >= 0; i--) if (node.#own[i] === key) return true;
      if (node.#from === null) return false;
      count = node.#fromCount;
      node = node.#from;
    }
  }

  add(key: ReducedByKey): void {
    if (!this.has(key)) this.#own.push(key);
  }
}
