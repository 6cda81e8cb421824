// From an address to the variant it names, read anew or found unchanged.

import { RezError } from "../errors.ts";
import type { HandleVariables, ResourceHandle } from "../repository/handle.ts";
import { type OpenOptions, resourceOfHandle } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import type { Variant } from "../repository/variant.ts";

/** A package's own handle gives its variant without index. */
export async function variantOfHandle(
  handle: { readonly key: string; readonly variables: { readonly [name: string]: unknown } },
  reading: Reading,
  options: OpenOptions,
): Promise<Variant> {
  const { resource, index } = await resourceOfHandle(checkedHandle(handle), reading, options);
  return { package: await resource.family.repository.load(reading, resource), index };
}

export function checkedHandle(handle: {
  readonly key: string;
  readonly variables: { readonly [name: string]: unknown };
}): ResourceHandle {
  for (const [name, value] of Object.entries(handle.variables)) {
    if (value === null || typeof value === "string" || typeof value === "number") continue;
    throw new RezError("ResourceError", `The variable '${name}' of a handle is no plain value`);
  }
  return { key: handle.key, variables: handle.variables as HandleVariables };
}
