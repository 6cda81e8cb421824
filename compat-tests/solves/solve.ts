// Solves problems with the engine's solver: a JSON line in, its answer as a JSON line out. Nothing
// is loaded beforehand, so every family and package is asked for, as in a cold engine.

import { createInterface } from "node:readline";
import { RezError } from "../../src/errors.ts";
import { SolverMemory } from "../../src/solver/family.ts";
import { type Search, start } from "../../src/solver/solver.ts";
import { Requirement } from "../../src/version/requirement.ts";
import { VersionedObject } from "../../src/version/versioned-object.ts";
import { DescribedProblem, type ProblemData } from "../../test/engine/solver/described-problem.ts";

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answered(JSON.parse(line)))}\n`);
}

function answered(data: ProblemData): object {
  const port = new DescribedProblem(data);
  const memory = new SolverMemory();
  try {
    const first = JSON.stringify(solved(data, port, memory));
    // Once more with what was remembered, and everything loaded.
    const second = JSON.stringify(solved(data, port, memory));
    if (first !== second) return { error: "unstable", first, second };
    return JSON.parse(first);
  } catch (error) {
    if (error instanceof RezError) return { error: error.type, message: error.message };
    return { error: "engine", message: error instanceof Error ? error.stack : String(error) };
  }
}

function solved(data: ProblemData, port: DescribedProblem, memory: SolverMemory): object {
  const { options } = data;
  const printed: string[] = [];
  const search = start(
    data.requests.map((text) => Requirement.parse(text)),
    port,
    {
      memory,
      variantSelectMode: options.variant_select_mode ?? "version_priority",
      pruneFailedGraph: options.prune_failed_graph ?? true,
      optimised: options.optimised ?? true,
      errorOnMissingVariantRequires: options.error_on_missing_variant_requires ?? true,
      maxFails: options.max_fails ?? -1,
      warn: (message) => printed.push(message),
    },
  );
  const states: string[] = [];
  for (let step = search.step(); step.kind !== "done"; step = search.step()) {
    if (step.kind === "question") port.load(step.family, step.versions);
    else if (options.states)
      states.push(
        `solve #${search.numSolves} (${search.numFails} fails so far): ${search.phaseText}`,
      );
  }
  const graph = search.graph();
  const { status } = search;
  return {
    status,
    solves: search.numSolves,
    fails: search.numFails,
    // rez makes more tests, and takes another time for them.
    extractions: search.counts.extractions,
    intersections: search.counts.intersections,
    reductions: search.counts.reductions,
    read: search.packages.read.flatMap(({ family, packages }) =>
      packages.map(({ position }) =>
        VersionedObject.construct(family, port.versionAt(family, position)).toString(),
      ),
    ),
    states,
    printed,
    graph: {
      nodes: graph.nodes.map(({ id, attributes }) => [id, attributes]),
      edges: graph.edges.map(({ from, to, label, attributes }) => [from, to, label, attributes]),
    },
    ...(status === "solved" ? answerOf(search) : failureOf(search)),
    failures: Array.from({ length: search.numFails }, (_, i) => search.failure(i).description),
  };
}

function answerOf(search: Search): object {
  return {
    packages: search.resolvedPackages!.map(String),
    ephemerals: search.resolvedEphemerals!.map(String),
  };
}

function failureOf(search: Search): object {
  const { description, requirements } = search.failure();
  return { description, requirements: requirements.map(String) };
}
