// The requests that traces are made of, and what each needs: rez's 188 benchmark requests, and kin of
// theirs as a studio comes to make them (a version pinned anew, a package more, one less), each solved
// to see which families and packages the search meets.

import { RezError } from "../../src/errors.ts";
import { SolverMemory } from "../../src/solver/family.ts";
import type { Problem, SolverFamily, SolverVariant } from "../../src/solver/problem.ts";
import { start } from "../../src/solver/solver.ts";
import { Requirement } from "../../src/version/requirement.ts";
import { Version } from "../../src/version/version.ts";
import type { Random } from "./random.ts";

interface PackageData {
  readonly requires?: readonly string[];
  readonly variants?: readonly (readonly string[])[];
}

export type RepositoryData = readonly (readonly [
  family: string,
  packages: readonly (readonly [version: string, data: PackageData])[],
])[];

/** A thing that a cache may hold. */
export interface Item {
  readonly key: string;
  /** Bytes. */
  readonly weight: number;
}

/** A request, and what is looked up for it. */
export interface KnownRequest {
  readonly texts: readonly string[];
  /** The answer first, then families in the order in which they are met, then environments. */
  readonly items: readonly Item[];
  /** Of what was asked for by name. */
  readonly families: readonly string[];
}

class LoadedFamily implements SolverFamily {
  readonly name: string;
  readonly versions: readonly Version[];
  readonly variants: readonly (readonly SolverVariant[])[];

  constructor(name: string, packages: RepositoryData[number][1]) {
    this.name = name;
    this.versions = packages.map(([text]) => Version.parse(text));
    this.variants = packages.map(([, { requires = [], variants }]) => {
      const common = requires.map((text) => Requirement.parse(text));
      if (variants === undefined) return [{ index: null, requires: common }];
      return variants.map((row, index) => ({
        index,
        requires: [...common, ...row.map((text) => Requirement.parse(text))],
      }));
    });
  }
}

/** How much memory the engine counts for each, for the mean package of this repository. */
const BYTES = { definition: 3_000, family: 2_000, answer: 30_000, environment: 6_000 };

export class Requests {
  readonly #families: ReadonlyMap<string, LoadedFamily>;
  readonly #memory = new SolverMemory();
  readonly #known = new Map<string, KnownRequest | null>();

  constructor(data: RepositoryData) {
    this.#families = new Map(
      data.map(([name, packages]) => [name, new LoadedFamily(name, packages)]),
    );
  }

  /** Null for a request that does not resolve. */
  known(texts: readonly string[]): KnownRequest | null {
    const key = texts.join(" ");
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#solved(texts, key);
      this.#known.set(key, known);
    }
    return known;
  }

  /** Another request that resolves: one of its own kind, as somebody would come to make it. */
  kin(request: KnownRequest, all: readonly KnownRequest[], random: Random): KnownRequest {
    for (let attempt = 0; attempt < 8; attempt++) {
      const texts = [...request.texts];
      const named = texts.flatMap((text, at) => (/^[!~]/.test(text) ? [] : [at]));
      const kind = random.next();
      if (named.length > 0 && kind < 0.7) {
        const at = random.one(named);
        texts[at] = this.#pinned(texts[at] as string, random);
      } else if (kind < 0.9) {
        const other = random.one(all).texts.filter((text) => !/^[!~]/.test(text));
        if (other.length > 0) texts.push(random.one(other));
      } else if (named.length > 1) {
        texts.splice(random.one(named), 1);
      }
      const found = this.known(texts);
      if (found && found !== request) return found;
    }
    return request;
  }

  #pinned(text: string, random: Random): string {
    const { name } = Requirement.parse(text);
    const versions = this.#families.get(name)?.versions;
    if (!versions?.length) return text;
    const newest = [...versions].sort((a, b) => b.compareTo(a)).slice(0, 6);
    return `${name}-${random.one(newest)}`;
  }

  #solved(texts: readonly string[], key: string): KnownRequest | null {
    const met = new Set<LoadedFamily>();
    const families = this.#families;
    const problem: Problem = {
      paths: ["memory"],
      family: (name) => {
        const family = families.get(name) ?? null;
        if (family) met.add(family);
        return family;
      },
      variants: (family, position) => (family as LoadedFamily).variants[position]!,
      order: () => null,
    };
    const requirements = texts.map((text) => Requirement.parse(text));
    try {
      const search = start(requirements, problem, { memory: this.#memory, timeLimit: 2 });
      while (search.step().kind !== "done");
      if (search.status !== "solved") return null;
      const resolved = search.resolvedPackages!;
      const answer = { key: `resolve ${key}`, weight: BYTES.answer + 1000 * resolved.length };
      const tables = [...met].map(({ name, versions }) => ({
        key: `family ${name}`,
        weight: BYTES.family + BYTES.definition * versions.length,
      }));
      const environments = resolved.map(({ name, version, index }) => ({
        key: `environment ${name}-${version}[${index ?? ""}]`,
        weight: BYTES.environment,
      }));
      return {
        texts,
        items: [answer, ...tables, ...environments],
        families: requirements.map(({ name }) => name),
      };
    } catch (error) {
      if (error instanceof RezError) return null;
      throw error;
    }
  }
}
