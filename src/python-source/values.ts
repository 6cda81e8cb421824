// Python's values in TypeScript. A `number` is an int (in the safe range, never -0); a `bigint` is
// an int beyond it; a float is always a PyFloat, so that 1 and 1.0 stay apart. A list is an array.

import { decline } from "./decline.ts";

export type PyValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PyFloat
  | PyTuple
  | PyValue[]
  | PyDict
  | PySet
  | PySource
  | PyObject;

/** A value that is none of the above: what the host of an evaluation provides, functions, ranges.
 * A capability that is missing makes the evaluator decline. */
export interface PyObject {
  readonly typeName: string;
  /** `undefined` declines (an AttributeError, or one the object does not know). */
  getAttribute?(name: string): PyValue | undefined;
  setAttribute?(name: string, value: PyValue): void;
  deleteAttribute?(name: string): void;
  /** `undefined` declines (a KeyError, or one the object does not know). */
  getItem?(key: PyValue): PyValue | undefined;
  /** What a slice is taken of: the result is a slice of this tuple. */
  asTuple?(): PyTuple;
  setItem?(key: PyValue, value: PyValue): void;
  deleteItem?(key: PyValue): void;
  call?(positional: readonly PyValue[], keywords: ReadonlyMap<string, PyValue>): PyValue;
  contains?(value: PyValue): boolean;
  truth?(): boolean;
  length?(): number;
  str?(): string;
  repr?(): string;
  /** `format(value, spec)`; without it only an empty spec works, as `str`. */
  format?(spec: string): string;
  /** `undefined` declines. Asked of either operand. */
  equals?(other: PyValue): boolean | undefined;
  /** Negative, 0 or positive; `undefined` declines. Asked of either operand. */
  compare?(other: PyValue): number | undefined;
  /** `self <operator> other`, or `other <operator> self` when reflected; `undefined` declines. */
  binary?(operator: string, other: PyValue, reflected: boolean): PyValue | undefined;
  iterate?(): Iterable<PyValue>;
  /** What stands for the object as a dict key or in a set. Objects are keys only if they have it. */
  hashKey?(): string;
  /** Whether `isinstance(self, <builtin type name>)`; `undefined` declines. */
  isInstance?(typeName: string): boolean | undefined;
}

export class PyFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export class PyTuple {
  readonly items: readonly PyValue[];

  constructor(items: readonly PyValue[]) {
    this.items = items;
  }
}

export type PyDecorator =
  | { readonly name: "late" }
  | { readonly name: "include"; readonly nargs: readonly string[] };

/** A function of a package.py as rez keeps it: `source` is its dedented body. */
export class PySource {
  readonly source: string;
  readonly filepath: string | null;
  readonly funcname: string | null;
  readonly evalAsFunction: boolean;
  readonly decorators: readonly PyDecorator[];

  constructor(fields: {
    readonly source: string;
    readonly filepath?: string | null;
    readonly funcname?: string | null;
    readonly evalAsFunction: boolean;
    readonly decorators?: readonly PyDecorator[];
  }) {
    this.source = fields.source;
    this.filepath = fields.filepath ?? null;
    this.funcname = fields.funcname ?? null;
    this.evalAsFunction = fields.evalAsFunction;
    this.decorators = fields.decorators ?? [];
  }

  /** The modules that `@include` binds (rez looks at the first such decorator only). */
  get includes(): readonly string[] {
    const include = this.decorators.find((decorator) => decorator.name === "include");
    return include?.name === "include" ? include.nargs : [];
  }
}

type Key = null | number | bigint | string;

/** What stands for a value as a key: equal for values that Python holds equal (1, True, 1.0). */
function keyOf(value: PyValue): Key {
  if (typeof value === "string") return value.charCodeAt(0) === 0 ? `\0s${value}` : value;
  if (typeof value === "number" || typeof value === "bigint" || value === null) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof PyFloat) return floatKey(value.value);
  if (value instanceof PyTuple) return `\0t${tupleKey(value)}`;
  if (!Array.isArray(value) && "hashKey" in value && value.hashKey) return `\0o${value.hashKey()}`;
  return decline(`${typeName(value)} as a key`);
}

function floatKey(value: number): Key {
  if (Number.isNaN(value)) decline("nan as a key");
  if (!Number.isInteger(value)) return value;
  return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
}

function tupleKey(tuple: PyTuple): string {
  let text = "";
  for (const item of tuple.items) {
    const key = keyOf(item);
    const body = String(key);
    text += `${typeof key === "string" ? "s" : "n"}${body.length}:${body}`;
  }
  return text;
}

