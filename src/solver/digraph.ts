// A directed graph with attributes, in the order in which it was built: what rez's graphs hold.

export type GraphAttribute = readonly [name: string, value: string | number];

export interface GraphNode {
  readonly id: string;
  readonly attributes: readonly GraphAttribute[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  label: string;
  readonly attributes: GraphAttribute[];
}

export class Digraph {
  readonly #nodes = new Map<string, GraphNode>();
  /** By source, then by target. */
  readonly #edges = new Map<string, Map<string, GraphEdge>>();

  /** Gives the new node's id: `_1`, `_2`… */
  addNode(attributes: readonly GraphAttribute[]): string {
    const id = `_${this.#nodes.size + 1}`;
    this.#nodes.set(id, { id, attributes });
    this.#edges.set(id, new Map());
    return id;
  }

  /** An edge that is there already starts over, and is the last of its node. */
  addEdge(from: string, to: string, arrowSize: string): GraphEdge {
    const edge: GraphEdge = { from, to, label: "", attributes: [["arrowsize", arrowSize]] };
    const targets = this.#edges.get(from)!;
    targets.delete(to);
    targets.set(to, edge);
    return edge;
  }

  neighbors(id: string): string[] {
    return [...this.#edges.get(id)!.keys()];
  }

  get nodes(): GraphNode[] {
    return [...this.#nodes.values()];
  }

  /** Node by node, as rez lists them. */
  get edges(): GraphEdge[] {
    return [...this.#edges.values()].flatMap((targets) => [...targets.values()]);
  }

  /** Removes every node from which none of `targets` can be reached. */
  keepLeadingTo(targets: ReadonlySet<string>): void {
    const sources = new Map<string, string[]>();
    for (const { from, to } of this.edges) {
      const known = sources.get(to);
      if (known === undefined) sources.set(to, [from]);
      else known.push(from);
    }
    const kept = new Set(targets);
    for (const id of kept) for (const source of sources.get(id) ?? []) kept.add(source);
    for (const id of [...this.#nodes.keys()]) {
      if (kept.has(id)) continue;
      this.#nodes.delete(id);
      this.#edges.delete(id);
    }
    for (const targetsOf of this.#edges.values()) {
      for (const to of [...targetsOf.keys()]) if (!kept.has(to)) targetsOf.delete(to);
    }
  }
}
