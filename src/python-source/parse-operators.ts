// Operators. The grammar binds `not` looser than Python does and takes chains that Python refuses,
// so a run of operators is read flat and put together again by Python's own precedence.

import { decline } from "./decline.ts";
import type { Expression } from "./syntax.ts";
import type { Node } from "./tree.ts";

const COMPARISONS = new Set(["<", ">", "==", "!=", "<=", ">=", "in", "not in", "is", "is not"]);
/** From loosest to tightest. */
const BINARY_LEVELS: readonly (readonly string[])[] = [
  ["|"],
  ["^"],
  ["&"],
  ["<<", ">>"],
  ["+", "-"],
  ["*", "/", "//", "%", "@"],
];

/** Reads a run of operators and operands by Python's grammar for them. */
export class OperatorParser {
  readonly #source: string;
  readonly #expression: (node: Node) => Expression;
  readonly #tokens: (string | Node)[] = [];
  #at = 0;

  constructor(source: string, expression: (node: Node) => Expression, node: Node) {
    this.#source = source;
    this.#expression = expression;
    this.#flatten(node);
  }

  parse(): Expression {
    const result = this.#or();
    if (this.#at !== this.#tokens.length) decline("a syntax error at an operator");
    return result;
  }

  #flatten(node: Node): void {
    if (node.name !== "BinaryExpression" && node.name !== "UnaryExpression") {
      this.#tokens.push(node);
      return;
    }
    const unary = node.name === "UnaryExpression";
    for (const [index, child] of node.children.entries()) {
      const isOperand = unary ? index === 1 : index === 0 || index === node.children.length - 1;
      if (isOperand) this.#flatten(child);
      else this.#pushOperator(this.#source.slice(child.from, child.to));
    }
  }

  #pushOperator(operator: string): void {
    const last = this.#tokens.at(-1);
    if (operator === "in" && last === "not") this.#tokens[this.#tokens.length - 1] = "not in";
    else if (operator === "not" && last === "is") this.#tokens[this.#tokens.length - 1] = "is not";
    else this.#tokens.push(operator);
  }

  #accept(operator: string): boolean {
    if (this.#tokens[this.#at] !== operator) return false;
    this.#at++;
    return true;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#accept("or")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#accept("and")) left = { kind: "and", left, right: this.#not() };
    return left;
  }

  #not(): Expression {
    if (this.#accept("not")) return { kind: "not", operand: this.#not() };
    return this.#comparison();
  }

  #comparison(): Expression {
    const first = this.#binary(0);
    const rest: { operator: string; operand: Expression }[] = [];
    for (;;) {
      const operator = this.#tokens[this.#at];
      if (typeof operator !== "string" || !COMPARISONS.has(operator)) break;
      this.#at++;
      rest.push({ operator, operand: this.#binary(0) });
    }
    return rest.length > 0 ? { kind: "compare", first, rest } : first;
  }

  #binary(level: number): Expression {
    const operators = BINARY_LEVELS[level];
    if (!operators) return this.#factor();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = this.#tokens[this.#at];
      if (typeof operator !== "string" || !operators.includes(operator)) return left;
      this.#at++;
      left = { kind: "binary", operator, left, right: this.#binary(level + 1) };
    }
  }

  #factor(): Expression {
    for (const operator of ["-", "+", "~"]) {
      if (this.#accept(operator)) return { kind: "unary", operator, operand: this.#factor() };
    }
    const operand = this.#tokens[this.#at++];
    if (operand === undefined || typeof operand === "string") decline("a syntax error");
    const base = this.#expression(operand);
    if (!this.#accept("**")) return base;
    return { kind: "binary", operator: "**", left: base, right: this.#factor() };
  }
}
