// An explanation as plain data, and as a graph of who asks for what.

import type { AskedRequest, Conflict, Explanation } from "./explain.ts";
import { conflictText, explanationText, predicate } from "./words.ts";

export interface GraphNodeData {
  readonly id: string;
  readonly label: string;
  readonly kind: "request" | "packages" | "family";
}

export interface GraphEdgeData {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

export function explanationData(explanation: Explanation, resolved: readonly string[] = []) {
  const { status, isComplete, seconds, fixes } = explanation;
  return {
    status,
    text: explanationText(explanation, resolved),
    packages: [...explanation.packages],
    conflicts: explanation.conflicts.map(conflictData),
    fixes: fixes.map((fix) => ({
      kind: fix.kind,
      text: fix.text,
      drop: [...fix.drop],
      add: [...fix.add],
      requests: [...fix.requests],
      implicits: [...fix.implicits],
      packages: [...fix.packages],
    })),
    isComplete,
    seconds,
    graph: graphOf(explanation.conflicts),
  };
}

function conflictData(conflict: Conflict) {
  const { failed, facts, isMinimal } = conflict;
  return {
    kind: failed.kind,
    text: conflictText(conflict),
    description: failed.description,
    requests: conflict.requests.map(requestData),
    requirements: facts.facts.map(({ family, versions, alternatives }) => ({
      family,
      versions: versions.map(String),
      packages: facts.families.get(family)!.named(new Set(versions)),
      requires: alternatives.map((each) => each.map(String)),
    })),
    missing: conflict.missing.map(({ wanted, near, paths, hidden, ...rest }) => ({
      ...rest,
      wanted: [...wanted],
      near: [...near],
      paths: [...paths],
      hidden: hidden.map((each) => ({ ...each })),
    })),
    isMinimal,
    without: conflict.without.map(({ request, outcome }) => ({
      request: request.requirement.text,
      outcome: outcome.kind === "failed" ? outcome.failed.kind : outcome.kind,
      description: outcome.kind === "failed" ? outcome.failed.description : "",
    })),
  };
}

function requestData({ requirement, origin }: AskedRequest) {
  return { request: requirement.text, origin };
}

/** Requests lead to families, families by version sets to what they need. */
function graphOf(conflicts: readonly Conflict[]): {
  nodes: GraphNodeData[];
  edges: GraphEdgeData[];
} {
  const nodes = new Map<string, GraphNodeData>();
  const edges: GraphEdgeData[] = [];
  const reached = new Set<string>();
  const node = (kind: GraphNodeData["kind"], label: string): string => {
    const id = `${kind}:${label}`;
    nodes.set(id, { id, kind, label });
    return id;
  };
  for (const { requests, facts } of conflicts) {
    for (const { requirement } of requests) {
      const from = node("request", requirement.text);
      const label = requirement.conflict ? "excludes" : "asks for";
      edges.push({ from, to: node("family", requirement.name), label });
    }
    for (const { family, versions, alternatives } of facts.facts) {
      const from = node("packages", facts.families.get(family)!.named(new Set(versions)));
      if (!reached.has(from)) edges.push({ from: node("family", family), to: from, label: "has" });
      reached.add(from);
      for (const name of new Set(alternatives.flat().map((each) => each.name))) {
        const ways = alternatives.map((way) => way.filter((each) => each.name === name));
        edges.push({ from, to: node("family", name), label: predicate(ways) });
      }
    }
  }
  return { nodes: [...nodes.values()], edges };
}
