// A short cut for what functions of packages mostly are: calls, assignments and conditions of names and
// plain literals. Reading such a function takes about 20 µs, with the grammar 300 µs and more, which was
// most of what a first environment took. Whatever is not plainly of that form is left to the
// grammar; what is read here has the very form that the grammar's reader gives it
// (test/engine/python-source/plain-code.test.ts).

import { decodeString } from "./strings.ts";
import type { DictEntry, Expression, FunctionDefinition, Statement } from "./syntax.ts";

/** The statements of code that is plain throughout; null where any of it is not. */
export function readPlainCode(source: string): Statement[] | null {
  // Other white space, other line ends and other encodings have rules of their own.
  if (UNUSUAL_IN_CODE.test(source) || source.includes("coding")) return null;
  try {
    return new PlainReader(source).module();
  } catch (error) {
    if (error !== NOT_PLAIN) throw error;
    return null;
  }
}

const NOT_PLAIN = new Error("not plain");

function notPlain(): never {
  throw NOT_PLAIN;
}

const KEYWORDS = new Set(
  (
    "as assert async await break class continue def del elif else except finally for from global " +
    "if import in is lambda nonlocal not or and pass raise return try while with yield " +
    "__debug__ match case type print exec"
  ).split(" "),
);
const CONSTANTS = new Map<string, boolean | null>([
  ["True", true],
  ["False", false],
  ["None", null],
]);
const COMPARISONS = ["==", "!=", "<=", ">=", "<", ">"];
const MAXIMUM_DEPTH = 20;

/** Control characters and what else has rules of its own. */
const UNUSUAL = String.raw`\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffd-\uffff`;
const ESCAPE = String.raw`\\[nrt'"\\]`;
/** In one line; an escape in it is of one letter. */
export const PLAIN_STRING = ["'", '"']
  .map((quote) => {
    const usual = String.raw`[^${quote}\\${UNUSUAL}]*`;
    return `${quote}${usual}(?:${ESCAPE}${usual})*${quote}(?!${quote})`;
  })
  .join("|");
const UNUSUAL_IN_CODE = new RegExp(`[${UNUSUAL.replace("\\x1f", "\\x09\\x0b-\\x1f")}]`);
const NAME = "[A-Za-z_][A-Za-z0-9_]*";
const NUMBER = String.raw`(?:0|[1-9][0-9]{0,14})(?![\w.])`;
const MARK = String.raw`==|!=|<=|>=|\+=|[-+%*/.,:=()[\]{}<>@]`;
const TOKEN = new RegExp(
  String.raw` *(?:(${NAME})|(${NUMBER})|(${PLAIN_STRING})|(${MARK})|(#[^\n]*)?(\n|$))`,
  "y",
);

type Kind = "name" | "number" | "string" | "mark" | "end";

class PlainReader {
  readonly #source: string;
  readonly #token = new RegExp(TOKEN);
  #kind: Kind = "end";
  #text = "";
  /** How many brackets are open: within them a line's end is only space. */
  #open = 0;
  #depth = 0;
  /** The current line's white space. */
  #indent = 0;
  /** Where the last statement's line ended. */
  #statementTo = 0;
  /** What the function that is being read binds; null outside of one. */
  #locals: Set<string> | null = null;

  constructor(source: string) {
    this.#source = source;
  }

