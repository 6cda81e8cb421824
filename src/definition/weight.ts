// How much a definition may say. A few lines of code can make a value of any size, which would take
// the memory of all other packages and cross to Python in one message.

import { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";

/** Characters and values, counted together; a text that is named twice counts twice. */
const MAXIMUM_WEIGHT = 32 * 1024 * 1024;

/** Throws when the values of a definition are larger than a definition's file may be. */
export function checkWeight(data: Tagged, path: string): void {
  if (weightOf(data, MAXIMUM_WEIGHT) <= MAXIMUM_WEIGHT) return;
  const reason = `its values are larger than ${MAXIMUM_WEIGHT / 1_048_576} MB`;
  throw new RezError("ResourceError", `Problem loading ${path}: ${reason}`, { file: path, reason });
}

/** The weight, or where it passes `limit` some number above it. */
function weightOf(value: Tagged, limit: number): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 1;
  let weight = 1;
  if (Array.isArray(value)) {
    for (const item of value) {
      weight += weightOf(item, limit - weight);
      if (weight > limit) break;
    }
    return weight;
  }
  const fields = value as { readonly [key: string]: Tagged };
  for (const key in fields) {
    weight += key.length + weightOf(fields[key] as Tagged, limit - weight);
    if (weight > limit) break;
  }
  return weight;
}
