// Changes of a request that make it resolve. Each was solved for before it is offered.

import type { ResolvedVariant } from "../solver/solver.ts";
import { VersionRange } from "../version/range.ts";
import { Requirement } from "../version/requirement.ts";
import type { Version } from "../version/version.ts";
import { VersionedObject } from "../version/versioned-object.ts";
import type { AskedRequest, Conflict } from "./explain.ts";
import { Oracle, type OracleOptions } from "./oracle.ts";
import { listed, type VisibleFamily } from "./version-names.ts";

export interface Fix {
  readonly kind: "change" | "drop" | "unhide";
  readonly text: string;
  readonly drop: readonly string[];
  readonly add: readonly string[];
  /** The request with the fix, implicit packages left out; resolves as it stands. */
  readonly requests: readonly string[];
  readonly implicits: readonly string[];
  /** What it resolves to. */
  readonly packages: readonly string[];
}

const MOST_FIXES = 6;
/** Exact versions tried one by one, so that "or later" begins where it begins to work. */
const MOST_STEPS = 12;
const MOST_COMBINATIONS = 24;

export async function fixesFor(
  requests: readonly AskedRequest[],
  conflicts: readonly Conflict[],
  oracle: Oracle,
  options: OracleOptions,
): Promise<Fix[]> {
  const search = new FixSearch(requests, conflicts, oracle);
  if (conflicts.length === 1) await search.tryChanges(conflicts[0]!);
  await search.tryDrops();
  await search.tryUnhiding(options);
  return search.fixes;
}

interface Replacement {
  readonly old: AskedRequest;
  /** null drops it. */
  readonly next: Requirement | null;
}

class FixSearch {
  readonly fixes: Fix[] = [];
  readonly #requests: readonly AskedRequest[];
  readonly #conflicts: readonly Conflict[];
  readonly #oracle: Oracle;

  constructor(requests: readonly AskedRequest[], conflicts: readonly Conflict[], oracle: Oracle) {
    this.#requests = requests;
    this.#conflicts = conflicts;
    this.#oracle = oracle;
  }

  async tryChanges(conflict: Conflict): Promise<void> {
    for (const old of conflict.requests) {
      const { requirement, origin } = old;
      if (origin !== "request" || requirement.conflict) continue;
      const missing = conflict.missing.find(({ name }) => name === requirement.name);
      if (missing?.isFamilyMissing) await this.#tryNames(old, missing.near);
      const family = conflict.facts.families.get(requirement.name);
      if (family === undefined) continue;
      const fits = family.versions.filter((each) => requirement.range!.contains(each));
      if (fits.length === family.versions.length) continue;
      const [earlier, later] = around(family.versions, requirement.range!, fits);
      await this.#tryDirection(old, family, later, "later");
      await this.#tryDirection(old, family, earlier.reverse(), "earlier");
    }
  }

  /** One request of each conflict; more of them only if fewer did not do. */
  async tryDrops(): Promise<void> {
    const droppable = this.#conflicts.map(({ requests }) =>
      requests.filter(({ origin }) => origin !== "asked"),
    );
    const before = this.fixes.length;
    for (const chosen of combinations(droppable)) await this.#tryDropping(chosen);
    if (this.fixes.length > before) return;
    const pairs = combinations([...droppable, droppable.flat()])
      .map((chosen) => this.#requests.filter((each) => chosen.includes(each)))
      .filter((chosen) => chosen.length > this.#conflicts.length);
    // The same two are met in either order.
    const distinct = new Map(pairs.map((chosen) => [requirementTexts(chosen), chosen]));
    for (const chosen of distinct.values()) await this.#tryDropping(chosen);
  }

  async tryUnhiding(options: OracleOptions): Promise<void> {
    const unhidden = this.#oracle.source.unhidden();
    if (unhidden === null || this.#isEnough) return;
    const oracle = new Oracle(unhidden.source, options, this.#oracle.deadline);
    const { outcome } = await oracle.run(this.#requests.map((each) => each.requirement));
    if (oracle.gaveUp) this.#oracle.gaveUp = true;
    if (outcome.kind !== "solved") return;
    const fix = this.#fix("unhide", unhidden.how, [], outcome.packages);
    this.fixes.push(fix);
  }

  get #isEnough(): boolean {
    return this.fixes.length >= MOST_FIXES || this.#oracle.isLate;
  }

  async #tryNames(old: AskedRequest, names: readonly string[]): Promise<void> {
    for (const name of names) {
      const next = Requirement.construct(name, old.requirement.range);
      await this.#tryReplacing(
        [{ old, next }],
        "change",
        `ask for ${next} in place of ${old.requirement}`,
      );
    }
  }

  /** `versions` are those beyond the request in one direction, nearest first. */
  async #tryDirection(
    old: AskedRequest,
    family: VisibleFamily,
    versions: readonly Version[],
    direction: "earlier" | "later",
  ): Promise<void> {
    const nearest = versions[0];
    if (nearest === undefined || this.#isEnough) return;
    const { name } = family;
    const beyond = Requirement.construct(name, span(nearest, direction));
    const { outcome } = await this.#oracle.run(this.#replaced([{ old, next: beyond }]));
    if (outcome.kind !== "solved") return;
    const found = outcome.packages.find((each) => each.name === name)!.version;
    const first = await this.#firstThatWorks(old, name, versions, found);
    const isAlone = versions.at(-1) === first;
    const next =
      isAlone || first.isEmpty
        ? exactly(family, first)
        : Requirement.construct(name, span(first, direction));
    const what = isAlone || first.isEmpty ? `${next}` : `${name}-${first} or ${direction}`;
    await this.#tryReplacing(
      [{ old, next }],
      "change",
      `ask for ${what} in place of ${old.requirement}`,
    );
  }

