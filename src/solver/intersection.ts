// Intersecting: a scope with what was extracted for its family.

import type { VersionRange } from "../version/range.ts";
import { Requirement } from "../version/requirement.ts";
import type { PackageCache } from "./packages.ts";
import type { Question } from "./problem.ts";
import { Scope } from "./scope.ts";

/** Null when nothing is left; the scope itself when nothing was taken away. */
export function intersectScope(
  scope: Scope,
  range: VersionRange,
  packages: PackageCache,
): Scope | null | Generator<Question, Scope | null> {
  if (scope.slice !== null) {
    if (range.isAny) return scope;
    const slice = scope.slice.intersect(scope.slice.family.covered(range));
    return slice === null ? null : scope.withSlice(slice);
  }
  if (scope.isEphemeral) return intersectEphemeral(scope, range);
  return widenConflict(scope, range, packages);
}

function intersectEphemeral(scope: Scope, range: VersionRange): Scope | null {
  const current = scope.requirement;
  const both = scope.isConflict ? without(range, current) : range.intersection(current.range!);
  if (both === null) return null;
  if (current.range !== null && both.equals(current.range)) return scope;
  return Scope.ofRequirement(Requirement.construct(scope.name, both));
}

/**
 * A package that was only excluded so far is needed now: the one case in which a scope grows, from
 * nothing to the packages that are in the range and not excluded.
 */
function* widenConflict(
  scope: Scope,
  range: VersionRange,
  packages: PackageCache,
): Generator<Question, Scope | null> {
  const rest = without(range, scope.requirement);
  if (rest === null) return null;
  const slice = yield* packages.slice(scope.name, rest);
  return slice === null ? null : Scope.ofPackages(slice);
}

/** `~foo` excludes nothing. */
function without(range: VersionRange, excluded: Requirement): VersionRange | null {
  return excluded.range === null ? range : range.difference(excluded.range);
}
