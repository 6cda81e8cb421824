// Reducing: what a scope allows rules out the variants of another that require something else.

import { type Bits, hasMember, intersects } from "./bits.ts";
import type { ScopeRequest } from "./column.ts";
import { PackageEntry, type VariantSlice } from "./variants.ts";
import { VersionSet } from "./version-set.ts";

/** The slice without the variants that conflict with `request`: null when none is left. */
export function reduceSlice(slice: VariantSlice, request: ScopeRequest): VariantSlice | null {
  const isVersions = request instanceof VersionSet;
  const key = isVersions ? request : request.text;
  if (slice.packages.optimised && slice.reducedBy.has(key)) return slice;
  if (!isVersions && request.range === null) return slice;
  slice.examine();

  const column = slice.family.columns.get(isVersions ? request.family.name : request.name);
  if (column === undefined || !intersects(column.mentioning, slice.numbers)) return slice;
  const conflicting = column.conflicting(request);
  if (conflicting === null || !intersects(conflicting, slice.numbers)) {
    slice.reducedBy.add(key);
    return slice;
  }
  const entries = withoutVariants(slice.entries, conflicting);
  if (entries.length === 0) return null;
  const reduced = slice.narrowed(entries);
  reduced.reducedBy.add(key);
  return reduced;
}

function withoutVariants(entries: readonly PackageEntry[], removed: Bits): PackageEntry[] {
  const result: PackageEntry[] = [];
  for (const entry of entries) {
    const kept = entry.variants.filter((variant) => !hasMember(removed, variant.number));
    if (kept.length === entry.variants.length) result.push(entry);
    else if (kept.length > 0) result.push(new PackageEntry(entry.position, kept));
  }
  return result;
}
