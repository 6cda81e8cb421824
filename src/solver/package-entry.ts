// The variants of one package that are still possible.
//
// Order is part of rez's answer: variants stay in the definition's order until somebody needs the
// first one. The object is shared by all who were given it before that, as in rez, because a failure
// lists variants in the order they happen to have by then.

import type { IndexedVariant } from "./family.ts";
import type { VariantOrder } from "./order.ts";
import type { VariantSet } from "./variant-set.ts";

export class PackageEntry {
  readonly position: number;
  #variants: readonly IndexedVariant[];
  #isSorted: boolean;

  constructor(position: number, variants: readonly IndexedVariant[], isSorted = false) {
    this.position = position;
    this.#variants = variants;
    this.#isSorted = isSorted;
  }

  get variants(): readonly IndexedVariant[] {
    return this.#variants;
  }

  /** In the order in which they would be tried. */
  sort(order: VariantOrder): void {
    if (this.#isSorted) return;
    this.#variants = order.sorted(this.#variants);
    this.#isSorted = true;
  }

  /** The first variants and the others; null when there are no others. */
  split(count: number, order: VariantOrder): [PackageEntry, PackageEntry] | null {
    if (count >= this.#variants.length) return null;
    this.sort(order);
    return [
      new PackageEntry(this.position, this.#variants.slice(0, count), true),
      new PackageEntry(this.position, this.#variants.slice(count), true),
    ];
  }

  /** With the variants in `choice` alone: itself when that is all, null when it is none. */
  only(choice: VariantSet, order: VariantOrder): PackageEntry | null {
    const variants = this.#variants;
    let count = 0;
    for (let i = 0; i < variants.length; i++) if (choice.has(variants[i]!.number)) count++;
    if (count === variants.length) return this;
    if (count === 0) return null;
    const kept = variants.filter((variant) => choice.has(variant.number));
    return new PackageEntry(this.position, kept, this.#isSorted && order.isTotal);
  }
}
