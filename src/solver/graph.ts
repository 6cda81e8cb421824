// rez's resolve graph of a phase, as data: requests, packages, who required what, and where it
// failed. Node ids, attributes and their values are rez's, because tools read its dot text.

import type { Requirement } from "../version/requirement.ts";
import { RequirementList } from "../version/requirement-list.ts";
import { Digraph } from "./digraph.ts";
import { type DependencyConflict, type Reduction, reducedVariant } from "./failure.ts";
import type { Phase } from "./phase.ts";
import type { Scope } from "./scope.ts";

const NODE_COLOR = "#F6F6F6";
const REQUEST_COLOR = "#FFFFAA";
const SOLVED_COLOR = "#AAFFAA";
const FONT_SIZE = 10;
const FAILED = [
  ["style", "bold"],
  ["color", "red"],
  ["fontcolor", "red"],
] as const;

export interface GraphOptions {
  /** Leave out what did not lead to the failure. */
  readonly prune: boolean;
}

export function phaseGraph(
  phase: Phase,
  requests: readonly Requirement[],
  options: GraphOptions,
): Digraph {
  const builder = new GraphBuilder(phase, requests);
  builder.addNodes();
  builder.addRequirements();
  builder.addExtractions();
  builder.addFailure();
  builder.connectLeaves();
  if (options.prune) builder.prune();
  return builder.graph;
}

class GraphBuilder {
  readonly graph = new Digraph();
  readonly #phase: Phase;
  readonly #requests: readonly Requirement[];
  /** By text: the node of a requirement. */
  readonly #requestNodes = new Map<
    string,
    { readonly id: string; readonly request: Requirement }
  >();
  readonly #scopeNodes = new Map<string, string>();
  /** Scopes that have a node of their own: not those that stand for an excluding request. */
  readonly #ownScopes = new Map<string, Scope>();
  readonly #failureNodes = new Set<string>();

  constructor(phase: Phase, requests: readonly Requirement[]) {
    this.#phase = phase;
    this.#requests = requests;
  }

