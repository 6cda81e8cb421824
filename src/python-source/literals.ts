// A short cut for statements that are `name = literal`, of which most installed packages have
// nothing else before their functions: reading a file of them takes about 4 µs, the grammar about
// 75 µs (the 18,226 packages of rez's benchmark). Whatever is not plainly of that form, and all
// that follows it, is left to the evaluator.

import { PLAIN_STRING } from "./plain-code.ts";
import { decodeString } from "./strings.ts";
import { PyDict, PyTuple, type PyValue } from "./values.ts";

export interface Literals {
  readonly names: Map<string, PyValue>;
  /** Where the first statement begins that was not read. */
  readonly end: number;
}

/** Reads a file's first statements as far as they are plain. */
export function readLiterals(source: string): Literals {
  if (/[\0\r\f\ufeff\ufffd]/.test(source)) return { names: new Map(), end: 0 };
  return new LiteralReader(source).read();
}

const STRING = new RegExp(PLAIN_STRING, "y");

const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const OPEN_ROUND = 40;
const CLOSE_ROUND = 41;
const COMMA = 44;
const COLON = 58;
const EQUALS = 61;
const OPEN_SQUARE = 91;
const BACKSLASH = 92;
const CLOSE_SQUARE = 93;
const OPEN_CURLY = 123;
const CLOSE_CURLY = 125;

const MAXIMUM_DEPTH = 20;

/** Python's keywords, and the names that rez gives a package.py. */
const NOT_NAMES = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except " +
    "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
    "with yield scope early late include ModifyList InvalidPackageError"
  ).split(" "),
);

class LiteralReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Literals {
    const names = new Map<string, PyValue>();
    const length = this.#source.length;
    let end = 0;
    for (let line = 0; end < length; line++) {
      const code = this.#source.charCodeAt(end);
      if (code === NEWLINE) {
        this.#at++;
      } else if (code === HASH) {
        this.#skipComment();
        if (line < 2 && isOtherEncoding(this.#source.slice(end, this.#at))) {
          return { names: new Map(), end: 0 };
        }
      } else if (!this.#readAssignment(names)) {
        break;
      }
      end = this.#at;
    }
    return { names, end };
  }

  #readAssignment(names: Map<string, PyValue>): boolean {
    const name = this.#word();
    if (name === "" || name.startsWith("__") || NOT_NAMES.has(name)) return false;
    this.#skipSpaces();
    if (this.#source.charCodeAt(this.#at++) !== EQUALS) return false;
    this.#skipSpaces();
    const value = this.#value(0);
    if (value === undefined || !this.#endLine()) return false;
    names.set(name, value);
    return true;
  }

  #word(): string {
    const from = this.#at;
    for (let code = this.#source.charCodeAt(from); ; code = this.#source.charCodeAt(++this.#at)) {
      const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
      if (!isLetter && !(code >= 48 && code <= 57 && this.#at > from)) break;
    }
    return this.#source.slice(from, this.#at);
  }

  #skipSpaces(): void {
    while (this.#source.charCodeAt(this.#at) === SPACE) this.#at++;
  }

  #skipComment(): void {
    const end = this.#source.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#source.length : end;
  }

  #endLine(): boolean {
    this.#skipSpaces();
    if (this.#source.charCodeAt(this.#at) === HASH) this.#skipComment();
    return this.#at >= this.#source.length || this.#source.charCodeAt(this.#at++) === NEWLINE;
  }

  /** Steps over white space and comments inside brackets; gives what comes next. */
  #next(): number {
    for (;;) {
      const code = this.#source.charCodeAt(this.#at);
      if (code === HASH) this.#skipComment();
      else if (code === SPACE || code === NEWLINE || code === TAB) this.#at++;
      else return code;
    }
  }

  /** `undefined` for what this reader does not read. */
  #value(depth: number): PyValue | undefined {
    const code = this.#source.charCodeAt(this.#at);
    if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) return this.#string(code);
    if (depth > MAXIMUM_DEPTH) return undefined;
    if (code === OPEN_SQUARE) return this.#items(CLOSE_SQUARE, depth);
    if (code === OPEN_ROUND) return this.#tuple(depth);
    if (code === OPEN_CURLY) return this.#dict(depth);
    if (code >= 48 && code <= 57) return this.#int();
    const word = this.#word();
    if (word === "True") return true;
    if (word === "False") return false;
    return word === "None" ? null : undefined;
  }

  #string(quote: number): string | undefined {
    const from = this.#at + 1;
    for (let at = from; ; at++) {
      const code = this.#source.charCodeAt(at);
      if (code === quote) {
        this.#at = at + 1;
        // Two quotes may begin a triple-quoted string.
        if (this.#source.charCodeAt(at + 1) === quote) return undefined;
        return this.#source.slice(from, at);
      }
      // NaN, at the end of the file, is no greater than anything.
      if (!(code >= SPACE && code < 127) || code === BACKSLASH) return this.#longString();
    }
  }

  /** One with escapes, or with other characters than ASCII's. */
  #longString(): string | undefined {
    STRING.lastIndex = this.#at;
    const text = STRING.exec(this.#source)?.[0];
    if (text === undefined) return undefined;
    this.#at = STRING.lastIndex;
    return decodeString(text);
  }

  #int(): number | undefined {
    const from = this.#at;
    let code = this.#source.charCodeAt(from);
    while (code >= 48 && code <= 57) code = this.#source.charCodeAt(++this.#at);
    const text = this.#source.slice(from, this.#at);
    if (text.length > 15 || (text.startsWith("0") && text !== "0")) return undefined;
    // Not a float, nor a number that a letter follows.
    return code === 46 || code === 95 || this.#word() !== "" ? undefined : Number(text);
  }

  #items(close: number, depth: number): PyValue[] | undefined {
    return this.#itemsAndCommas(close, depth)?.items;
  }

  #itemsAndCommas(close: number, depth: number): { items: PyValue[]; commas: number } | undefined {
    const items: PyValue[] = [];
    let commas = 0;
    this.#at++;
    for (;;) {
      if (this.#next() === close) break;
      const value = this.#value(depth + 1);
      if (value === undefined) return undefined;
      items.push(value);
      const code = this.#next();
      if (code === close) break;
      if (code !== COMMA) return undefined;
      commas++;
      this.#at++;
    }
    this.#at++;
    return { items, commas };
  }

  /** A value in brackets is no tuple unless a comma follows it. */
  #tuple(depth: number): PyTuple | undefined {
    const found = this.#itemsAndCommas(CLOSE_ROUND, depth);
    if (!found || (found.items.length === 1 && found.commas === 0)) return undefined;
    return new PyTuple(found.items);
  }

  #dict(depth: number): PyDict | undefined {
    const dict = new PyDict();
    this.#at++;
    for (;;) {
      const code = this.#next();
      if (code === CLOSE_CURLY) break;
      if (code !== SINGLE_QUOTE && code !== DOUBLE_QUOTE) return undefined;
      const key = this.#string(code);
      // rez strips keys that begin so.
      if (key === undefined || key.startsWith("__")) return undefined;
      if (this.#next() !== COLON) return undefined;
      this.#at++;
      this.#next();
      const value = this.#value(depth + 1);
      if (value === undefined) return undefined;
      dict.set(key, value);
      const after = this.#next();
      if (after === CLOSE_CURLY) break;
      if (after !== COMMA) return undefined;
      this.#at++;
    }
    this.#at++;
    return dict;
  }
}

function isOtherEncoding(comment: string): boolean {
  return /coding[:=]/.test(comment) && !/coding[:=] *utf-8(?![-\w.])/.test(comment);
}
