// Reducing: what a scope allows rules out the variants of another that require something else.

import { intersects } from "./bits.ts";
import type { Column, ScopeRequest } from "./column.ts";
import type { PackageEntry } from "./package-entry.ts";
import type { VariantSet } from "./variant-set.ts";
import type { VariantSlice } from "./variants.ts";
import { VersionSet } from "./version-set.ts";

/**
 * The slice without the variants that conflict with `request`: null when none is left. `column` is
 * what the slice's family says about the requested one.
 */
export function reduceSlice(
  slice: VariantSlice,
  column: Column,
  request: ScopeRequest,
): VariantSlice | null {
  const isVersions = request instanceof VersionSet;
  const key = isVersions ? request : request.text;
  if (slice.packages.optimised && slice.reducedBy.has(key)) return slice;
  if (!isVersions && request.range === null) return slice;
  slice.examine();

  if (!intersects(column.mentioning, slice.choice.numbers)) return slice;
  const left = slice.choice.reduced(column, request);
  if (left === null) return null;
  const reduced = left === slice.choice ? slice : slice.narrowed(only(slice, left), left);
  reduced.reducedBy.add(key);
  return reduced;
}

function only(slice: VariantSlice, left: VariantSet): PackageEntry[] {
  const result: PackageEntry[] = [];
  for (const entry of slice.entries) {
    const kept = entry.only(left, slice.packages.variantOrder);
    if (kept !== null) result.push(kept);
  }
  return result;
}
