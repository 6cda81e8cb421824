// The packages one search has met: what it asks the port, once each, and what is the search's own
// about them (the order of their variants depends on the request). rez reads a package only when a
// requirement covers its version; so is it here, and the read ones are counted.

import { RezError } from "../errors.ts";
import type { VersionRange } from "../version/range.ts";
import { type Bits, hasMember } from "./bits.ts";
import type { FamilyIndex, SolverMemory } from "./family.ts";
import { Mentions } from "./mentions.ts";
import type { VariantOrder, VersionOrder } from "./order.ts";
import type { Problem, Question, SolverFamily } from "./problem.ts";
import { PackageEntry, VariantSlice } from "./variants.ts";

export interface PackageOptions {
  readonly problem: Problem;
  readonly memory: SolverMemory;
  readonly variantOrder: VariantOrder;
  readonly orderOf: (family: string) => VersionOrder | null;
  readonly optimised: boolean;
}

interface MetFamily {
  readonly source: SolverFamily;
  readonly index: FamilyIndex;
  /** By position; null when a filter hides the package; undefined when not yet met. */
  readonly packages: (PackageEntry | null | undefined)[];
}

export class PackageCache {
  readonly problem: Problem;
  readonly memory: SolverMemory;
  readonly variantOrder: VariantOrder;
  readonly orderOf: (family: string) => VersionOrder | null;
  readonly optimised: boolean;
  readonly mentions = new Mentions();
  /** The packages that were read for this search. */
  readonly read: { readonly family: string; readonly position: number }[] = [];
  readonly #families = new Map<string, MetFamily>();

  constructor(options: PackageOptions) {
    this.problem = options.problem;
    this.memory = options.memory;
    this.variantOrder = options.variantOrder;
    this.orderOf = options.orderOf;
    this.optimised = options.optimised;
  }

  /** The packages of `name` within `range`, null when there are none; asks for what is not read. */
  *slice(name: string, range: VersionRange): Generator<Question, VariantSlice | null> {
    const family = yield* this.#family(name, range);
    const covered = family.index.covered(range);
    while (true) {
      const unread = this.#readCovered(family, covered);
      if (unread.length === 0) break;
      yield { kind: "question", family: name, range, versions: unread };
    }
    const entries: PackageEntry[] = [];
    for (let position = 0; position < family.packages.length; position++) {
      const entry = family.packages[position];
      if (entry && hasMember(covered, position)) entries.push(entry);
    }
    return entries.length === 0 ? null : new VariantSlice(family.index, this, entries);
  }

  *#family(name: string, range: VersionRange): Generator<Question, MetFamily> {
    const met = this.#families.get(name);
    if (met !== undefined) return met;
    let source = this.problem.family(name);
    while (source === "unknown") {
      yield { kind: "question", family: name, range, versions: null };
      source = this.problem.family(name);
    }
    if (source === null || source.versions.length === 0) {
      const searched = this.problem.paths.join("; ");
      throw new RezError(
        "PackageFamilyNotFoundError",
        `package family not found: ${name} (searched: ${searched})`,
        { family: name },
      );
    }
    const packages = new Array(source.versions.length);
    const family = { source, index: this.memory.family(source), packages };
    this.#families.set(name, family);
    return family;
  }

  /** Takes over what the port has; gives the positions it has not read. */
  #readCovered(family: MetFamily, covered: Bits): number[] {
    const unread: number[] = [];
    const { source, index, packages } = family;
    for (let position = 0; position < packages.length; position++) {
      if (packages[position] !== undefined || !hasMember(covered, position)) continue;
      const variants = this.problem.variants(source, position);
      if (variants === "unread") {
        unread.push(position);
      } else if (variants === "excluded") {
        packages[position] = null;
      } else {
        packages[position] = new PackageEntry(position, [...index.variants(position, variants)]);
        this.read.push({ family: source.name, position });
      }
    }
    this.mentions.learn(index);
    return unread;
  }
}
