// From the bytes of a definition file to its data, whatever its format.

import { RezError } from "../errors.ts";
import { spanned } from "../profile.ts";
import type { DefinitionData } from "./definition.ts";
import { takeFormatVersion } from "./format-version.ts";
import type { DefinitionHost } from "./host.ts";
import { loadPython } from "./package-py.ts";
import { parseYamlDefinition } from "./package-yaml.ts";
import { checkWeight } from "./weight.ts";

export type DefinitionFormat = "py" | "yaml";

/** rez looks for them in this order. */
export const definitionFormats: readonly DefinitionFormat[] = ["py", "yaml"];

export interface DefinitionSource {
  /** Where it lies, links resolved: rez shows this path in messages and sources. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly format: DefinitionFormat;
}

/** Throws a `ResourceError` that says what is wrong with the file. */
export async function loadDefinition(
  source: DefinitionSource,
  host: DefinitionHost,
): Promise<DefinitionData> {
  if (source.format === "py") {
    const { data, evaluatedBy } = await loadPython(source.bytes, source.path, host);
    checkWeight(data, source.path);
    return { ...takeFormatVersion(data), evaluatedBy };
  }
  const data = spanned("evaluate", source.path, () =>
    parseYamlDefinition(decode(source.bytes, source.path), source.path),
  );
  checkWeight(data, source.path);
  return { ...takeFormatVersion(data), evaluatedBy: "yaml" };
}

export function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const reason = "the file is not UTF-8 text";
    throw new RezError("ResourceError", `Problem loading ${path}: ${reason}`, {
      file: path,
      reason,
    });
  }
}
