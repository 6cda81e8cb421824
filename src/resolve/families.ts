// What a search asks about packages, answered by the repositories. A search holds the families it
// has met, so a definition that changed since an earlier search learned of it makes a new family,
// and the search starts over; within one resolve every file is looked at once.

import type { PackageDefinition } from "../definition/definition.ts";
import { spanned } from "../profile.ts";
import { listsNamed, withoutHidden } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import type {
  LoadedPackage,
  PackageRepository,
  PackageResource,
} from "../repository/repository.ts";
import {
  type BuildRequirements,
  type LateRequirements,
  lateRequirementKeys,
  requirementsOf,
  variantsOf,
} from "../repository/variant.ts";
import type { VersionOrder } from "../solver/order.ts";
import type { Problem, Question, SolverFamily, SolverVariant } from "../solver/problem.ts";
import type { Requirement } from "../version/requirement.ts";
import { Foresight } from "./foresight.ts";
import type { Orders } from "./orders.ts";
import type { Visibility } from "./visibility.ts";

/** Definitions in flight at once: enough to hide a file server's delay. */
const PARALLEL_LOADS = 64;

export interface KnownFamily extends SolverFamily {
  readonly listings: readonly (readonly PackageResource[])[];
  readonly resources: readonly PackageResource[];
  /** Whether a package has requirement lists that are late-bound. They may say something else to each
   * search, so that each has a family of its own. */
  readonly isLateBound: boolean;
  /** What searches have seen of each package, by position. */
  readonly seen: (SeenPackage | undefined)[];
}

interface SeenPackage {
  readonly definition: PackageDefinition;
  readonly variants: readonly SolverVariant[];
}

/** The families that searches have met, for the searches to come. None of them outlives what it was
 * made of: a family is forgotten with any of its listings, which are kept elsewhere. */
export class FamilyMemory {
  #root = new Branch();

  get(listings: Listings, use: string): KnownFamily | undefined {
    let branch: Branch | undefined = this.#root;
    for (const listing of listings) branch = branch?.branches.get(listing);
    return branch?.families.get(use);
  }

  set(use: string, family: KnownFamily): void {
    this.#branch(family.listings).families.set(use, family);
  }

  clear(): void {
    this.#root = new Branch();
  }

  #branch(listings: Listings): Branch {
    let branch = this.#root;
    for (const listing of listings) {
      let next = branch.branches.get(listing);
      if (next === undefined) {
        next = new Branch();
        branch.branches.set(listing, next);
      }
      branch = next;
    }
    return branch;
  }
}

type Listings = readonly (readonly PackageResource[])[];

class Branch {
  readonly branches = new WeakMap<readonly PackageResource[], Branch>();
  readonly families = new Map<string, KnownFamily>();
}

export interface PackageSource {
  /** The searched locations as they were given, for messages. */
  readonly paths: readonly string[];
  readonly repositories: readonly PackageRepository[];
  readonly reading: Reading;
  readonly building: BuildRequirements;
  /** What a filter hides; null where there is none. */
  readonly visibility: Visibility | null;
  readonly orders: Orders;
  /** Runs the late-bound requirement lists `keys` of a package. */
  readonly evaluateLate: (
    loaded: LoadedPackage,
    keys: readonly string[],
  ) => Promise<LateRequirements>;
  /**
   * Told of packages as they are read. The answer has, for a package, the indices of those of its
   * variants that this search shall see, or nothing for all of them. Where there are such answers,
   * no other search may share the families.
   */
  readonly onLoaded: (loaded: readonly LoadedPackage[]) => Promise<readonly ChosenVariants[]>;
}

/** Null for all of them, as the package has them. */
export type ChosenVariants = readonly (number | null)[] | null;

export class Families implements Problem {
  readonly paths: readonly string[];
  loadMilliseconds = 0;
  readonly #source: PackageSource;
  readonly #memory: FamilyMemory;
  /** What a family is used for, which has a say in what its packages require. */
  readonly #use: string;
  readonly #met = new Map<string, KnownFamily | null>();
  readonly #read = new Map<SolverFamily, (readonly SolverVariant[] | "excluded" | undefined)[]>();
  readonly #loaded = new Map<PackageResource, LoadedPackage>();
  readonly #foresight: Foresight;
  #loadCount = 0;

