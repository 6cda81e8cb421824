// A resolve graph as rez writes it into `.rxt` files: Python's text of a dict in which nodes, and
// edges, of equal attributes share them.

import { stringRepr } from "../python-source/text.ts";
import type { Digraph, GraphAttribute } from "../solver/digraph.ts";

export function compactGraph(graph: Digraph): string {
  const nodes = new Groups();
  for (const { id, attributes } of graph.nodes) {
    const label = attributes.find(([name]) => name === "label")?.[1];
    const others = attributes.filter(([name]) => name !== "label");
    const name = stringRepr(id);
    nodes.add(others, label ? `(${name}, ${valueRepr(label)})` : name);
  }
  const edges = new Groups();
  for (const { from, to, label, attributes } of graph.edges) {
    const ends = `${stringRepr(from)}, ${stringRepr(to)}`;
    edges.add(attributes, label === "" ? `(${ends})` : `(${ends}, ${stringRepr(label)})`);
  }
  return `{'nodes': ${nodes}, 'edges': ${edges}}`;
}

class Groups {
  readonly #members = new Map<string, string[]>();

  add(attributes: readonly GraphAttribute[], member: string): void {
    const key = attributesRepr(attributes);
    const members = this.#members.get(key);
    if (members) members.push(member);
    else this.#members.set(key, [member]);
  }

  toString(): string {
    const groups = [...this.#members].map(([key, members]) => `(${key}, [${members.join(", ")}])`);
    return `[${groups.join(", ")}]`;
  }
}

function attributesRepr(attributes: readonly GraphAttribute[]): string {
  const sorted = [...attributes].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const pairs = sorted.map(([name, value]) => `(${stringRepr(name)}, ${valueRepr(value)})`);
  return pairs.length === 1 ? `(${pairs[0]},)` : `(${pairs.join(", ")})`;
}

/** rez's graph library quotes texts for dot; the quotes are not part of the value. */
function valueRepr(value: string | number): string {
  return typeof value === "number" ? String(value) : stringRepr(value.replace(/^"+|"+$/g, ""));
}
