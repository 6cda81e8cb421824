// What a request that begins like this may become: rez's rule, for completion in shells.

import { packageFamilies, packagesNamed } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import type { PackageRepository } from "../repository/repository.ts";
import { describe } from "../repository/resource.ts";

export interface Completing {
  readonly prefix: string;
  /** Only names of families. */
  readonly familyOnly: boolean;
}

/** Families that begin like it; packages too, once the family can only be one. */
export async function completions(
  { prefix, familyOnly }: Completing,
  repositories: readonly PackageRepository[],
  reading: Reading,
): Promise<readonly string[]> {
  const operator = /^[!~]/.test(prefix) ? prefix.charAt(0) : "";
  if (operator && familyOnly) return [];
  const begun = prefix.slice(operator.length);
  // rez looks for the dash first, wherever the others are.
  const separator = ["-", "@", "#"].find((each) => begun.includes(each));
  if (separator !== undefined && familyOnly) return [];

  const words = new Set<string>();
  let family = separator === undefined ? "" : begun.slice(0, begun.indexOf(separator));
  if (family === "") {
    for (const { name } of await packageFamilies(repositories, reading)) {
      if (name.startsWith(begun)) words.add(name);
    }
    const [only] = words;
    if (words.size === 1) family = only as string;
  }
  if (!familyOnly && family !== "") {
    for (const resource of await packagesNamed(repositories, reading, family)) {
      const name = describe(resource);
      if (name.startsWith(begun)) words.add(name);
    }
  }
  return [...words].map((word) => operator + word);
}