  /** The nearest version that resolves; the one that the solver chose when that is too far to tell. */
  async #firstThatWorks(
    old: AskedRequest,
    name: string,
    versions: readonly Version[],
    found: Version,
  ): Promise<Version> {
    for (const version of versions.slice(0, MOST_STEPS)) {
      if (version.equals(found) || this.#oracle.isLate) break;
      const next = Requirement.construct(name, VersionRange.fromVersions([version]));
      const { outcome } = await this.#oracle.run(this.#replaced([{ old, next }]));
      if (outcome.kind === "solved") return version;
    }
    return found;
  }

  async #tryDropping(chosen: readonly AskedRequest[]): Promise<void> {
    const names = chosen.map(({ requirement, origin }) =>
      origin === "implicit" ? `the implicit package ${requirement}` : `${requirement}`,
    );
    const replacements = chosen.map((old) => ({ old, next: null }));
    await this.#tryReplacing(replacements, "drop", `drop ${listed(names)}`);
  }

  async #tryReplacing(
    replacements: readonly Replacement[],
    kind: Fix["kind"],
    text: string,
  ): Promise<void> {
    if (this.#isEnough) return;
    const { outcome } = await this.#oracle.run(this.#replaced(replacements));
    if (outcome.kind !== "solved") return;
    this.fixes.push(this.#fix(kind, text, replacements, outcome.packages));
  }

  #replaced(
    replacements: readonly Replacement[],
    origins: readonly AskedRequest["origin"][] = ["request", "implicit", "asked"],
  ): Requirement[] {
    return this.#requests
      .filter(({ origin }) => origins.includes(origin))
      .flatMap((request) => {
        const replacement = replacements.find(({ old }) => old === request);
        return replacement === undefined ? request.requirement : (replacement.next ?? []);
      });
  }

  #fix(
    kind: Fix["kind"],
    text: string,
    replacements: readonly Replacement[],
    packages: readonly ResolvedVariant[],
  ): Fix {
    return {
      kind,
      text,
      drop: replacements.map(({ old }) => old.requirement.text),
      add: replacements.flatMap(({ next }) => next?.text ?? []),
      requests: this.#replaced(replacements, ["request", "asked"]).map(String),
      implicits: this.#replaced(replacements, ["implicit"]).map(String),
      packages: packages.map(({ name, version }) =>
        VersionedObject.construct(name, version).toString(),
      ),
    };
  }
}

/** The versions before and after those that fit; where none fits, around the range's beginning. */
function around(
  versions: readonly Version[],
  range: VersionRange,
  fits: readonly Version[],
): [Version[], Version[]] {
  const [first, last] = [fits[0], fits.at(-1)];
  const start = range.bounds[0]!.lower.version;
  return [
    versions.filter((each) => each.compareTo(first ?? start) < 0),
    versions.filter((each) => each.compareTo(last ?? start) > 0),
  ];
}

function span(version: Version, direction: "earlier" | "later"): VersionRange {
  return VersionRange.fromVersion(version, direction === "later" ? ">=" : "<=");
}

/** `maya-2025.1` where that means this version alone. */
function exactly(family: VisibleFamily, version: Version): Requirement {
  if (version.isEmpty) return Requirement.construct(family.name, VersionRange.any());
  const range = VersionRange.fromVersion(version);
  const isAlone = family.versions.filter((each) => range.contains(each)).length === 1;
  const exact = VersionRange.fromVersions([version]);
  return Requirement.construct(family.name, isAlone ? range : exact);
}

function requirementTexts(requests: readonly AskedRequest[]): string {
  return requests.map(({ requirement }) => requirement.text).join(" ");
}

function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  let chosen: T[][] = [[]];
  for (const list of lists) {
    chosen = chosen.flatMap((each) => list.map((item) => [...each, item]));
    chosen = chosen.slice(0, MOST_COMBINATIONS);
  }
  return chosen.filter((each) => each.length > 0);
}