  constructor(source: PackageSource, memory: FamilyMemory) {
    this.paths = source.paths;
    this.#source = source;
    this.#foresight = new Foresight(source);
    this.#memory = memory;
    this.#use = JSON.stringify(source.building);
  }

  /** A search for these begins. */
  expect(requests: readonly Requirement[]): void {
    this.#foresight.expect(requests);
  }

  /** The search asks for nothing more. */
  end(): void {
    this.#foresight.end();
  }

  family(name: string): KnownFamily | null | "unknown" {
    const family = this.#met.get(name);
    return family === undefined ? "unknown" : family;
  }

  variants(
    family: SolverFamily,
    position: number,
  ): readonly SolverVariant[] | "excluded" | "unread" {
    return this.#read.get(family)?.[position] ?? "unread";
  }

  order(family: string): VersionOrder | null {
    return this.#source.orders.order(family);
  }

  /** The package a search chose. */
  loaded(family: string, position: number): LoadedPackage {
    const resource = (this.#met.get(family) as KnownFamily).resources[position]!;
    return this.#loaded.get(resource)!;
  }

  /** Loads what the search asked for, or a part of it once the search is overdue; false when the
   * search must start over. */
  async answer(question: Question, search = { isOverdue: false }): Promise<boolean> {
    const started = performance.now();
    const { family, versions } = question;
    const isCurrent = await spanned("load", family, () =>
      versions === null
        ? this.#meet(family)
        : this.#load(this.#met.get(family) as KnownFamily, versions, search),
    );
    this.loadMilliseconds += performance.now() - started;
    return isCurrent;
  }

  async #meet(name: string): Promise<true> {
    const { repositories, reading } = this.#source;
    const listings = await listsNamed(repositories, reading, name);
    const family = listings.length === 0 ? null : this.#remembered(name, listings);
    this.#met.set(name, family);
    if (family !== null) await this.#source.orders.prepare(name, family.versions);
    return true;
  }

