// Python's built-in functions, as far as the subset has them.

import { CallArguments } from "./arguments.ts";
import { updateDict } from "./collection-methods.ts";
import { decline } from "./decline.ts";
import { formatValue } from "./format-spec.ts";
import { iterate, iterateUnordered, length } from "./items.ts";
import { PyIterator, PyNative, PyRange } from "./objects.ts";
import { binary, MAXIMUM_SIZE, order, truth } from "./operators.ts";
import { trimEnd, trimStart } from "./source-code.ts";
import { isWide, pyRepr, pyStr } from "./text.ts";
import {
  isObject,
  PyDict,
  PyFloat,
  PySet,
  PySource,
  PyTuple,
  type PyValue,
  pyInt,
  typeName,
} from "./values.ts";

/** How built-ins call back into Python code (`sorted(key=…)`). */
export type CallValue = (callee: PyValue, positional: readonly PyValue[]) => PyValue;

type Builtin = (call: CallArguments, callValue: CallValue) => PyValue;

/** The names of built-in functions that are types, for isinstance. */
const TYPES = new Set("bool dict float frozenset int list object set str tuple type".split(" "));

/** The built-in function of that name; most code uses few, so each is made when it is asked for. */
export function builtinNamed(name: string, callValue: CallValue): PyNative | undefined {
  const builtin = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
  if (builtin === undefined) return undefined;
  const call = (positional: readonly PyValue[], keywords: ReadonlyMap<string, PyValue>) =>
    builtin(new CallArguments(positional, keywords), callValue);
  return new PyNative(name, call, TYPES.has(name) ? "type" : undefined);
}

/** sorted(): stable, also reversed; sorting what has no total order is declined. */
export function sortedItems(
  items: readonly PyValue[],
  call: CallArguments,
  callValue: CallValue,
): PyValue[] {
  const key = call.keywords.get("key") ?? null;
  const reverse = call.keywords.get("reverse");
  if (reverse !== undefined && typeof reverse !== "boolean") decline("a reverse");
  const keyed = items.map((item) => ({ item, by: key === null ? item : callValue(key, [item]) }));
  if (keyed.some(({ by }) => by instanceof PySet)) decline("sorting sets");
  keyed.sort((a, b) => {
    const result = order(a.by, b.by);
    if (Number.isNaN(result)) decline("sorting nan");
    return reverse ? -result : result;
  });
  return keyed.map(({ item }) => item);
}

function sortSource(value: PyValue): PyValue[] {
  const items = [...iterateUnordered(value)];
  if (!(value instanceof PySet) || items.length < 2) return items;
  // Items that compare equal keep the set's order, which is not known; without a key, distinct
  // items of these types never do.
  const first = typeof items[0];
  if (first !== "string" && first !== "number") decline("sorting a set");
  if (items.some((item) => typeof item !== first)) decline("sorting a set");
  return items;
}

function extreme(sign: number): Builtin {
  return (call, callValue) => {
    call.expect(1, Number.POSITIVE_INFINITY, "key", "default");
    const key = call.keywords.get("key") ?? null;
    const source = call.count > 1 ? [...call.positional] : call.at(0);
    if (source instanceof PySet && key !== null) decline("the order of a set");
    const items = source instanceof PySet ? sortSource(source) : [...iterate(source)];
    const byDefault = call.keywords.get("default");
    if (call.count > 1 && byDefault !== undefined) decline("a default of several arguments");
    if (items.length === 0) return byDefault === undefined ? decline("an empty min") : byDefault;
    let best = items[0] as PyValue;
    let bestBy = key === null ? best : callValue(key, [best]);
    for (const item of items.slice(1)) {
      const by = key === null ? item : callValue(key, [item]);
      if (by instanceof PySet) decline("ordering sets");
      const result = order(by, bestBy);
      if (Number.isNaN(result)) decline("ordering nan");
      if (result * sign > 0) [best, bestBy] = [item, by];
    }
    return best;
  };
}

