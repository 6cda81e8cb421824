// The packages one search has met: what it asks the port, once each, and what is the search's own
// about them (the order of their variants depends on the request). rez reads a package only when a
// requirement covers its version; so is it here, and the read ones are counted.

import { RezError } from "../errors.ts";
import type { VersionRange } from "../version/range.ts";
import { type Bits, forEachMember } from "./bits.ts";
import type { FamilyIndex, ReadPackage, SolverMemory } from "./family.ts";
import { Mentions } from "./mentions.ts";
import type { VariantOrder, VersionOrder } from "./order.ts";
import type { PackageEntry } from "./package-entry.ts";
import type { Problem, Question, SolverFamily } from "./problem.ts";
import { VariantSlice } from "./variants.ts";

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
  readonly read: { readonly family: string; readonly packages: readonly ReadPackage[] }[] = [];
  readCount = 0;
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
    forEachMember(covered, (position) => {
      const entry = family.packages[position];
      if (entry) entries.push(entry);
    });
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
    const read: ReadPackage[] = [];
    const { source, index, packages } = family;
    forEachMember(covered, (position) => {
      if (packages[position] !== undefined) return;
      const variants = this.problem.variants(source, position);
      if (variants === "unread") unread.push(position);
      else if (variants === "excluded") packages[position] = null;
      else read.push({ position, variants });
    });
    if (read.length === 0) return unread;
    index.learn(read);
    for (const { position } of read) packages[position] = index.entry(position);
    this.read.push({ family: source.name, packages: read });
    this.readCount += read.length;
    this.mentions.learn(index);
    return unread;
  }
}
