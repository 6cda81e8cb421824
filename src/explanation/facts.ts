// The requirements of a minimal failure as statements about versions that can take part in it: what
// the requests, and the requirements stated already, leave of a family, and what those packages
// require. Versions that can take part are over-estimated, never left out, so the statements alone
// fail as the whole requirements did.

import { type Bits, forEachMember } from "../solver/bits.ts";
import type { SolverFamily, SolverVariant } from "../solver/problem.ts";
import { VersionRange } from "../version/range.ts";
import type { Requirement } from "../version/requirement.ts";
import { RequirementList } from "../version/requirement-list.ts";
import type { Version } from "../version/version.ts";
import type { Oracle } from "./oracle.ts";
import type { Edge } from "./relaxed.ts";
import { VisibleFamily } from "./version-names.ts";

/** These versions require the same. */
export interface Fact {
  readonly family: string;
  readonly versions: readonly Version[];
  /**
   * What has to hold besides, in one way or another: a way for each sort of variant. Versions of one
   * way are told apart by what they require; of several, all that one variant requires stays together.
   */
  readonly alternatives: readonly (readonly Requirement[])[];
}

export interface Facts {
  readonly facts: readonly Fact[];
  readonly families: ReadonlyMap<string, VisibleFamily>;
}

const ANY = VersionRange.any();

/** Enough for every chain to be narrowed to its end; more would change nothing that is read. */
const ROUNDS = 8;

/** Null when there was no time to find all that can take part. */
export async function factsOf(
  requests: readonly Requirement[],
  edges: readonly Edge[],
  oracle: Oracle,
): Promise<Facts | null> {
  const packages = new PackagesInPlay(oracle);
  if (!(await packages.narrow(requests, edges))) return null;
  const facts: Fact[] = [];
  for (const [family, targets] of inOrder(requests, edges)) {
    facts.push(...packages.factsOf(family, targets));
  }
  return { facts, families: packages.visible };
}

/** From the requests on: nobody is spoken of before it was said who needs it. */
function inOrder(
  requests: readonly Requirement[],
  edges: readonly Edge[],
): ReadonlyMap<string, readonly string[]> {
  const met = new Set(requests.filter(({ conflict }) => !conflict).map(({ name }) => name));
  for (const name of met) {
    for (const { from, to } of edges) if (from === name) met.add(to);
  }
  for (const { from } of edges) met.add(from);
  const targets = new Map<string, string[]>();
  for (const name of met) {
    const ofFamily = edges.filter(({ from }) => from === name).map(({ to }) => to);
    if (ofFamily.length > 0) targets.set(name, ofFamily);
  }
  return targets;
}

class PackagesInPlay {
  readonly visible = new Map<string, VisibleFamily>();
  readonly #oracle: Oracle;
  /** By family: positions of versions that can take part. */
  readonly #inPlay = new Map<string, ReadonlySet<number>>();

  constructor(oracle: Oracle) {
    this.#oracle = oracle;
  }

