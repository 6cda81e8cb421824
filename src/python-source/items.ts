// Items of containers: indexing, slices, length, iteration. What would raise is declined.

import { decline } from "./decline.ts";
import { isWide, textLength } from "./text.ts";
import { isObject, PyDict, PySet, PyTuple, type PyValue, typeName } from "./values.ts";

/** An int argument, as an index must be. */
function asIndex(value: PyValue): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return decline(`${typeName(value)} as an index`);
}

export interface SliceBounds {
  readonly lower: PyValue;
  readonly upper: PyValue;
  readonly step: PyValue;
}

/** The indices that a slice of a sequence of `length` takes. */
export function sliceIndices(length: number, slice: SliceBounds): number[] {
  const step = slice.step === null ? 1 : asIndex(slice.step);
  if (step === 0) decline("a slice step of zero");
  const bound = (value: PyValue, byDefault: number): number => {
    if (value === null) return byDefault;
    const index = asIndex(value);
    const low = step > 0 ? 0 : -1;
    const high = step > 0 ? length : length - 1;
    return index < 0 ? Math.max(index + length, low) : Math.min(index, high);
  };
  const from = bound(slice.lower, step > 0 ? 0 : length - 1);
  const to = bound(slice.upper, step > 0 ? length : -1);
  const indices: number[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) indices.push(at);
  return indices;
}

/** A list or tuple's items or a string's characters. */
function sequenceItems(value: PyValue): readonly PyValue[] | null {
  if (Array.isArray(value)) return value;
  if (value instanceof PyTuple) return value.items;
  return typeof value === "string" ? Array.from(value) : null;
}

export function getSlice(value: PyValue, slice: SliceBounds): PyValue {
  if (typeof value === "string" && slice.step === null && !isWide(value)) {
    const whole = (bound: PyValue): number | undefined =>
      bound === null ? undefined : asIndex(bound);
    return value.slice(whole(slice.lower), whole(slice.upper));
  }
  const items = sequenceItems(value) ?? decline(`a slice of ${typeName(value)}`);
  const taken = sliceIndices(items.length, slice).map((index) => items[index] as PyValue);
  if (typeof value === "string") return taken.join("");
  return Array.isArray(value) ? taken : new PyTuple(taken);
}

export function getItem(value: PyValue, key: PyValue): PyValue {
  if (value instanceof PyDict) return value.get(key) ?? missing(value, key);
  if (isObject(value)) {
    const item = value.getItem?.(key);
    return item === undefined ? decline(`an item of ${value.typeName}`) : item;
  }
  const items = sequenceItems(value) ?? decline(`an item of ${typeName(value)}`);
  const index = asIndex(key);
  const item = items[index < 0 ? index + items.length : index];
  return item === undefined ? decline("an index out of range") : item;
}

function missing(dict: PyDict, key: PyValue): PyValue {
  // A value of None is not `undefined`, so ?? cannot tell it from a missing key.
  return dict.has(key) ? null : decline("a missing key");
}

export function setItem(value: PyValue, key: PyValue, item: PyValue): void {
  if (value instanceof PyDict) {
    value.set(key, item);
  } else if (Array.isArray(value)) {
    const index = asIndex(key);
    const at = index < 0 ? index + value.length : index;
    if (at < 0 || at >= value.length) decline("an index out of range");
    value[at] = item;
  } else if (isObject(value) && value.setItem) {
    value.setItem(key, item);
  } else {
    decline(`setting an item of ${typeName(value)}`);
  }
}

export function deleteItem(value: PyValue, key: PyValue): void {
  if (value instanceof PyDict) {
    if (!value.delete(key)) decline("a missing key");
  } else if (Array.isArray(value)) {
    const index = asIndex(key);
    const at = index < 0 ? index + value.length : index;
    if (at < 0 || at >= value.length) decline("an index out of range");
    value.splice(at, 1);
  } else if (isObject(value) && value.deleteItem) {
    value.deleteItem(key);
  } else {
    decline(`deleting an item of ${typeName(value)}`);
  }
}

/** len(value) */
export function length(value: PyValue): number {
  if (typeof value === "string") return textLength(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof PyTuple) return value.items.length;
  if (value instanceof PyDict || value instanceof PySet) return value.size;
  if (isObject(value) && value.length) return value.length();
  return decline(`len of ${typeName(value)}`);
}

/** The items of an iterable, live: a list that grows while iterated yields what was added. */
export function iterate(value: PyValue): Iterable<PyValue> {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return value;
  if (value instanceof PyTuple) return value.items;
  if (value instanceof PyDict) return value.keys();
  if (value instanceof PySet) {
    if (value.size > 1) decline("the order of a set");
    return value.unordered();
  }
  if (isObject(value) && value.iterate) return value.iterate();
  return decline(`iterating ${typeName(value)}`);
}

/** As `iterate`, for whoever does not care about the order of a set. */
export function iterateUnordered(value: PyValue): Iterable<PyValue> {
  return value instanceof PySet ? value.unordered() : iterate(value);
}
