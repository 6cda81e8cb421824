// A problem of which only some requirements count: what "F requires of T" is kept or dropped as a
// whole, for all packages of F. Removing parts and solving again is how a conflict is made minimal.

import type { VersionOrder } from "../solver/order.ts";
import type { Problem, SolverFamily, SolverVariant } from "../solver/problem.ts";

/** What the packages of `from` require of `to`. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

interface RelaxedFamily extends SolverFamily {
  readonly base: SolverFamily;
  readonly targets: ReadonlySet<string>;
  readonly variants: (readonly SolverVariant[] | undefined)[];
}

/**
 * Gives the same family object for the same kept requirements, so that what searches learn about
 * it serves the next one.
 */
export class Relaxation {
  readonly base: Problem;
  readonly #families = new WeakMap<SolverFamily, Map<string, RelaxedFamily>>();

  constructor(base: Problem) {
    this.base = base;
  }

  keeping(edges: Iterable<Edge>): Problem {
    return new RelaxedProblem(this, targetsByFamily(edges));
  }

  family(base: SolverFamily, targets: ReadonlySet<string>): RelaxedFamily {
    let byTargets = this.#families.get(base);
    if (byTargets === undefined) {
      byTargets = new Map();
      this.#families.set(base, byTargets);
    }
    const key = [...targets].sort().join(" ");
    let family = byTargets.get(key);
    if (family === undefined) {
      family = { name: base.name, versions: base.versions, base, targets, variants: [] };
      byTargets.set(key, family);
    }
    return family;
  }
}

const nothing: ReadonlySet<string> = new Set();

class RelaxedProblem implements Problem {
  readonly #relaxation: Relaxation;
  readonly #targets: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(relaxation: Relaxation, targets: ReadonlyMap<string, ReadonlySet<string>>) {
    this.#relaxation = relaxation;
    this.#targets = targets;
  }

  get paths(): readonly string[] {
    return this.#relaxation.base.paths;
  }

  family(name: string): SolverFamily | null | "unknown" {
    const base = this.#relaxation.base.family(name);
    if (base === null || base === "unknown") return base;
    return this.#relaxation.family(base, this.#targets.get(name) ?? nothing);
  }

  variants(
    family: SolverFamily,
    position: number,
  ): readonly SolverVariant[] | "excluded" | "unread" {
    const { base, targets, variants } = family as RelaxedFamily;
    const known = variants[position];
    if (known !== undefined) return known;
    const whole = this.#relaxation.base.variants(base, position);
    if (whole === "excluded" || whole === "unread") return whole;
    const kept = whole.map(({ index, requires }) => ({
      index,
      requires: requires.filter(({ name }) => targets.has(name)),
    }));
    variants[position] = kept;
    return kept;
  }

  order(family: string): VersionOrder | null {
    return this.#relaxation.base.order(family);
  }
}

function targetsByFamily(edges: Iterable<Edge>): Map<string, Set<string>> {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    const known = targets.get(from);
    if (known === undefined) targets.set(from, new Set([to]));
    else known.add(to);
  }
  return targets;
}
