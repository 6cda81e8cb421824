// Runs a search over a small repository written in a test: versions in the order they are listed.

import { type Search, type SolveOptions, start } from "../../../src/solver/solver.ts";
import { Requirement } from "../../../src/version/requirement.ts";
import { DescribedProblem, type OrdererData } from "./described-problem.ts";

/** By family, then by version: what the package requires, or that and its variants. */
export type Repository = {
  readonly [family: string]: {
    readonly [version: string]:
      | readonly string[]
      | {
          readonly requires?: readonly string[];
          readonly variants?: readonly string[][];
          readonly excluded?: true;
        };
  };
};

export function problemOf(
  repository: Repository,
  orderers: readonly OrdererData[] = [],
): DescribedProblem {
  const families = Object.entries(repository).map(([name, versions]) => {
    const packages = Object.entries(versions).map(([version, data]) => {
      const described = "length" in data ? { requires: data } : { requires: [], ...data };
      return [version === "unversioned" ? "" : version, described] as const;
    });
    return [name, packages] as const;
  });
  return new DescribedProblem({ families, requests: [], options: { orderers } });
}

export function requirements(text: string): Requirement[] {
  return text
    .split(" ")
    .filter(Boolean)
    .map((each) => Requirement.parse(each));
}

/** Steps to the end, answering every question. */
export function finish(search: Search, problem: DescribedProblem): Search {
  for (let step = search.step(); step.kind !== "done"; step = search.step()) {
    if (step.kind === "question") problem.load(step.family, step.versions);
  }
  return search;
}

export function solve(repository: Repository, request: string, options: SolveOptions = {}): Search {
  const problem = problemOf(repository);
  return finish(start(requirements(request), problem, options), problem);
}

/** The packages and then the ephemerals of a solved search; else its status. */
export function answer(search: Search): string {
  if (search.status !== "solved") return search.status;
  return [...search.resolvedPackages!, ...search.resolvedEphemerals!].join(" ");
}
