// Python's objects that the evaluator itself makes: ranges, views, iterators, native functions.

import { decline } from "./decline.ts";
import { sliceIndices } from "./items.ts";
import { MAXIMUM_SIZE } from "./operators.ts";
import type { PyObject, PyValue } from "./values.ts";

export class PyRange implements PyObject {
  readonly typeName = "range";
  readonly start: number;
  readonly stop: number;
  readonly step: number;

  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }

  truth(): boolean {
    return this.length() > 0;
  }

  repr(): string {
    const step = this.step === 1 ? "" : `, ${this.step}`;
    return `range(${this.start}, ${this.stop}${step})`;
  }

  contains(value: PyValue): boolean {
    if (typeof value !== "number") decline("a value in a range");
    const inside = this.step > 0 ? value < this.stop : value > this.stop;
    const offset = (value - this.start) / this.step;
    return inside && offset >= 0 && Number.isInteger(offset);
  }

  getItem(key: PyValue): PyValue | undefined {
    if (typeof key !== "number") return undefined;
    const [index] = sliceIndices(this.length(), { lower: key, upper: null, step: null });
    const length = this.length();
    if (index === undefined || key >= length || key < -length) return undefined;
    return this.start + index * this.step;
  }

  *iterate(): Iterable<PyValue> {
    const length = this.length();
    if (length > MAXIMUM_SIZE) decline("a very long range");
    for (let at = 0; at < length; at++) yield this.start + at * this.step;
  }
}

/** `dict.keys()` and its like: shows the dict as it is when looked at. */
export class PyView implements PyObject {
  readonly typeName: string;
  readonly #items: () => Iterable<PyValue>;
  readonly #size: () => number;

  constructor(typeName: string, items: () => Iterable<PyValue>, size: () => number) {
    this.typeName = typeName;
    this.#items = items;
    this.#size = size;
  }

  iterate(): Iterable<PyValue> {
    return this.#items();
  }

  length(): number {
    return this.#size();
  }

  truth(): boolean {
    return this.#size() > 0;
  }
}

/** An iterator: what it has yielded is gone. */
export class PyIterator implements PyObject {
  readonly typeName: string;
  readonly iterator: Iterator<PyValue>;

  constructor(typeName: string, items: Iterable<PyValue>) {
    this.typeName = typeName;
    this.iterator = items[Symbol.iterator]();
  }

  truth(): boolean {
    return true;
  }

  iterate(): Iterable<PyValue> {
    const iterator = this.iterator;
    // No `return` method: leaving a loop must not close the iterator for the next one.
    return { [Symbol.iterator]: () => ({ next: () => iterator.next() }) };
  }
}

export type Native = (
  positional: readonly PyValue[],
  keywords: ReadonlyMap<string, PyValue>,
) => PyValue;

/** A function of Python that is written here. */
export class PyNative implements PyObject {
  readonly typeName: string;
  readonly name: string;
  readonly call: Native;

  constructor(name: string, call: Native, typeName = "builtin_function_or_method") {
    this.name = name;
    this.call = call;
    this.typeName = typeName;
  }

  truth(): boolean {
    return true;
  }

  equals(other: PyValue): boolean | undefined {
    return other === this ? true : undefined;
  }
}
