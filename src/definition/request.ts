// A package request: a requirement whose name is a valid package name. Definitions repeat the same
// few thousand texts, so parsed requests are shared.

import { RezError } from "../errors.ts";
import { Requirement } from "../version/requirement.ts";
import { reprString } from "./python-text.ts";

const MAXIMUM_SHARED = 65_536;
const shared = new Map<string, Requirement>();

/** Parses rez's `PackageRequest`; throws what rez would. */
export function parsePackageRequest(text: string): Requirement {
  const known = shared.get(text);
  if (known) return known;
  const requirement = Requirement.parse(text);
  checkPackageName(text.startsWith(".") ? requirement.name.slice(1) : requirement.name);
  if (shared.size >= MAXIMUM_SHARED) shared.clear();
  shared.set(text, requirement);
  return requirement;
}

/** Words joined by single dots. `__pycache__` is refused: it appears in repositories by itself. */
export function isPackageName(name: string): boolean {
  return /^[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*$/.test(name) && name !== "__pycache__";
}

export function checkPackageName(name: string): void {
  if (!isPackageName(name)) {
    throw new RezError("PackageRequestError", `Not a valid package name: ${reprString(name)}`, {
      name,
    });
  }
}
