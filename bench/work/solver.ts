// Times the engine's solver alone, on a repository that is wholly loaded: a JSON line in, one out.
// {"repository": …} is loaded and answered; {"requests": …} are solved, one after the other.

import { createInterface } from "node:readline";
import { RezError } from "../../src/errors.ts";
import { SolverMemory } from "../../src/solver/family.ts";
import type { Problem, SolverFamily, SolverVariant } from "../../src/solver/problem.ts";
import { start } from "../../src/solver/solver.ts";
import { Requirement } from "../../src/version/requirement.ts";
import { Version } from "../../src/version/version.ts";

interface PackageData {
  readonly requires?: readonly string[];
  readonly variants?: readonly (readonly string[])[];
}

/** Versions in the repository's order, which an object would not keep. */
type FamilyData = readonly (readonly [version: string, PackageData])[];

type RepositoryData = readonly (readonly [family: string, FamilyData])[];

interface Command {
  readonly repository?: RepositoryData;
  readonly requests?: readonly (readonly string[])[];
  /** Whether what a request has shown is remembered to the end of the run, or of the request. */
  readonly memory?: "run" | "request";
  /** Seconds. */
  readonly limit?: number;
}

class LoadedFamily implements SolverFamily {
  readonly name: string;
  readonly versions: readonly Version[];
  readonly variants: readonly (readonly SolverVariant[])[];

  constructor(name: string, packages: FamilyData) {
    this.name = name;
    this.versions = packages.map(([text]) => Version.parse(text));
    this.variants = packages.map(([, data]) => variantsOf(data));
  }
}

class LoadedRepository implements Problem {
  readonly paths = ["memory"];
  readonly #families: ReadonlyMap<string, LoadedFamily>;

  constructor(data: RepositoryData) {
    this.#families = new Map(
      data.map(([name, packages]) => [name, new LoadedFamily(name, packages)]),
    );
  }

  family(name: string): LoadedFamily | null {
    return this.#families.get(name) ?? null;
  }

  variants(family: SolverFamily, position: number): readonly SolverVariant[] {
    return (family as LoadedFamily).variants[position]!;
  }

  order(): null {
    return null;
  }
}

function variantsOf({ requires = [], variants }: PackageData): SolverVariant[] {
  const common = requires.map((text) => Requirement.parse(text));
  if (variants === undefined) return [{ index: null, requires: common }];
  return variants.map((row, index) => ({
    index,
    requires: [...common, ...row.map((text) => Requirement.parse(text))],
  }));
}

function solve(request: readonly string[], problem: Problem, memory: SolverMemory, limit: number) {
  const begin = performance.now();
  let answer: object;
  try {
    const requirements = request.map((text) => Requirement.parse(text));
    const search = start(requirements, problem, { memory, timeLimit: limit });
    while (search.step().kind !== "done");
    const resolved = search.resolvedPackages?.map(
      ({ name, version, index }) => `${name}/${version}[${index ?? ""}]`,
    );
    answer = { status: search.status, resolved: resolved ?? null, solves: search.numSolves };
  } catch (error) {
    if (!(error instanceof RezError)) throw error;
    answer = { status: error.type, resolved: null };
  }
  const seconds = (performance.now() - begin) / 1000;
  return { ...answer, seconds };
}

let problem = new LoadedRepository([]);

for await (const line of createInterface({ input: process.stdin })) {
  const { repository, requests, memory: life = "run", limit = -1 }: Command = JSON.parse(line);
  if (repository !== undefined) problem = new LoadedRepository(repository);
  let memory = new SolverMemory();
  const answers = requests?.map((request) => {
    if (life === "request") memory = new SolverMemory();
    return solve(request, problem, memory, limit);
  });
  process.stdout.write(`${JSON.stringify({ answers })}\n`);
}