  module(): Statement[] {
    this.#nextLine();
    const statements = this.#block(0);
    if (this.#indent !== -1) notPlain();
    return statements;
  }

  /** The statements of a block that is indented by `indent`. */
  #block(indent: number): Statement[] {
    const statements: Statement[] = [];
    while (this.#indent === indent) statements.push(this.#statement(indent));
    if (this.#indent > indent || statements.length === 0) notPlain();
    return statements;
  }

  #statement(indent: number): Statement {
    if (this.#kind === "name") {
      if (this.#text === "if") return this.#if(indent);
      if (this.#text === "import") return this.#import();
      if (this.#text === "with") return this.#with(indent);
      if (this.#text === "pass") {
        this.#next();
        this.#endLine();
        return { kind: "pass" };
      }
      if (this.#text === "def") return this.#function([], this.#start);
      if (this.#text === "return") return this.#return();
    } else if (this.#kind === "mark" && this.#text === "@") return this.#decorated();
    const first = this.#expression();
    if (this.#accept("+=")) {
      if (!isTarget(first)) notPlain();
      this.#bind(first);
      const value = this.#expression();
      this.#endLine();
      return { kind: "augmented", target: first, operator: "+", value };
    }
    if (!this.#accept("=")) {
      this.#endLine();
      return { kind: "expression", value: first };
    }
    if (!isTarget(first)) notPlain();
    this.#bind(first);
    const value = this.#expression();
    this.#endLine();
    return { kind: "assign", targets: [first], value };
  }

  /** A function of a package has no parameters. */
  #function(decorators: readonly Expression[], from: number): FunctionDefinition {
    if (this.#indent !== 0) notPlain();
    this.#next();
    const name = this.#name();
    if (!this.#opens("(")) notPlain();
    this.#closes(")");
    const bodyFrom = this.#start;
    const locals = new Set<string>();
    this.#locals = locals;
    const body = this.#body(0);
    this.#locals = null;
    if (this.#source[this.#statementTo - 1] !== "\n") notPlain();
    return {
      kind: "function",
      name,
      parameters: [],
      annotations: [],
      decorators,
      body,
      locals,
      uncallable: null,
      from,
      bodyFrom,
      to: this.#statementTo,
    };
  }

  #decorated(): FunctionDefinition {
    const from = this.#start;
    const decorators: Expression[] = [];
    while (this.#indent === 0 && this.#accept("@")) {
      let decorator: Expression = { kind: "name", name: this.#name() };
      if (this.#opens("(")) decorator = this.#call(decorator);
      decorators.push(decorator);
      this.#endLine();
    }
    if (this.#kind !== "name" || this.#text !== "def") notPlain();
    return this.#function(decorators, from);
  }

  #return(): Statement {
    if (this.#locals === null) notPlain();
    this.#next();
    const value = this.#kind === "end" ? null : this.#expression();
    this.#endLine();
    return { kind: "return", value };
  }

  #bind(target: Expression): void {
    if (target.kind === "name") this.#locals?.add(target.name);
  }

  /** `if` and `elif`, whose word is the current one. */
  #if(indent: number): Statement {
    this.#next();
    const test = this.#expression();
    const body = this.#body(indent);
    let orElse: Statement[] = [];
    if (this.#indent === indent && this.#kind === "name") {
      if (this.#text === "elif") orElse = [this.#if(indent)];
      else if (this.#text === "else") {
        this.#next();
        orElse = this.#body(indent);
      }
    }
    return { kind: "if", test, body, orElse };
  }

  #with(indent: number): Statement {
    this.#next();
    const context = this.#expression();
    if (!this.#acceptWord("as")) notPlain();
    const name = this.#name();
    this.#locals?.add(name);
    return { kind: "with", context, name, body: this.#body(indent) };
  }

  #body(indent: number): Statement[] {
    this.#expect(":");
    this.#endLine();
    if (this.#indent <= indent) notPlain();
    this.#depth += 1;
    if (this.#depth > MAXIMUM_DEPTH) notPlain();
    const statements = this.#block(this.#indent);
    this.#depth -= 1;
    return statements;
  }

  #import(): Statement {
    this.#next();
    let module = this.#name();
    this.#locals?.add(module);
    while (this.#accept(".")) module += `.${this.#name()}`;
    this.#endLine();
    return { kind: "import", modules: [{ module, name: null }] };
  }

  #expression(): Expression {
    this.#depth += 1;
    if (this.#depth > MAXIMUM_DEPTH) notPlain();
    let left = this.#and();
    while (this.#acceptWord("or")) left = { kind: "or", left, right: this.#and() };
    this.#depth -= 1;
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#acceptWord("and")) left = { kind: "and", left, right: this.#not() };
    return left;
  }

  #not(): Expression {
    let count = 0;
    while (this.#acceptWord("not")) count += 1;
    let operand = this.#comparison();
    for (; count > 0; count -= 1) operand = { kind: "not", operand };
    return operand;
  }

  #comparison(): Expression {
    const first = this.#sum();
    const rest: { operator: string; operand: Expression }[] = [];
    for (;;) {
      const operator = this.#comparisonOperator();
      if (operator === null) break;
      rest.push({ operator, operand: this.#sum() });
    }
    return rest.length > 0 ? { kind: "compare", first, rest } : first;
  }

  #comparisonOperator(): string | null {
    if (this.#kind === "mark" && COMPARISONS.includes(this.#text)) {
      const operator = this.#text;
      this.#next();
      return operator;
    }
    if (this.#acceptWord("in")) return "in";
    if (this.#acceptWord("is")) return this.#acceptWord("not") ? "is not" : "is";
    if (!this.#acceptWord("not")) return null;
    return this.#acceptWord("in") ? "not in" : notPlain();
  }

  #sum(): Expression {
    let left = this.#product();
    while (this.#kind === "mark" && (this.#text === "+" || this.#text === "-")) {
      const operator = this.#text;
      this.#next();
      left = { kind: "binary", operator, left, right: this.#product() };
    }
    return left;
  }

  #product(): Expression {
    let left = this.#primary();
    while (this.#kind === "mark" && this.#text === "%") {
      this.#next();
      left = { kind: "binary", operator: "%", left, right: this.#primary() };
    }
    return left;
  }

  #primary(): Expression {
    let value = this.#atom();
    for (;;) {
      if (this.#accept(".")) value = { kind: "attribute", object: value, name: this.#name() };
      else if (this.#opens("(")) value = this.#call(value);
      else if (this.#opens("[")) {
        const index = this.#expression();
        this.#closes("]");
        value = { kind: "subscript", object: value, index };
      } else return value;
    }
  }

  #atom(): Expression {
    const text = this.#text;
    switch (this.#kind) {
      case "name": {
        const constant = CONSTANTS.get(text);
        if (constant !== undefined) {
          this.#next();
          return { kind: "constant", value: constant };
        }
        const name = this.#name();
        this.#refuseString();
        return { kind: "name", name };
      }
      case "number":
        this.#next();
        return { kind: "constant", value: Number(text) };
      case "string":
        this.#next();
        this.#refuseString();
        return { kind: "constant", value: decodeString(text) };
      default:
        if (this.#opens("(")) return this.#bracketed();
        if (this.#opens("[")) return { kind: "list", items: this.#items("]").items };
        if (this.#opens("{")) return this.#dict();
        return notPlain();
    }
  }

  /** A value in brackets, or a tuple. */
  #bracketed(): Expression {
    const { items, commas } = this.#items(")");
    const [only] = items;
    return items.length === 1 && commas === 0 && only ? only : { kind: "tuple", items };
  }

  #items(close: string): { items: Expression[]; commas: number } {
    const items: Expression[] = [];
    let commas = 0;
    while (!(this.#kind === "mark" && this.#text === close)) {
      items.push(this.#expression());
      if (!this.#accept(",")) break;
      commas += 1;
    }
    this.#closes(close);
    return { items, commas };
  }

  #dict(): Expression {
    const entries: DictEntry[] = [];
    while (!(this.#kind === "mark" && this.#text === "}")) {
      const key = this.#expression();
      this.#expect(":");
      entries.push({ key, value: this.#expression() });
      if (!this.#accept(",")) break;
    }
    this.#closes("}");
    return { kind: "dict", entries };
  }

  #call(callee: Expression): Expression {
    const positional: Expression[] = [];
    const keywords: { name: string; value: Expression }[] = [];
    const names = new Set<string>();
    while (!(this.#kind === "mark" && this.#text === ")")) {
      const isName = this.#kind === "name";
      const argument = this.#expression();
      if (this.#accept("=")) {
        if (!isName || argument.kind !== "name") notPlain();
        const { name } = argument;
        if (names.has(name)) notPlain();
        names.add(name);
        keywords.push({ name, value: this.#expression() });
      } else {
        if (keywords.length > 0) notPlain();
        positional.push(argument);
      }
      if (!this.#accept(",")) break;
    }
    this.#closes(")");
    return { kind: "call", callee, positional, keywords };
  }

  #name(): string {
    const name = this.#text;
    if (this.#kind !== "name" || KEYWORDS.has(name) || CONSTANTS.has(name)) notPlain();
    this.#next();
    return name;
  }

  #accept(mark: string): boolean {
    if (this.#kind !== "mark" || this.#text !== mark) return false;
    this.#next();
    return true;
  }

  #acceptWord(word: string): boolean {
    if (this.#kind !== "name" || this.#text !== word) return false;
    this.#next();
    return true;
  }

  #expect(mark: string): void {
    if (!this.#accept(mark)) notPlain();
  }

  #opens(mark: string): boolean {
    if (this.#kind !== "mark" || this.#text !== mark) return false;
    this.#open += 1;
    this.#next();
    return true;
  }

  #closes(mark: string): void {
    if (this.#kind !== "mark" || this.#text !== mark) notPlain();
    this.#open -= 1;
    this.#next();
  }

  /** Steps over a statement's end to the next line that has one. */
  #endLine(): void {
    if (this.#kind !== "end") notPlain();
    this.#statementTo = this.#token.lastIndex;
    this.#nextLine();
  }

  /** Goes to the next line that is not empty; the indentation is -1 at the end. */
  #nextLine(): void {
    do {
      const start = this.#token.lastIndex;
      if (start >= this.#source.length) {
        this.#indent = -1;
        return;
      }
      let at = start;
      while (this.#source.charCodeAt(at) === 32) at += 1;
      this.#indent = at - start;
      this.#next();
    } while (this.#kind === "end");
  }

  /** Where the current token begins. */
  get #start(): number {
    return this.#token.lastIndex - this.#text.length;
  }

  #next(): void {
    do {
      const match = this.#token.exec(this.#source);
      if (match === null) notPlain();
      const [, name, number, string, mark] = match;
      const text = name ?? number ?? string ?? mark;
      this.#text = text ?? "";
      if (name !== undefined) this.#kind = "name";
      else if (number !== undefined) this.#kind = "number";
      else if (string !== undefined) this.#kind = "string";
      else this.#kind = mark === undefined ? "end" : "mark";
    } while (this.#kind === "end" && this.#open > 0 && this.#hasMore());
    if (this.#kind === "end" && this.#open > 0) notPlain();
  }

  #hasMore(): boolean {
    return this.#token.lastIndex < this.#source.length;
  }

  /** A string after a name or a string: a prefix, or two that are one. */
  #refuseString(): void {
    if (this.#kind === "string") notPlain();
  }
}

function isTarget(expression: Expression): boolean {
  return ["name", "attribute", "subscript"].includes(expression.kind);
}
