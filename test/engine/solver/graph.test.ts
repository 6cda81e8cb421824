// rez's resolve graph, as text: one line a node, one an edge.

import { expect, test } from "vitest";
import { type Search, start } from "../../../src/solver/solver.ts";
import { finish, problemOf, type Repository, requirements, solve } from "./solving.ts";

const repository: Repository = {
  python: { "2.7": [], "3.9": [] },
  old: { "1": ["python-2"] },
  young: { "1": ["python-3"] },
  bystander: { "1": [] },
};

function text(search: Search): string[] {
  const { nodes, edges } = search.graph();
  const label = new Map(nodes.map(({ id, attributes }) => [id, attributes[0]![1]]));
  return [
    ...label.values(),
    ...edges.map((edge) => `${label.get(edge.from)} -${edge.label}-> ${label.get(edge.to)}`),
  ].map(String);
}

test("an answer: requests lead to packages, packages to what they require", () => {
  expect(text(solve(repository, "old !young"))).toEqual([
    "old",
    "!young",
    "python-2.7[]",
    "old-1[]",
    "python-2",
    "old --> old-1[]",
    "old-1[] --> python-2",
    "python-2 --> python-2.7[]",
  ]);
});

test("a failure shows what led to it, and all of it where nothing is pruned", () => {
  const pruned = text(solve(repository, "bystander old young"));
  const full = text(solve(repository, "bystander old young", { pruneFailedGraph: false }));
  expect(pruned).toContain("python-2 -CONFLICT-> python-3");
  expect(pruned).not.toContain("bystander");
  expect(full).toContain("bystander --> bystander-1[]");
});

test("a circle is drawn", () => {
  const circle: Repository = { mum: { "1": ["dad"] }, dad: { "1": ["mum"] } };
  expect(text(solve(circle, "mum"))).toContain("dad-1[] -CYCLE-> mum-1[]");
});

test("nodes and edges have rez's attributes", () => {
  const { nodes, edges } = solve(repository, "old").graph();
  expect(nodes[0]).toEqual({
    id: "_1",
    attributes: [
      ["label", "old"],
      ["fontsize", 10],
      ["fillcolor", "#FFFFAA"],
      ["style", '"filled,dashed"'],
    ],
  });
  expect(edges[0]).toEqual({ from: "_1", to: "_3", label: "", attributes: [["arrowsize", "0.5"]] });
});

test("of a solve that is ended after a split, what was extracted before it shows", () => {
  // The preferred half fails, so that the other one is what is left.
  const problem = problemOf({
    tool: { "1": [], "2": ["tool-1"] },
    app: { "1": ["lib"], "2": ["lib"] },
    lib: { "1": [] },
  });
  const search = start(requirements("tool app"), problem);
  while (search.numSolves < 2) {
    const step = search.step();
    if (step.kind === "question") problem.load(step.family, step.versions);
  }
  search.abort("enough");
  expect(text(finish(search, problem))).toContain("app[1..2(2)] --> lib");
});