  addNodes(): void {
    for (const request of this.#requests) this.#requestNode(request, REQUEST_COLOR);
    for (const scope of this.#phase.scopes) {
      const request = scope.isConflict ? this.#requestNodes.get(scope.requirement.text) : undefined;
      if (request !== undefined) {
        this.#scopeNodes.set(scope.name, request.id);
        this.#requestNodes.delete(scope.requirement.text);
        continue;
      }
      this.#scopeNodes.set(scope.name, this.#newScopeNode(scope));
      this.#ownScopes.set(scope.name, scope);
    }
  }

  addRequirements(): void {
    for (const request of this.#requests) {
      const from = this.#requestNodes.get(request.text);
      const to = this.#scopeNodes.get(request.name);
      if (from !== undefined && to !== undefined) this.graph.addEdge(from.id, to, "0.5");
    }
    for (const scope of this.#phase.scopes) {
      const variant = scope.solvedVariant;
      if (variant === null) continue;
      const from = this.#scopeNodes.get(scope.name)!;
      for (const required of variant.requires.requirements) {
        this.graph.addEdge(from, this.#requestNode(required), "0.5");
      }
    }
  }

  addExtractions(): void {
    const extractions = lastExtractions(this.#phase);
    for (const { from, requirement } of extractions) {
      const id = this.#scopeNodes.get(from);
      if (id !== undefined) this.graph.addEdge(id, this.#requestNode(requirement), "0.5");
    }
    for (const family of new Set(extractions.map((each) => each.requirement.name))) {
      const all = extractions
        .map((each) => each.requirement)
        .filter((each) => each.name === family);
      if (all.length < 2) continue;
      const merged = RequirementList.of(all);
      if (merged.conflict === null) this.#addMerge(all, merged.get(family)!);
    }
  }

  addFailure(): void {
    const reason = this.#phase.failure;
    if (reason === null) return;
    if (reason.kind === "DependencyConflicts") {
      for (const conflict of reason.conflicts) this.#addConflict(conflict);
    } else if (reason.kind === "TotalReduction") {
      const [first, ...others] = reason.reductions;
      if (others.length === 0) this.#addReduction(first!);
      else for (const reduction of reason.reductions) this.#addLabelledReduction(reduction);
    } else {
      const ids = reason.packages.map(({ name }) => this.#scopeNodes.get(name)!);
      for (const [i, id] of ids.entries()) {
        this.#addFailedEdge(id, ids[(i + 1) % ids.length]!, "CYCLE");
      }
    }
  }

  connectLeaves(): void {
    const scopes = new Map(this.#phase.scopes.map((scope) => [scope.name, scope]));
    for (const { id, request } of this.#requestNodes.values()) {
      if (this.graph.neighbors(id).length > 0) continue;
      const scope = scopes.get(request.name);
      const to = this.#scopeNodes.get(request.name);
      if (scope === undefined || to === undefined) continue;
      if (!request.conflictsWith(scope.requirement)) this.graph.addEdge(id, to, "0.5");
    }
  }

  prune(): void {
    if (this.#failureNodes.size > 0) this.graph.keepLeadingTo(this.#failureNodes);
  }

  #addMerge(requests: readonly Requirement[], merged: Requirement): void {
    for (const request of requests) {
      if (merged.equals(request)) continue;
      const from = this.#requestNode(request);
      const edge = this.graph.addEdge(from, this.#requestNode(merged), "1");
      edge.attributes.push(["arrowhead", "odot"]);
    }
  }

  #addConflict({ dependency, conflictingRequest }: DependencyConflict): void {
    const node = this.#scopeNodes.get(conflictingRequest.name);
    const scope = this.#ownScopes.get(conflictingRequest.name);
    if (node === undefined || (scope !== undefined && !clashes(scope, conflictingRequest))) {
      const from = this.#requestNode(dependency);
      this.#addFailedEdge(from, node ?? this.#requestNode(conflictingRequest), "CONFLICT");
    } else if (scope !== undefined) {
      this.#addFailedEdge(this.#requestNode(conflictingRequest), node, "CONFLICT");
    } else {
      this.#addFailedEdge(node, this.#requestNode(dependency), "CONFLICT");
    }
  }

  #addReduction(reduction: Reduction): void {
    const reduced = this.#scopeNodes.get(reduction.name)!;
    const dependency = this.#requestNode(reduction.dependency);
    this.graph.addEdge(reduced, dependency, "0.5");
    this.#failureNodes.add(reduced);
    this.#addFailedEdge(
      dependency,
      this.#scopeNodes.get(reduction.conflictingRequest.name)!,
      "CONFLICT",
    );
  }

  #addLabelledReduction(reduction: Reduction): void {
    const reduced = this.#scopeNodes.get(reduction.name)!;
    const dependency = this.#newNode(reduction.dependency.text, NODE_COLOR, "filled,dashed");
    const edge = this.graph.addEdge(reduced, dependency, "1");
    edge.label = reducedVariant(reduction);
    edge.attributes.push(["fontsize", FONT_SIZE]);
    this.#failureNodes.add(reduced);
    this.#addFailedEdge(
      dependency,
      this.#scopeNodes.get(reduction.conflictingRequest.name)!,
      "CONFLICT",
    );
  }

  #addFailedEdge(from: string, to: string, label: string): void {
    const edge = this.graph.addEdge(from, to, "1");
    edge.label = label;
    for (const [name, value] of FAILED) edge.attributes.push([name, value]);
    this.#failureNodes.add(from).add(to);
  }

  #requestNode(request: Requirement, color = NODE_COLOR): string {
    const known = this.#requestNodes.get(request.text);
    if (known !== undefined) return known.id;
    const id = this.#newNode(request.text, color, "filled,dashed");
    this.#requestNodes.set(request.text, { id, request });
    return id;
  }

  #newScopeNode(scope: Scope): string {
    const variant = scope.solvedVariant;
    if (variant !== null) return this.#newNode(`${variant}`, SOLVED_COLOR, "filled");
    return this.#newNode(`${scope}`, NODE_COLOR, scope.isConflict ? "filled,dashed" : "filled");
  }

  #newNode(label: string, color: string, style: string): string {
    return this.graph.addNode([
      ["label", label],
      ["fontsize", FONT_SIZE],
      ["fillcolor", color],
      ["style", `"${style}"`],
    ]);
  }
}

function clashes(scope: Scope, request: Requirement): boolean {
  return scope.requirement.conflictsWith(request);
}

/** One for each pair of families: where it first was, with what it last said. */
function lastExtractions(phase: Phase): { from: string; requirement: Requirement }[] {
  const byPair = new Map<string, { from: string; requirement: Requirement }>();
  for (const { from, requirements } of phase.extractions) {
    for (const requirement of requirements) {
      byPair.set(`${from} ${requirement.name}`, { from, requirement });
    }
  }
  return [...byPair.values()];
}
