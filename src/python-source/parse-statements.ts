// Statements, from the grammar's nodes to the parsed form, with the checks that CPython's compiler
// makes over a whole file: where `return` and `break` may stand, what may be assigned to.

import { decline } from "./decline.ts";
import { ExpressionParser, type FunctionScope } from "./parse-expressions.ts";
import type { Expression, FunctionDefinition, Statement } from "./syntax.ts";
import { Children, type Node, normalized, parseTree } from "./tree.ts";

export interface ParsedModule {
  /** The text that positions in the parsed form refer to. */
  readonly source: string;
  readonly statements: readonly Statement[];
}

export function parseModule(source: string): ParsedModule {
  const text = normalized(source);
  const tree = parseTree(text);
  return { source: text, statements: new StatementParser(text).module(tree.children) };
}

/** Parts of compound statements that stand in the column of the statement itself. */
const CLAUSES = new Set(["elif", "else", "except", "finally"]);

const COMPOUND = new Set([
  "IfStatement",
  "WhileStatement",
  "ForStatement",
  "WithStatement",
  "TryStatement",
  "FunctionDefinition",
  "DecoratedStatement",
]);

class StatementParser extends ExpressionParser {
  #loops = 0;
  /** The white space before the statements of the block being read. */
  #indentation = "";

  module(nodes: readonly Node[]): Statement[] {
    return this.#statements(nodes);
  }

  #statements(nodes: readonly Node[]): Statement[] {
    const result: Statement[] = [];
    for (const node of nodes) {
      if (this.#indentationOf(node) !== this.#indentation) decline("an unexpected indent");
      for (const child of node.children) {
        if (!CLAUSES.has(child.name)) continue;
        if (this.#indentationOf(child) !== this.#indentation) decline("an unexpected indent");
      }
      if (node.name === "StatementGroup") this.#group(node, result);
      else result.push(this.#statement(node));
    }
    return result;
  }

  #group(node: Node, result: Statement[]): void {
    const children = new Children(node.children);
    do {
      const statement = children.next();
      if (COMPOUND.has(statement.name)) decline("a compound statement after a semicolon");
      result.push(this.#statement(statement));
    } while (children.accept(";") && !children.done);
    children.end();
  }

  #statement(node: Node): Statement {
    switch (node.name) {
      case "AssignStatement":
        return this.#assign(node);
      case "UpdateStatement":
        return this.#augmented(node);
      case "ExpressionStatement": {
        const children = new Children(node.children);
        const value = this.list(children, () => false);
        children.end();
        return { kind: "expression", value };
      }
      case "PassStatement":
        return { kind: "pass" };
      case "BreakStatement":
      case "ContinueStatement":
        if (this.#loops === 0) decline("break or continue outside a loop");
        return { kind: node.name === "BreakStatement" ? "break" : "continue" };
      case "ReturnStatement":
        return this.#return(node);
      case "IfStatement":
        return this.#if(node);
      case "WhileStatement":
        return this.#while(node);
      case "ForStatement":
        return this.#for(node);
      case "WithStatement":
        return this.#with(node);
      case "TryStatement":
        return this.#try(node);
      case "DeleteStatement":
        return this.#delete(node);
      case "AssertStatement":
        return this.#assert(node);
      case "RaiseStatement":
        return this.#raise(node);
      case "ImportStatement":
        return this.#import(node);
      case "FunctionDefinition":
        return this.#function(node, [], node.from);
      case "DecoratedStatement":
        return this.#decorated(node);
      default:
        return decline(`unknown syntax: ${node.name}`);
    }
  }

  #bind(target: Expression): void {
    for (const name of this.boundNames(target)) this.scope?.names.add(name);
  }

  #bindName(node: Node): string {
    const name = this.identifier(node);
    this.scope?.names.add(name);
    return name;
  }

