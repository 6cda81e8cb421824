// What a search will probably ask next, looked at while it still asks for something else. A search
// asks one thing after another; on slow storage each answer is a wait. So the families that a
// package requires, and of each the latest packages in range, are looked at side by side. Measured
// at 5 ms a call, 33 packages from the index: 130 waits become about 30. It is only a look: folders
// may be listed, but no file is read, no code is run, and what was seen is used for as long as the
// resolve lasts, as always.

import { listsNamed, withoutHidden } from "../repository/paths.ts";
import type { LoadedPackage, PackageResource } from "../repository/repository.ts";
import { requirementsOf, variantsOf } from "../repository/variant.ts";
import type { VersionRange } from "../version/range.ts";
import type { Requirement } from "../version/requirement.ts";
import type { PackageSource } from "./families.ts";

/** A look that nobody needs costs the file server something too. */
const MAXIMUM_FAMILIES = 256;
/** A search mostly takes one of the first few. */
const PACKAGES_OF_FAMILY = 6;

export class Foresight {
  readonly #source: PackageSource;
  readonly #seen = new Set<string>();
  /** False where nobody waits, and for users' Python, which runs when it must and not before. */
  readonly #isOfUse: boolean;
  #expected: Requirement[] = [];
  #hasEnded = false;

  constructor(source: PackageSource) {
    this.#source = source;
    const { repositories, reading } = source;
    this.#isOfUse =
      !reading.control.isIdle && repositories.every(({ type }) => type === "filesystem");
  }

  /** These are required: where storage is slow, what they name is looked at from now on. */
  expect(requirements: readonly Requirement[]): void {
    if (this.#hasEnded || this.#seen.size >= MAXIMUM_FAMILIES || !this.#isOfUse) return;
    if (!this.#isSlow()) {
      // It may turn out to be: the first requests are known before the first call.
      if (this.#expected.length < MAXIMUM_FAMILIES) this.#expected.push(...requirements);
      return;
    }
    const all = [...this.#expected, ...requirements];
    this.#expected = [];
    for (const { name, range, conflict, weak } of all) {
      if (conflict || weak || range === null || this.#seen.has(name)) continue;
      if (this.#seen.size >= MAXIMUM_FAMILIES) return;
      this.#seen.add(name);
      // What goes wrong comes again in its turn, to whoever asks.
      void this.#look(name, range).catch(() => {});
    }
  }

  /** The search needs nothing more: what is being looked at leads to no further look. */
  end(): void {
    this.#hasEnded = true;
  }

  #isSlow(): boolean {
    const { repositories, reading } = this.#source;
    return repositories.some(({ location }) => reading.cache.storage(location).isSlow === true);
  }

  async #look(name: string, range: VersionRange): Promise<void> {
    const { repositories, reading, building } = this.#source;
    const families = await Promise.all(repositories.map((each) => each.family(reading, name)));
    // A file that holds a whole family would have to be read, and perhaps run.
    if (families.some((family) => family !== null && family.extension !== null)) return;
    const lists = await listsNamed(repositories, reading, name);
    if (this.#hasEnded) return;
    const latest = latestIn(withoutHidden(lists), range);
    const looks = latest.map((each) => each.family.repository.lookAhead(reading, each));
    const [loaded] = await Promise.all(looks);
    if (loaded) this.expect(requirementsIn(loaded, building));
  }
}

function requirementsIn(loaded: LoadedPackage, building: PackageSource["building"]) {
  return variantsOf(loaded).flatMap((variant) => requirementsOf(variant, building));
}

/** The latest ones, the very latest first. */
function latestIn(
  resources: readonly PackageResource[],
  range: VersionRange,
): readonly PackageResource[] {
  return resources
    .filter(({ version }) => range.contains(version))
    .sort((left, right) => right.version.compareTo(left.version))
    .slice(0, PACKAGES_OF_FAMILY);
}
