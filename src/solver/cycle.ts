// Relations between the families of a solved phase: whether they need each other in a circle, and
// in which order they come, what is needed before what needs it.

import { VersionedObject } from "../version/versioned-object.ts";
import { compareText } from "./order.ts";
import type { Scope } from "./scope.ts";

/** What each family needs, in order. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

export function dependenciesOf(scopes: readonly Scope[]): Dependencies {
  const result = new Map<string, readonly string[]>();
  for (const scope of scopes) {
    if (scope.isConflict) continue;
    const requirements = scope.solvedVariant?.requires.requirements ?? [];
    result.set(
      scope.name,
      requirements.filter((each) => !each.conflict).map((each) => each.name),
    );
  }
  return result;
}

/**
 * Families that need each other in a circle, or none. Which circle rez finds depends on the order
 * of Python sets, so on the run; here it is the first one met, in the order of the scopes.
 */
export function findCycle(dependencies: Dependencies): string[] {
  const visited = new Set<string>();
  for (const start of dependencies.keys()) {
    if (visited.has(start)) continue;
    visited.add(start);
    const path = [start];
    const pending = [dependencies.get(start)!.values()];
    while (path.length > 0) {
      const next = pending.at(-1)!.next();
      if (next.done) {
        path.pop();
        pending.pop();
      } else if (!visited.has(next.value)) {
        visited.add(next.value);
        path.push(next.value);
        pending.push(dependencies.get(next.value)!.values());
      } else {
        const from = path.indexOf(next.value);
        if (from >= 0) return path.slice(from);
      }
    }
  }
  return [];
}

/** A circle of families as the packages that were chosen for them. */
export function cyclePackages(
  families: readonly string[],
  scopes: readonly Scope[],
): VersionedObject[] {
  const byName = new Map(scopes.map((scope) => [scope.name, scope]));
  return families.map((name) =>
    VersionedObject.construct(name, byName.get(name)!.solvedVariant!.version),
  );
}

/**
 * The families in the order of `preferred`, then by name, except that what a family needs, directly
 * or not, comes before it. There must be no circle.
 */
export function dependencyOrder(
  dependencies: Dependencies,
  preferred: readonly string[],
): string[] {
  const first = new Set(preferred);
  const others = [...dependencies.keys()].filter((name) => !first.has(name)).sort(compareText);
  const candidates = [...first].filter((name) => dependencies.has(name)).concat(others);
  const reachable = new Map<string, ReadonlySet<string>>();
  const placed = new Set<string>();

  const place = (name: string): void => {
    const needed = reachableFrom(name, dependencies, reachable);
    for (const candidate of candidates) {
      if (needed.has(candidate) && !placed.has(candidate)) place(candidate);
    }
    placed.add(name);
  };
  for (const name of candidates) if (!placed.has(name)) place(name);
  return [...placed];
}

function reachableFrom(
  name: string,
  dependencies: Dependencies,
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  let result = known.get(name);
  if (result === undefined) {
    const all = new Set<string>();
    for (const direct of dependencies.get(name)!) {
      all.add(direct);
      for (const indirect of reachableFrom(direct, dependencies, known)) all.add(indirect);
    }
    known.set(name, all);
    result = all;
  }
  return result;
}
