// The grammar's tree as plain nodes without comments. The grammar recovers from errors and accepts
// more than Python does, so everything that reads these nodes checks what it reads.

import type { TreeCursor } from "@lezer/common";
import { parser } from "@lezer/python";
import { decline } from "./decline.ts";

export interface Node {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly Node[];
}

// CPython 3.8's parser gives up at about 90 nested brackets; each is up to two nodes here.
const MAXIMUM_DEPTH = 90;
const NO_CHILDREN: readonly Node[] = [];

let isWarm = false;

/** Whether a text was parsed before. The first one loads the grammar, and is read by cold code: 20 ms. */
export function parserIsWarm(): boolean {
  return isWarm;
}

/** Parses text whose line ends are "\n" (see `normalized`). */
export function parseTree(source: string): Node {
  const tree = plainNode(parser.parse(source).cursor(), 0);
  isWarm = true;
  return tree;
}

function plainNode(cursor: TreeCursor, depth: number): Node {
  const type = cursor.type;
  if (type.isError) decline("a syntax error");
  if (depth > MAXIMUM_DEPTH) decline("nested too deep");
  const { from, to } = cursor;
  let children = NO_CHILDREN;
  if (type.name !== "String" && cursor.firstChild()) {
    const list: Node[] = [];
    do {
      if (cursor.type.name !== "Comment") list.push(plainNode(cursor, depth + 1));
    } while (cursor.nextSibling());
    cursor.parent();
    children = list;
  }
  return { name: type.name, from, to, children };
}

/** The text as CPython's tokenizer sees it; declines text that the grammar and CPython may read
 * differently: other encodings, control characters. */
export function normalized(source: string): string {
  let text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  if (/[\0\f\u2028\u2029\ufffd\ufeff]|coding[=:]/.test(text)) checkUnusual(text);
  if (text.includes("\\\n")) {
    if (/^[ \t]*\\$/m.test(text)) decline("a line of a backslash alone");
    if (/\\\n[ \t]*(?:\n|$)/.test(text)) decline("a backslash before an empty line");
  }
  return text;
}

function checkUnusual(text: string): void {
  if (/[\0\f\u2028\u2029\ufffd\ufeff]/.test(text)) decline("an unusual character");
  for (const line of text.split("\n", 2)) {
    const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1];
    if (cookie && !/^utf[-_]?8$/i.test(cookie)) decline(`the encoding ${cookie}`);
  }
}

/** Reads a node's children from left to right. */
export class Children {
  readonly #nodes: readonly Node[];
  #position = 0;

  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
  }

  get done(): boolean {
    return this.#position >= this.#nodes.length;
  }

  /** The name of the next node, or "" at the end. */
  ahead(): string {
    return this.#nodes[this.#position]?.name ?? "";
  }

  next(): Node {
    const node = this.#nodes[this.#position++];
    return node ?? decline("a syntax error");
  }

  /** Steps over the next node if it has this name. */
  accept(name: string): boolean {
    if (this.ahead() !== name) return false;
    this.#position++;
    return true;
  }

  expect(name: string): Node {
    const node = this.next();
    if (node.name !== name) decline(`a syntax error at ${node.name}`);
    return node;
  }

  end(): void {
    if (!this.done) decline(`a syntax error at ${this.ahead()}`);
  }
}