  #assign(node: Node): Statement {
    const children = new Children(node.children);
    const first = this.list(children, (name) => name === "AssignOp" || name === "TypeDef");
    if (children.ahead() === "TypeDef") return this.#annotated(first, children);
    const parts = [first];
    while (children.accept("AssignOp")) {
      parts.push(this.list(children, (name) => name === "AssignOp"));
    }
    children.end();
    const value = parts.pop();
    if (!value || parts.length === 0) decline("a syntax error");
    for (const target of parts) this.#bind(target);
    return { kind: "assign", targets: parts, value };
  }

  #annotated(target: Expression, children: Children): Statement {
    const annotation = this.#annotation(children.next(), ":");
    if (target.kind !== "name") decline("an annotation of something else than a name");
    this.#bind(target);
    let value: Expression | null = null;
    if (children.accept("AssignOp")) value = this.expression(children.next());
    children.end();
    return { kind: "annotated", target, annotation, value };
  }

  #annotation(node: Node, mark: string): Expression {
    const [only, ...others] = node.children.filter(
      (child) => child.name !== ":" && this.text(child) !== "->",
    );
    if (!only || others.length > 0 || !this.text(node).startsWith(mark)) decline("an annotation");
    return this.expression(only);
  }

  #augmented(node: Node): Statement {
    const children = new Children(node.children);
    const target = this.expression(children.next());
    if (!["name", "attribute", "subscript"].includes(target.kind)) decline("a syntax error");
    this.#bind(target);
    const operator = this.text(children.expect("UpdateOp")).slice(0, -1);
    const value = this.list(children, () => false);
    children.end();
    return { kind: "augmented", target, operator, value };
  }

  #return(node: Node): Statement {
    if (!this.scope) decline("return outside a function");
    const children = new Children(node.children);
    children.expect("return");
    const value = children.done ? null : this.list(children, () => false);
    children.end();
    return { kind: "return", value };
  }

  #body(children: Children): Statement[] {
    const node = children.expect("Body");
    const [colon, first, ...others] = node.children;
    if (colon?.name !== ":" || !first) decline("a syntax error");
    const outer = this.#indentation;
    const inner = this.#indentationOf(first);
    if (inner === null) {
      if (others.length > 0) decline("a syntax error");
      return this.#inlineBody(first);
    }
    if (!inner.startsWith(outer) || inner === outer) decline("an expected indent");
    this.#indentation = inner;
    const statements = this.#statements([first, ...others]);
    this.#indentation = outer;
    return statements;
  }

  /** `if x: y = 1; z = 2` */
  #inlineBody(node: Node): Statement[] {
    const result: Statement[] = [];
    if (node.name === "StatementGroup") this.#group(node, result);
    else if (COMPOUND.has(node.name)) decline("a compound statement in a line");
    else result.push(this.#statement(node));
    return result;
  }

  /** The white space before a node that starts its line; null if something else is before it. */
  #indentationOf(node: Node): string | null {
    const start = this.source.lastIndexOf("\n", node.from - 1) + 1;
    const before = node.from === 0 ? "" : this.source.slice(start, node.from);
    return /^[ \t]*$/.test(before) ? before : null;
  }

  #else(children: Children): Statement[] {
    const body = children.accept("else") ? this.#body(children) : [];
    children.end();
    return body;
  }

  #loopBody(children: Children): Statement[] {
    this.#loops++;
    const body = this.#body(children);
    this.#loops--;
    return body;
  }

  #if(node: Node): Statement {
    const children = new Children(node.children);
    children.expect("if");
    return this.#ifRest(children);
  }

  #ifRest(children: Children): Statement {
    const test = this.expression(children.next());
    const body = this.#body(children);
    if (children.accept("elif")) {
      return { kind: "if", test, body, orElse: [this.#ifRest(children)] };
    }
    return { kind: "if", test, body, orElse: this.#else(children) };
  }

  #while(node: Node): Statement {
    const children = new Children(node.children);
    children.expect("while");
    const test = this.expression(children.next());
    const body = this.#loopBody(children);
    return { kind: "while", test, body, orElse: this.#else(children) };
  }

  #for(node: Node): Statement {
    const children = new Children(node.children);
    children.expect("for");
    const target = this.list(children, (name) => name === "in");
    this.#bind(target);
    children.expect("in");
    const iterable = this.list(children, (name) => name === "Body");
    if (iterable.kind === "tuple" && iterable.items.some((item) => item.kind === "starred")) {
      // `for x in *a, b` came with Python 3.9.
      decline("a starred iterable");
    }
    const body = this.#loopBody(children);
    return { kind: "for", target, iterable, body, orElse: this.#else(children) };
  }

  #with(node: Node): Statement {
    const children = new Children(node.children);
    children.expect("with");
    const context = this.expression(children.next());
    const name = children.accept("as") ? this.#bindName(children.next()) : null;
    const body = this.#body(children);
    children.end();
    return { kind: "with", context, name, body };
  }

  #try(node: Node): Statement {
    const children = new Children(node.children);
    children.expect("try");
    const body = this.#body(children);
    const handlers: Statement[][] = [];
    let bare = false;
    while (children.accept("except")) {
      if (bare) decline("a handler after a bare except");
      if (children.ahead() === "Body") {
        bare = true;
      } else {
        this.expression(children.next());
        if (children.accept("as")) this.#bindName(children.next());
      }
      handlers.push(this.#body(children));
    }
    let orElse: Statement[] = [];
    if (children.accept("else")) {
      if (handlers.length === 0) decline("a syntax error");
      orElse = this.#body(children);
    }
    const last = children.accept("finally") ? this.#body(children) : [];
    if (handlers.length === 0 && last.length === 0) decline("a syntax error");
    children.end();
    return { kind: "try", body, handlers, orElse, last };
  }

  #delete(node: Node): Statement {
    const children = new Children(node.children);
    children.expect("del");
    const list = this.list(children, () => false);
    children.end();
    const targets = list.kind === "tuple" ? list.items : [list];
    for (const target of targets) {
      if (!["name", "attribute", "subscript"].includes(target.kind)) decline("a del of several");
      this.#bind(target);
    }
    return { kind: "delete", targets };
  }

  #assert(node: Node): Statement {
    const children = new Children(node.children);
    children.expect("assert");
    const test = this.expression(children.next());
    if (children.accept(",")) this.expression(children.next());
    children.end();
    return { kind: "assert", test };
  }

  #raise(node: Node): Statement {
    const children = new Children(node.children);
    children.expect("raise");
    if (!children.done) this.expression(children.next());
    if (children.accept("from")) this.expression(children.next());
    children.end();
    return { kind: "unsupported", what: "raise" };
  }

  #dotted(children: Children): string {
    let name = this.identifier(children.next());
    while (children.accept(".")) name += `.${this.identifier(children.next())}`;
    return name;
  }

  #import(node: Node): Statement {
    const children = new Children(node.children);
    if (children.accept("from")) return this.#importFrom(children);
    children.expect("import");
    const modules: { module: string; name: string | null }[] = [];
    do {
      const module = this.#dotted(children);
      const name = children.accept("as") ? this.#bindName(children.next()) : null;
      if (!name) this.scope?.names.add(module.split(".", 1)[0] ?? module);
      modules.push({ module, name });
    } while (children.accept(","));
    children.end();
    return { kind: "import", modules };
  }

  #importFrom(children: Children): Statement {
    if (children.ahead() !== "VariableName") decline("a relative import");
    if (this.#dotted(children) === "__future__") decline("a future statement");
    children.expect("import");
    const bracketed = children.accept("(");
    if (children.ahead() === "*") decline("import *");
    do {
      if (bracketed && children.ahead() === ")") break;
      const name = this.identifier(children.next());
      if (children.accept("as")) this.#bindName(children.next());
      else this.scope?.names.add(name);
    } while (children.accept(","));
    if (bracketed) children.expect(")");
    children.end();
    return { kind: "unsupported", what: "from … import" };
  }

  #decorated(node: Node): Statement {
    const decorators: Expression[] = [];
    for (const child of node.children) {
      if (this.#indentationOf(child) !== this.#indentation) decline("an unexpected indent");
      if (child.name === "FunctionDefinition") return this.#function(child, decorators, node.from);
      if (child.name !== "Decorator") decline(`a decorated ${child.name}`);
      decorators.push(this.#decorator(child));
    }
    return decline("a syntax error");
  }

  #decorator(node: Node): Expression {
    const children = new Children(node.children);
    children.expect("At");
    let result: Expression = { kind: "name", name: this.identifier(children.next()) };
    while (children.accept(".")) {
      result = { kind: "attribute", object: result, name: this.identifier(children.next()) };
    }
    if (children.ahead() === "ArgList") {
      result = { kind: "call", callee: result, ...this.arguments(children.next()) };
    }
    children.end();
    return result;
  }

  #function(node: Node, decorators: readonly Expression[], from: number): FunctionDefinition {
    const children = new Children(node.children);
    children.expect("def");
    const name = this.#bindName(children.next());
    const parameters = this.parameters(children.expect("ParamList"));
    const annotations =
      children.ahead() === "TypeDef" ? [this.#annotation(children.next(), "->")] : [];

    const names = new Set(parameters.map((parameter) => parameter.name));
    const scope: FunctionScope = { names, uncallable: null };
    const outer = { scope: this.scope, loops: this.#loops };
    this.scope = scope;
    this.#loops = 0;
    const bodyNode = node.children.at(-1);
    const body = this.#body(children);
    this.scope = outer.scope;
    this.#loops = outer.loops;
    children.end();

    return {
      kind: "function",
      name,
      parameters,
      annotations,
      decorators,
      body,
      locals: names,
      uncallable: scope.uncallable,
      from,
      bodyFrom: bodyNode?.from ?? node.to,
      to: node.to,
    };
  }
}