  /** False when there was no time to meet all of them. */
  async narrow(requests: readonly Requirement[], edges: readonly Edge[]): Promise<boolean> {
    const names = new Set([
      ...requests.filter(({ isEphemeral }) => !isEphemeral).map(({ name }) => name),
      ...edges.map(({ from }) => from),
      ...edges.map(({ to }) => to).filter((name) => !name.startsWith(".")),
    ]);
    for (const name of names) if (!(await this.#meet(name))) return false;
    if (!(await this.#grow(requests, edges))) return false;
    for (let round = 0; round < ROUNDS && !this.#oracle.isLate; round++) {
      await this.#oracle.source.pause();
      if (!this.#shrink(requests, edges)) break;
    }
    return true;
  }

  factsOf(name: string, targets: readonly string[]): Fact[] {
    const family = this.#family(name);
    if (family === null) return [];
    const groups = new Map<string, { versions: Version[]; alternatives: Fact["alternatives"] }>();
    const add = (version: Version, alternatives: Fact["alternatives"]): void => {
      const text = alternatives.join("|");
      const group = groups.get(text);
      if (group === undefined) groups.set(text, { versions: [version], alternatives });
      else group.versions.push(version);
    };
    for (const position of this.#inPlay.get(name) ?? []) {
      const version = family.versions[position]!;
      const alternatives = this.#alternatives(family, position, targets);
      if (alternatives.length > 1) add(version, alternatives);
      else for (const required of alternatives[0] ?? []) add(version, [[required]]);
    }
    return [...groups.values()].map((group) => ({ family: name, ...group }));
  }

  /** Everything that requests, or what they lead to, may bring in. */
  async #grow(requests: readonly Requirement[], edges: readonly Edge[]): Promise<boolean> {
    const pending: string[] = [];
    for (const { name, conflict, isEphemeral } of requests) {
      if (conflict || isEphemeral || this.#inPlay.has(name)) continue;
      this.#inPlay.set(name, this.#allowed(name, requests));
      pending.push(name);
    }
    for (const name of pending) {
      const family = this.#family(name);
      if (family === null) continue;
      if (this.#oracle.isLate) return false;
      await this.#oracle.source.pause();
      for (const { to } of edges.filter(({ from }) => from === name)) {
        const reached = this.#reached(family, to);
        if (reached === null) continue;
        const before = this.#inPlay.get(to);
        const allowed = both(this.#allowed(to, requests), reached.versions);
        const after = new Set([...(before ?? []), ...allowed]);
        if (before !== undefined && after.size === before.size) continue;
        this.#inPlay.set(to, after);
        pending.push(to);
      }
    }
    return true;
  }

  /** Leaves of each family only what somebody still asks for, and all who must be there. */
  #shrink(requests: readonly Requirement[], edges: readonly Edge[]): boolean {
    const certain = new Set<string>();
    for (const { name, conflict, isEphemeral } of requests) {
      if (!conflict && !isEphemeral) certain.add(name);
    }
    const asked = new Map<string, Set<number>>();
    const inCircle = new Set<string>();
    let isChanged = false;
    const visit = (name: string): void => {
      const family = this.#family(name);
      if (family === null) return;
      for (const { to } of edges.filter(({ from }) => from === name)) {
        // What leads back must not narrow what it comes from: it may be the reason itself.
        const reached = leads(edges, to, name) ? null : this.#reached(family, to);
        if (reached === null) {
          inCircle.add(to);
          continue;
        }
        asked.set(to, new Set([...(asked.get(to) ?? []), ...reached.versions]));
        if (!certain.has(name) || !reached.byAll) continue;
        certain.add(to);
        isChanged = this.#leave(to, reached.versions) || isChanged;
      }
    };
    for (const name of certain) visit(name); // grows meanwhile
    for (const name of this.#inPlay.keys()) if (!certain.has(name)) visit(name);
    for (const [name, versions] of asked) {
      const isRequested = requests.some((each) => each.name === name && !each.conflict);
      if (!isRequested && !inCircle.has(name)) isChanged = this.#leave(name, versions) || isChanged;
    }
    return isChanged;
  }

  #leave(name: string, versions: ReadonlySet<number>): boolean {
    const before = this.#inPlay.get(name);
    if (before === undefined) return false;
    const after = both(before, versions);
    this.#inPlay.set(name, after);
    return after.size < before.size;
  }

  /** The versions of `to` that packages in play ask for; null when none asks. */
  #reached(
    family: SolverFamily,
    to: string,
  ): { readonly versions: ReadonlySet<number>; readonly byAll: boolean } | null {
    const target = this.#family(to);
    const covered = new Set<Bits>();
    let isAsked = false;
    let byAll = true;
    for (const position of this.#inPlay.get(family.name) ?? []) {
      for (const requirements of this.#alternatives(family, position, [to])) {
        const needed = requirements.filter(({ conflict }) => !conflict);
        if (needed.length === 0) byAll = false;
        else isAsked = true;
        if (target === null) continue;
        for (const { range } of needed) covered.add(this.#oracle.covered(target, range!));
      }
    }
    if (!isAsked) return null;
    const versions = new Set<number>();
    for (const bits of covered) forEachMember(bits, (i) => versions.add(i));
    return { versions, byAll };
  }

  /**
   * What each variant requires of `targets`, without repetition. Of equal ones the last counts: it
   * is what rez prefers among equals, so the statements alone lead where all variants did.
   */
  #alternatives(
    family: SolverFamily,
    position: number,
    targets: readonly string[],
  ): (readonly Requirement[])[] {
    const byText = new Map<string, readonly Requirement[]>();
    for (const { requires } of this.#variants(family, position)) {
      const named = requires.filter(({ name }) => targets.includes(name));
      const merged = RequirementList.of(named);
      // Requirements that exclude each other stay as they are: the package itself is at fault.
      const requirements = merged.conflict === null ? merged.requirements : named;
      const text = requirements.join(" ");
      byText.delete(text);
      byText.set(text, requirements);
    }
    return [...byText.values()];
  }

  #allowed(name: string, requests: readonly Requirement[]): Set<number> {
    const allowed = new Set<number>();
    const visible = new Set(this.visible.get(name)?.versions);
    const ofFamily = requests.filter((each) => each.name === name);
    for (const [i, version] of (this.#family(name)?.versions ?? []).entries()) {
      const fits = ofFamily.every(
        ({ range, conflict }) => range === null || range.contains(version) !== conflict,
      );
      if (fits && visible.has(version)) allowed.add(i);
    }
    return allowed;
  }

  async #meet(name: string): Promise<boolean> {
    const { source } = this.#oracle;
    const question = { kind: "question", family: name, range: ANY } as const;
    if (source.problem.family(name) === "unknown") {
      await this.#oracle.load({ ...question, versions: null });
    }
    const family = this.#family(name);
    if (family === null) return true;
    const positions = [...family.versions.keys()];
    const unread = positions.filter((i) => source.problem.variants(family, i) === "unread");
    if (!(await this.#oracle.load({ ...question, versions: unread }))) return false;
    const versions = family.versions.filter(
      (_, i) => source.problem.variants(family, i) !== "excluded",
    );
    this.visible.set(name, new VisibleFamily(name, versions));
    return true;
  }

  #family(name: string): SolverFamily | null {
    const family = this.#oracle.source.problem.family(name);
    return family === "unknown" ? null : family;
  }

  #variants(family: SolverFamily, position: number): readonly SolverVariant[] {
    const variants = this.#oracle.source.problem.variants(family, position);
    return typeof variants === "string" ? [] : variants;
  }
}

function leads(edges: readonly Edge[], from: string, to: string): boolean {
  const reached = new Set([from]);
  for (const name of reached) {
    for (const edge of edges) if (edge.from === name) reached.add(edge.to);
  }
  return reached.has(to);
}

function both(a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> {
  return new Set([...a].filter((each) => b.has(each)));
}
