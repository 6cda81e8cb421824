// Relations between the families of a solved phase: whether they need each other in a circle, and
// in which order they come, what is needed before what needs it.

import { VersionedObject } from "../version/versioned-object.ts";
import {
  type Bits,
  emptyBits,
  firstShared,
  hasMember,
  withMember,
  withMembers,
  withoutMember,
} from "./bits.ts";
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
  const first = new Set(preferred.filter((name) => dependencies.has(name)));
  const others = [...dependencies.keys()].filter((name) => !first.has(name)).sort(compareText);
  const names = [...first, ...others];
  const needed = neededBy(names, dependencies);

  const order: string[] = [];
  const unplaced = emptyBits(names.length);
  for (let i = 0; i < names.length; i++) withMember(unplaced, i);
  for (let i = 0; i < names.length; i++) {
    const pending = hasMember(unplaced, i) ? [i] : [];
    while (pending.length > 0) {
      const current = pending.at(-1)!;
      const missing = firstShared(needed[current]!, unplaced);
      if (missing >= 0) {
        pending.push(missing);
      } else {
        order.push(names[current]!);
        withoutMember(unplaced, current);
        pending.pop();
      }
    }
  }
  return order;
}

/** For each name the names it needs, directly or not, by their places. */
function neededBy(names: readonly string[], dependencies: Dependencies): Bits[] {
  const places = new Map(names.map((name, i) => [name, i]));
  const direct = names.map((name) => dependencies.get(name)!.map((each) => places.get(each)!));
  const needed: Bits[] = new Array(names.length);
  for (let i = 0; i < names.length; i++) {
    const pending = [i];
    while (pending.length > 0) {
      const current = pending.at(-1)!;
      const unknown = needed[current] ? [] : direct[current]!.filter((each) => !needed[each]);
      if (unknown.length > 0) {
        pending.push(...unknown);
        continue;
      }
      pending.pop();
      if (needed[current]) continue;
      let all = emptyBits(names.length);
      for (const each of direct[current]!) all = withMembers(withMember(all, each), needed[each]!);
      needed[current] = all;
    }
  }
  return needed;
}
