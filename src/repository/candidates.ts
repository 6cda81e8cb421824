// A family as a search sees it: versions from all paths, and the packages that were read. The same
// object is given for as long as nothing about the family changed, since a solver keeps what it
// learned with it; when a folder or a definition it was built on changed, there is a new one.

import { RezError } from "../errors.ts";
import type { Version } from "../version/version.ts";
import { isLoaded, type LoadResult, loadPackages } from "./load-many.ts";
import { listsNamed, withoutHidden } from "./paths.ts";
import type { Reading } from "./reading.ts";
import type { PackageRepository, PackageResource } from "./repository.ts";
import { type Variant, variantsOf } from "./variant.ts";

interface Candidate {
  readonly result: LoadResult;
  readonly variants: readonly Variant[];
}

export class CandidateFamily {
  readonly name: string;
  /** Every version once, in the order of the repositories' listings. */
  readonly versions: readonly Version[];
  readonly packages: readonly PackageResource[];
  /** What it was made from: the listings of each path. */
  readonly lists: readonly (readonly PackageResource[])[];
  readonly #candidates = new Map<number, Candidate>();

  constructor(name: string, lists: readonly (readonly PackageResource[])[]) {
    this.name = name;
    this.lists = lists;
    this.packages = withoutHidden(lists);
    this.versions = this.packages.map(({ version }) => version);
  }

  /** Variants of the package at a position of `versions`; throws what reading it gave. */
  variants(position: number): readonly Variant[] | "unread" {
    const candidate = this.#candidates.get(position);
    if (!candidate) return "unread";
    if (!isLoaded(candidate.result)) throw candidate.result;
    return candidate.variants;
  }

  /** Reads packages at these positions, those that are known already left out. */
  async read(positions: readonly number[], reading: Reading): Promise<void> {
    const unread = positions.filter((position) => !this.#candidates.has(position));
    const results = await loadPackages(
      unread.map((position) => this.packages[position] as PackageResource),
      reading,
    );
    unread.forEach((position, index) => {
      this.#candidates.set(position, candidateOf(results[index] as LoadResult));
    });
  }

  /** Whether everything that was read is still so. A package that could not be read may be by now. */
  async isCurrent(reading: Reading): Promise<boolean> {
    const known = [...this.#candidates];
    const results = await loadPackages(
      known.map(([position]) => this.packages[position] as PackageResource),
      reading,
    );
    return known.every(([, { result }], index) => {
      const now = results[index] as LoadResult;
      return isLoaded(result) && isLoaded(now) && now.definition === result.definition;
    });
  }
}

/** Families by name and paths, for the life of the engine. */
export class CandidateCache {
  readonly #families = new Map<string, CandidateFamily>();

  /** The family as it is now; null when no repository has it. Ask once in a reading. */
  async family(
    name: string,
    repositories: readonly PackageRepository[],
    reading: Reading,
  ): Promise<CandidateFamily | null> {
    const key = [name, ...repositories.map((it) => `${it.type}@${it.location}`)].join("\0");
    const lists = await listsNamed(repositories, reading, name);
    if (lists.length === 0) {
      this.#families.delete(key);
      return null;
    }
    const known = this.#families.get(key);
    if (known && areSame(known.lists, lists) && (await known.isCurrent(reading))) return known;
    const family = new CandidateFamily(name, lists);
    this.#families.set(key, family);
    return family;
  }

  clear(): void {
    this.#families.clear();
  }
}

function candidateOf(result: LoadResult): Candidate {
  if (!isLoaded(result)) return { result, variants: [] };
  try {
    return { result, variants: variantsOf(result) };
  } catch (error) {
    if (error instanceof RezError) return { result: error, variants: [] };
    throw error;
  }
}

function areSame(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