function parseInt10(text: string): PyValue {
  const digits = trimStart(trimEnd(text));
  if (!/^[-+]?[0-9]+(?:_[0-9]+)*$/.test(digits) || digits.length > 4000) decline("an int of text");
  return pyInt(BigInt(digits.replaceAll("_", "").replace("+", "")));
}

function toInt(call: CallArguments): PyValue {
  call.expect(0, 1);
  const value = call.get(0);
  if (value === undefined) return 0;
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return parseInt10(value);
  if (value instanceof PyFloat && Number.isFinite(value.value)) {
    return pyInt(BigInt(Math.trunc(value.value)));
  }
  return decline(`int of ${typeName(value)}`);
}

function toFloat(call: CallArguments): PyValue {
  call.expect(0, 1);
  const value = call.get(0);
  if (value === undefined) return new PyFloat(0);
  if (value instanceof PyFloat) return value;
  if (typeof value === "number" || typeof value === "boolean") return new PyFloat(Number(value));
  if (typeof value === "string") {
    const text = trimStart(trimEnd(value));
    if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) return new PyFloat(Number(text));
  }
  return decline(`float of ${typeName(value)}`);
}

function range(call: CallArguments): PyValue {
  call.expect(1, 3);
  const one = call.count === 1;
  const start = one ? 0 : call.int(0);
  const stop = call.int(one ? 0 : 1);
  const step = call.count === 3 ? call.int(2) : 1;
  return step === 0 ? decline("a range step of zero") : new PyRange(start, stop, step);
}

function isInstance(value: PyValue, type: PyValue): boolean {
  if (type instanceof PyTuple) return type.items.some((item) => isInstance(value, item));
  if (!(type instanceof PyNative) || !TYPES.has(type.name)) decline("isinstance");
  if (type.name === "object") return true;
  if (isObject(value)) {
    if (value instanceof PyNative || value instanceof PyRange) decline("isinstance");
    return value.isInstance?.(type.name) ?? decline(`isinstance of ${value.typeName}`);
  }
  if (value instanceof PySource) decline("isinstance of a function");
  const name = typeName(value);
  return name === type.name || (name === "bool" && type.name === "int");
}

function* enumerated(items: Iterable<PyValue>, start: number): Iterable<PyValue> {
  let index = start;
  for (const item of items) yield new PyTuple([index++, item]);
}

function* zipped(sources: readonly Iterable<PyValue>[]): Iterable<PyValue> {
  const iterators = sources.map((source) => source[Symbol.iterator]());
  for (;;) {
    const items: PyValue[] = [];
    for (const iterator of iterators) {
      const step = iterator.next();
      if (step.done) return;
      items.push(step.value);
    }
    if (items.length === 0) return;
    yield new PyTuple(items);
  }
}

function reversed(value: PyValue): PyValue {
  if (!Array.isArray(value) && !(value instanceof PyTuple) && typeof value !== "string") {
    if (!(value instanceof PyRange)) decline(`reversed of ${typeName(value)}`);
  }
  return new PyIterator("reversed", [...iterate(value)].reverse());
}

function sum(call: CallArguments): PyValue {
  call.expect(1, 2);
  let total = call.count > 1 ? call.at(1) : 0;
  if (typeof total === "string") decline("a sum of strings");
  for (const item of iterate(call.at(0))) {
    // Python 3.12 adds floats more exactly than earlier versions.
    if (item instanceof PyFloat || total instanceof PyFloat) decline("a sum of floats");
    total = binary("+", total, item);
    if (Array.isArray(total) && total.length > MAXIMUM_SIZE) decline("a long list");
  }
  return total;
}

function absolute(value: PyValue): PyValue {
  if (value instanceof PyFloat) return new PyFloat(Math.abs(value.value));
  if (typeof value === "number") return Math.abs(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "bigint") return value < 0n ? -value : value;
  return decline(`abs of ${typeName(value)}`);
}

function list(value: PyValue | undefined): PyValue[] {
  return value === undefined ? [] : [...iterate(value)];
}