  #remembered(name: string, listings: Listings): KnownFamily {
    const known = this.#memory.get(listings, this.#use);
    if (known?.name !== name) return this.#remember(name, listings);
    return known.isLateBound ? { ...known, seen: [...known.seen] } : known;
  }

  #remember(name: string, listings: Listings): KnownFamily {
    const resources = withoutHidden(listings);
    const family = {
      name,
      versions: resources.map(({ version }) => version),
      listings,
      resources,
      isLateBound: false,
      seen: new Array(resources.length),
    };
    this.#memory.set(this.#use, family);
    return family;
  }

  async #load(
    family: KnownFamily,
    asked: readonly number[],
    search: { readonly isOverdue: boolean },
  ): Promise<boolean> {
    const { control } = this.#source.reading;
    const positions = await this.#visible(family, asked);
    const together = control.isIdle ? 1 : PARALLEL_LOADS;
    for (let start = 0; start < positions.length && !search.isOverdue; start += together) {
      const chunk = positions.slice(start, start + together);
      const loaded = await this.#loadAll(chunk.map((position) => family.resources[position]!));
      this.#loadCount += chunk.length;
      control.report({ title: "Loading packages", done: this.#loadCount, total: null });
      if (control.due) await control.pause();
      if (!(await this.#take(family, chunk, loaded))) return false;
    }
    return true;
  }

  /** Those that no filter hides. A hidden package is not read unless the filter has to. */
  async #visible(family: KnownFamily, positions: readonly number[]): Promise<readonly number[]> {
    const { visibility } = this.#source;
    if (visibility === null) return positions;
    const resources = positions.map((position) => family.resources[position]!);
    const hidden = await visibility.hidden(resources, (unread) => this.#loadMany(unread));
    const answers = this.#answers(family);
    for (const [i, position] of positions.entries()) {
      if (hidden[i]) answers[position] = "excluded";
    }
    return positions.filter((_, i) => !hidden[i]);
  }

  async #loadMany(resources: readonly PackageResource[]): Promise<readonly LoadedPackage[]> {
    const { control } = this.#source.reading;
    const loaded: LoadedPackage[] = [];
    for (let start = 0; start < resources.length; start += PARALLEL_LOADS) {
      loaded.push(...(await this.#loadAll(resources.slice(start, start + PARALLEL_LOADS))));
      if (control.due) await control.pause();
    }
    return loaded;
  }

  /** Of several packages that cannot be read, the first one's error counts. */
  async #loadAll(resources: readonly PackageResource[]): Promise<readonly LoadedPackage[]> {
    // Nearly always all are there: a promise for each would cost as much as the look at its file.
    const now = resources.map((resource) => this.#loadNow(resource));
    if (!now.includes(null)) return now as LoadedPackage[];
    const loading = resources.map((resource, i) => now[i] ?? this.#loadLater(resource));
    await Promise.allSettled(loading);
    return Promise.all(loading);
  }

  #loadNow(resource: PackageResource): LoadedPackage | null {
    const known = this.#loaded.get(resource);
    if (known !== undefined) return known;
    try {
      const loaded = resource.family.repository.loadNow(this.#source.reading, resource);
      if (loaded !== null) this.#loaded.set(resource, loaded);
      return loaded;
    } catch {
      // Whatever it is, it comes again in its turn.
      return null;
    }
  }

  async #loadLater(resource: PackageResource): Promise<LoadedPackage> {
    const loaded = await resource.family.repository.load(this.#source.reading, resource);
    this.#loaded.set(resource, loaded);
    return loaded;
  }

  async #take(
    family: KnownFamily,
    positions: readonly number[],
    loaded: readonly LoadedPackage[],
  ): Promise<boolean> {
    const chosen = loaded.length > 0 ? await this.#source.onLoaded(loaded) : [];
    for (const [index, position] of positions.entries()) {
      const one = loaded[index]!;
      const seen = family.seen[position];
      // A file that has just been written is read anew each time, by resolves in late functions, too.
      if (seen !== undefined && !isSameDefinition(seen.definition, one.definition)) {
        this.#met.set(family.name, this.#remember(family.name, family.listings));
        return false;
      }
      if (!family.isLateBound && seen === undefined && this.#lateKeys(one).length > 0) {
        // Other searches may hold the family.
        this.#memory.set(this.#use, { ...family, isLateBound: true });
        return false;
      }
      const all = seen?.variants ?? (await this.#learn(family, position, one));
      const variants = onlyChosen(all, chosen[index] ?? null);
      for (const { requires } of variants) this.#foresight.expect(requires);
      await this.#prepareOrders(variants);
      this.#answers(family)[position] = variants;
    }
    return true;
  }

  async #learn(
    family: KnownFamily,
    position: number,
    loaded: LoadedPackage,
  ): Promise<readonly SolverVariant[]> {
    const { building } = this.#source;
    const lateKeys = this.#lateKeys(loaded);
    const late =
      lateKeys.length > 0 ? await this.#source.evaluateLate(loaded, lateKeys) : undefined;
    const variants = variantsOf(loaded).map((variant) => ({
      index: variant.index,
      requires: requirementsOf(variant, building, late),
    }));
    family.seen[position] = { definition: loaded.definition, variants };
    return variants;
  }

  #lateKeys(loaded: LoadedPackage): readonly string[] {
    return lateRequirementKeys(loaded, this.#source.building);
  }

  /** Variants are ranked by the bounds of what they require. */
  async #prepareOrders(variants: readonly SolverVariant[]): Promise<void> {
    const { orders } = this.#source;
    if (orders.isDefault || variants.length < 2) return;
    for (const { requires } of variants) {
      for (const { name, range } of requires) {
        const bounds = range?.bounds.flatMap(({ lower, upper }) => [lower.version, upper.version]);
        await orders.prepare(name, bounds ?? []);
      }
    }
  }

  #answers(family: KnownFamily): (readonly SolverVariant[] | "excluded" | undefined)[] {
    let answers = this.#read.get(family);
    if (answers === undefined) {
      answers = new Array(family.resources.length);
      this.#read.set(family, answers);
    }
    return answers;
  }
}
function isSameDefinition(left: PackageDefinition, right: PackageDefinition): boolean {
  return left === right || left.record === right.record;
}

function onlyChosen(
  variants: readonly SolverVariant[],
  chosen: ChosenVariants,
): readonly SolverVariant[] {
  if (chosen === null) return variants;
  return chosen.flatMap((index) => variants.filter((variant) => variant.index === index));
}
