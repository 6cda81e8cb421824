// Expressions, from the grammar's nodes to the parsed form, with the checks that the grammar does
// not make.

import { decline } from "./decline.ts";
import { OperatorParser } from "./parse-operators.ts";
import { decodeEscapes, decodeNumber, decodeString, stringStart } from "./strings.ts";
import type {
  Comprehension,
  ComprehensionClause,
  DictEntry,
  Expression,
  FormattedPart,
  Parameter,
  Parameters,
} from "./syntax.ts";
import { Children, type Node } from "./tree.ts";

/** What a parse has to know of the function around an expression. */
export interface FunctionScope {
  readonly names: Set<string>;
  uncallable: string | null;
}

const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except " +
    "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
    "with yield __debug__"
  ).split(" "),
);

export class ExpressionParser {
  readonly source: string;
  /** The function whose body is read, or null in the module. */
  scope: FunctionScope | null = null;

  constructor(source: string) {
    this.source = source;
  }

  text(node: Node): string {
    return this.source.slice(node.from, node.to);
  }

  identifier(node: Node): string {
    const name = this.text(node);
    if (node.name !== "VariableName" && node.name !== "PropertyName") decline("a syntax error");
    if (KEYWORDS.has(name)) decline(`the name ${name}`);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) decline("a name that is not ASCII");
    return name;
  }

  expression(node: Node): Expression {
    switch (node.name) {
      case "String":
        return { kind: "constant", value: decodeString(this.text(node)) };
      case "VariableName":
        return { kind: "name", name: this.identifier(node) };
      case "Number":
        // `0.real`, `1if x`: not a number to CPython, or not for long.
        if (/[\w.]/.test(this.source[node.to] ?? "")) decline("a number before a letter");
        return { kind: "constant", value: decodeNumber(this.text(node)) };
      case "Boolean":
        return { kind: "constant", value: this.text(node) === "True" };
      case "None":
        return { kind: "constant", value: null };
      case "ArrayExpression":
        return { kind: "list", items: this.#bracketed(node, "[", "]") };
      case "TupleExpression":
        return { kind: "tuple", items: this.#bracketed(node, "(", ")") };
      case "SetExpression":
        return { kind: "set", items: this.#bracketed(node, "{", "}") };
      case "DictionaryExpression":
        return this.#dict(node);
      case "ParenthesizedExpression":
        return this.#parenthesized(node);
      case "MemberExpression":
        return this.#member(node);
      case "CallExpression":
        return this.#call(node);
      case "ContinuedString":
      case "FormatString":
        return this.#strings(node);
      case "BinaryExpression":
      case "UnaryExpression":
        return new OperatorParser(this.source, (operand) => this.expression(operand), node).parse();
      case "ConditionalExpression":
        return this.#conditional(node);
      case "ArrayComprehensionExpression":
        return this.#comprehension(node, "list");
      case "SetComprehensionExpression":
        return this.#comprehension(node, "set");
      case "DictionaryComprehensionExpression":
        return this.#comprehension(node, "dict");
      case "ComprehensionExpression":
        return this.#comprehension(node, "generator");
      case "LambdaExpression":
        return this.#lambda(node);
      case "NamedExpression":
        if (this.scope) this.scope.uncallable = "an assignment expression";
        return { kind: "unsupported", what: "an assignment expression" };
      case "YieldExpression":
        if (!this.scope) decline("yield outside a function");
        this.scope.uncallable = "a generator";
        return { kind: "unsupported", what: "yield" };
      case "Ellipsis":
        return { kind: "unsupported", what: "..." };
      default:
        return decline(`a syntax error or unknown syntax: ${node.name}`);
    }
  }

  /** `a`, or a tuple `a, *b, c`, up to a child for which `ends` holds. */
  list(children: Children, ends: (name: string) => boolean): Expression {
    const items: Expression[] = [];
    let commas = 0;
    while (!children.done && !ends(children.ahead())) {
      items.push(this.#item(children));
      if (!children.accept(",")) break;
      commas++;
    }
    const [only] = items;
    if (!only) decline("a syntax error");
    if (commas > 0) return { kind: "tuple", items };
    if (only.kind === "starred") decline("a starred expression alone");
    return only;
  }

  parameters(node: Node): Parameters {
    const children = new Children(node.children);
    const bracketed = children.accept("(");
    const parameters: Parameter[] = [];
    let keywordOnly = false;
    let starred = false;
    while (!children.done && children.ahead() !== ")") {
      if (children.ahead() === "/") decline("positional-only parameters");
      const star = children.accept("**") ? "**" : children.accept("*") ? "*" : "";
      if (parameters.at(-1)?.star === "**" || (star === "*" && starred)) decline("a syntax error");
      starred ||= star === "*";
      if (star === "*" && children.ahead() === ",") {
        keywordOnly = true;
        children.next();
        if (children.done || children.ahead() === ")" || children.ahead() === "**")
          decline("bare *");
        continue;
      }
      const name = this.identifier(children.next());
      if (parameters.some((parameter) => parameter.name === name)) decline("a duplicate parameter");
      let byDefault: Expression | null = null;
      if (children.ahead() === "TypeDef") decline("an annotated parameter");
      if (children.accept("AssignOp")) {
        if (star) decline("a syntax error");
        byDefault = this.expression(children.next());
      } else if (!star && !keywordOnly && parameters.at(-1)?.byDefault) {
        decline("a parameter without default after one with");
      }
      parameters.push({ name, star, keywordOnly: keywordOnly && !star, byDefault });
      if (star === "*") keywordOnly = true;
      if (!children.accept(",")) break;
    }
    if (bracketed) children.expect(")");
    children.end();
    return parameters;
  }

  /** The names that a target of an assignment binds, after checking that it is one. */
  *boundNames(target: Expression, nested = false): Generator<string> {
    switch (target.kind) {
      case "name":
        yield target.name;
        return;
      case "attribute":
      case "subscript":
        return;
      case "list":
      case "tuple":
        if (target.items.filter((item) => item.kind === "starred").length > 1) {
          decline("two starred targets");
        }
        for (const item of target.items) yield* this.boundNames(item, true);
        return;
      case "starred":
        if (!nested || target.value.kind === "starred") decline("a starred target alone");
        yield* this.boundNames(target.value, true);
        return;
      default:
        decline(`an assignment to ${target.kind}`);
    }
  }

  #item(children: Children): Expression {
    if (children.accept("*")) return { kind: "starred", value: this.expression(children.next()) };
    return this.expression(children.next());
  }

  #bracketed(node: Node, open: string, close: string): Expression[] {
    const children = new Children(node.children);
    children.expect(open);
    const items: Expression[] = [];
    while (children.ahead() !== close) {
      items.push(this.#item(children));
      if (!children.accept(",")) break;
    }
    children.expect(close);
    children.end();
    return items;
  }

  #dict(node: Node): Expression {
    const children = new Children(node.children);
    children.expect("{");
    const entries: DictEntry[] = [];
    while (children.ahead() !== "}") {
      if (children.accept("**")) {
        entries.push({ key: null, value: this.expression(children.next()) });
      } else {
        const key = this.expression(children.next());
        children.expect(":");
        entries.push({ key, value: this.expression(children.next()) });
      }
      if (!children.accept(",")) break;
    }
    children.expect("}");
    children.end();
    return { kind: "dict", entries };
  }

  #parenthesized(node: Node): Expression {
    const children = new Children(node.children);
    children.expect("(");
    const inner = this.expression(children.next());
    children.expect(")");
    children.end();
    return inner;
  }

  #member(node: Node): Expression {
    const children = new Children(node.children);
    const object = this.expression(children.next());
    if (children.accept(".")) {
      const name = this.identifier(children.next());
      children.end();
      return { kind: "attribute", object, name };
    }
    children.expect("[");
    const items: Expression[] = [];
    let commas = 0;
    while (children.ahead() !== "]") {
      items.push(this.#subscript(children));
      if (!children.accept(",")) break;
      commas++;
    }
    children.expect("]");
    children.end();
    const [index] = items;
    if (!index) decline("a syntax error");
    return { kind: "subscript", object, index: commas > 0 ? { kind: "tuple", items } : index };
  }

  #subscript(children: Children): Expression {
    const bound = (): Expression | null =>
      children.ahead() === ":" || children.ahead() === "]" || children.ahead() === ","
        ? null
        : this.expression(children.next());
    const lower = bound();
    if (!children.accept(":")) return lower ?? decline("a syntax error");
    const upper = bound();
    const step = children.accept(":") ? bound() : null;
    return { kind: "slice", lower, upper, step };
  }

  #call(node: Node): Expression {
    const [calleeNode, listNode] = node.children;
    if (!calleeNode || listNode?.name !== "ArgList" || node.children.length !== 2) {
      decline("a syntax error");
    }
    return { kind: "call", callee: this.expression(calleeNode), ...this.arguments(listNode) };
  }

  arguments(node: Node): {
    positional: Expression[];
    keywords: { name: string | null; value: Expression }[];
  } {
    const children = new Children(node.children);
    const positional: Expression[] = [];
    const keywords: { name: string | null; value: Expression }[] = [];
    let generator = false;
    children.expect("(");
    while (children.ahead() !== ")") {
      if (children.accept("**")) {
        keywords.push({ name: null, value: this.expression(children.next()) });
      } else if (children.accept("*")) {
        if (keywords.length > 0) decline("* after a keyword argument");
        positional.push({ kind: "starred", value: this.expression(children.next()) });
      } else {
        const first = children.next();
        if (children.ahead() === "AssignOp") {
          if (this.text(children.next()) !== "=") decline("an assignment expression");
          const name = this.identifier(first);
          if (keywords.some((keyword) => keyword.name === name)) decline("a repeated keyword");
          keywords.push({ name, value: this.expression(children.next()) });
        } else {
          if (keywords.length > 0) decline("a positional argument after a keyword argument");
          generator ||= children.ahead() === "for";
          positional.push(
            children.ahead() === "for"
              ? this.#clauses(children, "generator", null, first)
              : this.expression(first),
          );
        }
      }
      if (!children.accept(",")) break;
      if (generator) decline("a generator among other arguments");
    }
    if (generator && positional.length + keywords.length > 1) {
      decline("a generator among other arguments");
    }
    children.expect(")");
    children.end();
    return { positional, keywords };
  }

  #conditional(node: Node): Expression {
    const children = new Children(node.children);
    const body = this.expression(children.next());
    children.expect("if");
    const test = this.expression(children.next());
    children.expect("else");
    const orElse = this.expression(children.next());
    children.end();
    return { kind: "conditional", test, body, orElse };
  }

  #lambda(node: Node): Expression {
    const children = new Children(node.children);
    children.expect("lambda");
    const parameters =
      children.ahead() === "ParamList" ? this.parameters(children.next()) : ([] as Parameters);
    children.expect(":");
    const outer = this.scope;
    this.scope = { names: new Set(), uncallable: null };
    const body = this.expression(children.next());
    children.end();
    const { uncallable } = this.scope;
    this.scope = outer;
    if (uncallable) return { kind: "unsupported", what: uncallable };
    return { kind: "lambda", parameters, body };
  }

  #comprehension(node: Node, shape: Comprehension["shape"]): Expression {
    const children = new Children(node.children);
    const open = children.next().name;
    let key: Node | null = null;
    let element = children.next();
    if (shape === "dict") {
      key = element;
      children.expect(":");
      element = children.next();
    }
    const result = this.#clauses(children, shape, key, element);
    children.expect(open === "[" ? "]" : open === "{" ? "}" : ")");
    children.end();
    return result;
  }

  #clauses(
    children: Children,
    shape: Comprehension["shape"],
    keyNode: Node | null,
    elementNode: Node,
  ): Comprehension {
    const clauses: ComprehensionClause[] = [];
    const names = new Set<string>();
    do {
      children.expect("for");
      const target = this.list(children, (name) => name === "in");
      for (const name of this.boundNames(target)) names.add(name);
      children.expect("in");
      const iterable = this.expression(children.next());
      const conditions: Expression[] = [];
      while (children.accept("if")) conditions.push(this.expression(children.next()));
      clauses.push({ target, iterable, conditions });
    } while (children.ahead() === "for");
    const key = keyNode && this.expression(keyNode);
    const element = this.expression(elementNode);
    return { kind: "comprehension", shape, key, element, clauses, names };
  }

  #strings(node: Node): Expression {
    const parts: FormattedPart[] = [];
    const append = (part: FormattedPart): void => {
      const last = parts.at(-1);
      if (typeof part === "string" && typeof last === "string") {
        parts[parts.length - 1] = last + part;
      } else {
        parts.push(part);
      }
    };
    for (const piece of node.name === "ContinuedString" ? node.children : [node]) {
      if (piece.name === "String") append(decodeString(this.text(piece)));
      else for (const part of this.#formatted(piece)) append(part);
    }
    if (parts.every((part) => typeof part === "string")) {
      return { kind: "constant", value: parts.join("") };
    }
    return { kind: "formatted", parts };
  }

  *#formatted(node: Node): Generator<FormattedPart> {
    if (node.name !== "FormatString") decline("a syntax error");
    const { prefix, contentFrom, quote } = stringStart(this.text(node));
    if (!prefix.includes("f")) decline("a syntax error");
    const to = node.to - quote.length;
    let at = node.from + contentFrom;
    if (to < at || this.source.slice(to, node.to) !== quote) decline("an unterminated string");
    const literal = (end: number): string => {
      const raw = this.source.slice(at, end);
      if (/\\[{}N]/.test(raw)) decline("an escape before a brace");
      const text = raw.replace(/\{\{|\}\}|[{}]/g, (brace) =>
        brace.length === 2 ? (brace[0] ?? "") : decline("a single brace"),
      );
      return prefix.includes("r") ? decodeString(`r${quote}${text}${quote}`) : decodeEscapes(text);
    };
    for (const child of node.children) {
      if (child.name !== "FormatReplacement") continue;
      yield literal(child.from);
      yield this.#replacement(child, quote);
      at = child.to;
    }
    yield literal(to);
  }

  #replacement(node: Node, quote: string): FormattedPart {
    // Python 3.12 takes more inside a replacement field than earlier versions.
    const text = this.text(node);
    if (/[\\#\n]/.test(text) || text.includes(quote[0] ?? "")) decline("a new-style f-string");
    const children = new Children(node.children);
    children.expect("{");
    const value = this.expression(children.next());
    let conversion = "";
    if (children.ahead() === "FormatConversion") {
      const mark = children.next();
      conversion = this.text(mark).slice(1);
      const after = this.source[mark.to];
      if (after !== ":" && after !== "}") decline("a syntax error");
    }
    let spec: FormattedPart[] = [];
    if (children.ahead() === "FormatSpec") spec = [...this.#spec(children.next(), quote)];
    children.expect("}");
    children.end();
    return { value, conversion, spec };
  }

  *#spec(node: Node, quote: string): Generator<FormattedPart> {
    let at = node.from + 1;
    const literal = (end: number): string => {
      const text = this.source.slice(at, end);
      return /[{}]/.test(text) ? decline("a brace in a format") : text;
    };
    for (const child of node.children) {
      if (child.name !== "FormatReplacement") continue;
      yield literal(child.from);
      yield this.#replacement(child, quote);
      at = child.to;
    }
    yield literal(node.to);
  }
}
