// Modules that functions of a definition name with `@include`: an installed package carries its
// own copies under `.rez/include`, so that it does not change when the studio's modules do.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isBoundSource } from "./bound-functions.ts";
import type { Attributes } from "./definition.ts";

export interface IncludedModule {
  readonly name: string;
  readonly path: string;
  /** What rez shares loaded modules by. */
  readonly hash: string;
}

/** Names of all modules that the functions of a definition include, in order of first mention. */
export function includedNames(data: Attributes): readonly string[] {
  const names = new Set<string>();
  for (const value of Object.values(data)) {
    if (isBoundSource(value)) for (const name of value.includes) names.add(name);
  }
  return [...names];
}

/** The installed copy of an included module, or null: rez then binds None to the name. */
export async function findIncludedModule(
  base: string,
  name: string,
): Promise<IncludedModule | null> {
  const folder = join(base, ".rez", "include");
  const path = join(folder, `${name}.py`);
  const names = await readdir(folder).catch((): string[] => []);
  if (names.includes(`${name}.py`) && names.includes(`${name}.sha1`)) {
    const hash = await readFile(join(folder, `${name}.sha1`), "utf8");
    return { name, path, hash: hash.split("\n", 1)[0] ?? "" };
  }
  // Older releases of rez put the hash into the file's name.
  const older = names.find((it) => it.startsWith(`${name}-`) && it.endsWith(".py"));
  if (!older) return null;
  const hash = older.slice(older.lastIndexOf("-") + 1).split(".", 1)[0] ?? "";
  return { name, path: join(folder, older), hash };
}