export class PyDict {
  readonly #values = new Map<Key, PyValue>();
  /** The keys whose stand-in is not the key itself; made when the first one comes. */
  #originals: Map<Key, PyValue> | null = null;
  /** Counts insertions and deletions: a dict must not change its keys while iterated. */
  changes = 0;

  static of(entries: Iterable<readonly [PyValue, PyValue]>): PyDict {
    const dict = new PyDict();
    for (const [key, value] of entries) dict.set(key, value);
    return dict;
  }

  get size(): number {
    return this.#values.size;
  }

  get(key: PyValue): PyValue | undefined {
    return this.#values.get(keyOf(key));
  }

  has(key: PyValue): boolean {
    return this.#values.has(keyOf(key));
  }

  set(key: PyValue, value: PyValue): void {
    const standIn = keyOf(key);
    if (!this.#values.has(standIn)) {
      this.changes++;
      if (standIn !== key) {
        this.#originals ??= new Map();
        this.#originals.set(standIn, key);
      }
    }
    this.#values.set(standIn, value);
  }

  delete(key: PyValue): boolean {
    const standIn = keyOf(key);
    this.#originals?.delete(standIn);
    const found = this.#values.delete(standIn);
    if (found) this.changes++;
    return found;
  }

  clear(): void {
    this.#values.clear();
    this.#originals = null;
    this.changes++;
  }

  copy(): PyDict {
    return PyDict.of(this.entries());
  }

  *keys(): IterableIterator<PyValue> {
    const before = this.changes;
    for (const standIn of this.#values.keys()) {
      yield this.#original(standIn);
      if (this.changes !== before) decline("a dict changed while iterated");
    }
  }

  *values(): IterableIterator<PyValue> {
    for (const [, value] of this.entries()) yield value;
  }

  *entries(): IterableIterator<[PyValue, PyValue]> {
    const before = this.changes;
    for (const [standIn, value] of this.#values) {
      yield [this.#original(standIn), value];
      if (this.changes !== before) decline("a dict changed while iterated");
    }
  }

  #original(standIn: Key): PyValue {
    const original = this.#originals?.get(standIn);
    return original === undefined ? standIn : original;
  }
}

/** A set. Python's order of a set is that of its hashes, which differ from run to run, so nothing
 * here may depend on order: iterating more than one item is for code that does not care. */
export class PySet {
  readonly #items = new PyDict();
  readonly frozen: boolean;

  constructor(items: Iterable<PyValue>, frozen = false) {
    for (const item of items) this.add(item);
    this.frozen = frozen;
  }

  get size(): number {
    return this.#items.size;
  }

  has(value: PyValue): boolean {
    return this.#items.has(value);
  }

  add(value: PyValue): void {
    if (!this.#items.has(value)) this.#items.set(value, value);
  }

  /** Which of two equal items an intersection keeps (1 or True) is CPython's affair. */
  sharedWith(other: PySet): PyValue[] {
    const shared: PyValue[] = [];
    for (const item of this.#items.keys()) {
      const found = other.#items.get(item);
      if (found === undefined) continue;
      if (found !== item && typeName(found) !== typeName(item)) decline("1 and True in sets");
      if (found !== item && found instanceof PyTuple) decline("tuples in sets");
      shared.push(item);
    }
    return shared;
  }

  delete(value: PyValue): boolean {
    return this.#items.delete(value);
  }

  clear(): void {
    this.#items.clear();
  }

  unordered(): IterableIterator<PyValue> {
    return this.#items.keys();
  }
}

export function typeName(value: PyValue): string {
  if (value === null) return "NoneType";
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "number":
    case "bigint":
      return "int";
    case "string":
      return "str";
  }
  if (Array.isArray(value)) return "list";
  if (value instanceof PyDict) return "dict";
  if (value instanceof PyTuple) return "tuple";
  if (value instanceof PyFloat) return "float";
  if (value instanceof PySet) return value.frozen ? "frozenset" : "set";
  if (value instanceof PySource) return "SourceCode";
  return value.typeName;
}

/** Narrows to what is none of the built-in values. */
export function isObject(value: PyValue): value is PyObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof PyDict) &&
    !(value instanceof PyTuple) &&
    !(value instanceof PyFloat) &&
    !(value instanceof PySet) &&
    !(value instanceof PySource)
  );
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** An int as a `number` if it fits, else as a `bigint`. */
export function pyInt(value: bigint): number | bigint {
  return value <= MAX_SAFE && value >= -MAX_SAFE ? Number(value) : value;
}