const BUILTINS: Readonly<Record<string, Builtin>> = {
  abs: (call) => absolute(call.expect(1, 1).at(0)),
  all: (call) => {
    call.expect(1, 1);
    for (const item of iterateUnordered(call.at(0))) if (!truth(item)) return false;
    return true;
  },
  any: (call) => {
    call.expect(1, 1);
    for (const item of iterateUnordered(call.at(0))) if (truth(item)) return true;
    return false;
  },
  bool: (call) => truth(call.expect(0, 1).get(0) ?? false),
  chr: (call) => {
    call.expect(1, 1);
    const code = call.int(0);
    if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) decline("a chr");
    return String.fromCodePoint(code);
  },
  dict: (call) => {
    if (call.count > 1) decline("a wrong number of arguments");
    const dict = new PyDict();
    const source = call.get(0);
    if (source !== undefined) updateDict(dict, source);
    for (const [name, value] of call.keywords) dict.set(name, value);
    return dict;
  },
  enumerate: (call) => {
    call.expect(1, 2, "start");
    const start = call.count > 1 ? call.at(1) : call.keywords.get("start");
    if (typeof start !== "number" && start !== undefined) decline("the start of enumerate");
    return new PyIterator("enumerate", enumerated(iterate(call.at(0)), start ?? 0));
  },
  filter: (call, callValue) => {
    call.expect(2, 2);
    const test = call.at(0);
    const items = iterate(call.at(1));
    function* filtered(): Iterable<PyValue> {
      for (const item of items)
        if (truth(test === null ? item : callValue(test, [item]))) yield item;
    }
    return new PyIterator("filter", filtered());
  },
  float: toFloat,
  format: (call) => {
    call.expect(1, 2);
    return formatValue(call.at(0), call.get(1) === undefined ? "" : call.text(1));
  },
  frozenset: (call) => {
    call.expect(0, 1);
    return new PySet(call.get(0) === undefined ? [] : iterateUnordered(call.at(0)), true);
  },
  int: toInt,
  isinstance: (call) => isInstance(call.expect(2, 2).at(0), call.at(1)),
  len: (call) => length(call.expect(1, 1).at(0)),
  list: (call) => list(call.expect(0, 1).get(0)),
  map: (call, callValue) => {
    call.expect(2, Number.POSITIVE_INFINITY);
    const [by, ...sources] = call.positional as [PyValue, ...PyValue[]];
    const tuples = zipped(sources.map((source) => iterate(source)));
    function* mapped(): Iterable<PyValue> {
      for (const tuple of tuples) yield callValue(by, (tuple as PyTuple).items);
    }
    return new PyIterator("map", mapped());
  },
  max: extreme(1),
  min: extreme(-1),
  ord: (call) => {
    call.expect(1, 1);
    const text = call.text(0);
    return text.length === 1 && !isWide(text) ? text.charCodeAt(0) : decline("an ord");
  },
  range,
  repr: (call) => pyRepr(call.expect(1, 1).at(0)),
  reversed: (call) => reversed(call.expect(1, 1).at(0)),
  set: (call) => {
    call.expect(0, 1);
    return new PySet(call.get(0) === undefined ? [] : iterateUnordered(call.at(0)));
  },
  sorted: (call, callValue) => {
    call.expect(1, 1, "key", "reverse");
    const source = call.at(0);
    if (source instanceof PySet && call.keywords.get("key")) decline("sorting a set by key");
    return sortedItems(sortSource(source), call, callValue);
  },
  str: (call) => (call.expect(0, 1).count === 0 ? "" : pyStr(call.at(0))),
  sum,
  tuple: (call) => {
    call.expect(0, 1);
    const source = call.get(0);
    return source instanceof PyTuple ? source : new PyTuple(list(source));
  },
  zip: (call) => {
    call.expect(0, Number.POSITIVE_INFINITY);
    return new PyIterator("zip", zipped(call.positional.map((source) => iterate(source))));
  },
};
