// Python data as JSON: what JSON has no form for crosses as an object with the key "$".

import { decline } from "./decline.ts";
import { floatRepr } from "./text.ts";
import {
  type PyDecorator,
  PyDict,
  PyFloat,
  PySet,
  PySource,
  PyTuple,
  type PyValue,
  pyInt,
  typeName,
} from "./values.ts";

export type Tagged =
  | null
  | boolean
  | number
  | string
  | readonly Tagged[]
  | { readonly [key: string]: Tagged };

const MAXIMUM_DEPTH = 200;

/** Declines what has no tagged form: functions, iterators, the host's objects. */
export function toTagged(value: PyValue, depth = 0): Tagged {
  if (value === null || typeof value !== "object") {
    return typeof value === "bigint" ? { $: "int", value: String(value) } : value;
  }
  if (depth > MAXIMUM_DEPTH) decline("nested too deep");
  if (Array.isArray(value)) return taggedItems(value, depth);
  if (value instanceof PyDict) return taggedDict(value, depth);
  if (value instanceof PyTuple) return { $: "tuple", items: taggedItems(value.items, depth) };
  if (value instanceof PyFloat) return { $: "float", value: floatRepr(value.value) };
  if (value instanceof PySet) {
    return { $: typeName(value), items: taggedItems([...value.unordered()], depth) };
  }
  if (value instanceof PySource) return taggedSource(value);
  return decline(`a value of type ${value.typeName}`);
}

function taggedItems(items: readonly PyValue[], depth: number): Tagged[] {
  return items.map((item) => toTagged(item, depth + 1));
}

function taggedDict(dict: PyDict, depth: number): Tagged {
  const entries: [Tagged, Tagged][] = [];
  let plain = true;
  for (const [key, value] of dict.entries()) {
    // JavaScript puts keys that look like array indices first, and __proto__ aside.
    plain &&= typeof key === "string" && key !== "$" && key !== "__proto__" && !/^\d/.test(key);
    entries.push([toTagged(key, depth + 1), toTagged(value, depth + 1)]);
  }
  return plain ? Object.fromEntries(entries as [string, Tagged][]) : { $: "dict", items: entries };
}

function taggedSource(source: PySource): Tagged {
  return {
    $: "source",
    source: source.source,
    filepath: source.filepath,
    funcname: source.funcname,
    evalAsFunction: source.evalAsFunction,
    decorators: source.decorators.map((decorator) => ({ ...decorator })),
    includes: [...source.includes],
  };
}

/** Declines what only Python can hold: dates, classes, and instances of users' own. */
export function fromTagged(tagged: Tagged): PyValue {
  if (tagged === null || typeof tagged !== "object") return tagged as PyValue;
  if (isTaggedList(tagged)) return tagged.map((item) => fromTagged(item));
  const kind = tagged.$;
  if (kind === undefined) {
    const dict = new PyDict();
    for (const [key, value] of Object.entries(tagged)) dict.set(key, fromTagged(value));
    return dict;
  }
  const items = tagged.items;
  const list = items !== undefined && isTaggedList(items) ? items : [];
  switch (kind) {
    case "float":
      return new PyFloat(parseFloatText(String(tagged.value)));
    case "int":
      return pyInt(BigInt(String(tagged.value)));
    case "tuple":
      return new PyTuple(list.map((item) => fromTagged(item)));
    case "set":
    case "frozenset":
      return new PySet(
        list.map((item) => fromTagged(item)),
        kind === "frozenset",
      );
    case "dict":
      return PyDict.of(list.map((pair) => fromTagged(pair) as [PyValue, PyValue]));
    case "source":
      return untaggedSource(tagged);
    default:
      return decline(`a value of kind ${String(kind)}`);
  }
}

function isTaggedList(tagged: Tagged): tagged is readonly Tagged[] {
  return Array.isArray(tagged);
}

function parseFloatText(text: string): number {
  if (text === "inf") return Number.POSITIVE_INFINITY;
  return text === "-inf" ? Number.NEGATIVE_INFINITY : Number(text);
}

function untaggedSource(tagged: { readonly [key: string]: Tagged }): PySource {
  const text = (name: string): string | null => {
    const value = tagged[name];
    return typeof value === "string" ? value : null;
  };
  return new PySource({
    source: text("source") ?? "",
    filepath: text("filepath"),
    funcname: text("funcname"),
    evalAsFunction: tagged.evalAsFunction === true,
    decorators: (tagged.decorators ?? []) as unknown as readonly PyDecorator[],
  });
}
