// The parts a schema is made of. A check takes a tagged value and gives the validated one, the same
// object where nothing changes, or throws `Invalid`, whose message says what was expected.

import type { Tagged } from "../python-source/tagged.ts";
import { VersionRange } from "../version/range.ts";
import { Version } from "../version/version.ts";
import { isBoundSource } from "./bound-functions.ts";
import { dedent, reprString, strip } from "./python-text.ts";
import { parsePackageRequest } from "./request.ts";

export class Invalid extends Error {}

export type Check = (value: Tagged) => Tagged;

export const anything: Check = (value) => value;

export const string: Check = (value) =>
  typeof value === "string" ? value : reject(value, "a string");

export const boolean: Check = (value) =>
  typeof value === "boolean" ? value : reject(value, "True or False");

/** Python's bool is an int, and rez's schema lets it pass. */
export const integer: Check = (value) =>
  typeof value === "number" || typeof value === "boolean" || tagOf(value) === "int"
    ? value
    : reject(value, "an integer");

export const none: Check = (value) => (value === null ? value : reject(value, "None"));

export const source: Check = (value) =>
  isBoundSource(value) ? value : reject(value, "a function");

/** Text as one writes it indented in a definition. */
export const largeString: Check = (value) => strip(dedent(text(value)));

export const request: Check = (value) => parsed(value, (it) => parsePackageRequest(it).toString());

export const version: Check = (value) => parsed(value, (it) => Version.parse(it).toString());

export const range: Check = (value) => parsed(value, (it) => VersionRange.parse(it).toString());

export const dictionary: Check = (value) =>
  entriesOf(value) ? value : reject(value, "a dictionary");

export function listOf(item: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return reject(value, "a list");
    return mapped(value as readonly Tagged[], item);
  };
}

/** The first alternative that accepts the value; `expected` describes all of them. */
export function either(expected: string, ...alternatives: readonly Check[]): Check {
  return (value) => {
    let closest: Invalid | null = null;
    for (const check of alternatives) {
      try {
        return check(value);
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        if (error instanceof InvalidItem) closest = error;
      }
    }
    if (closest) throw closest;
    return reject(value, expected);
  };
}

/** A function that is evaluated late, or the value itself. */
export function lateBound(check: Check): Check {
  return (value) => (isBoundSource(value) ? value : check(value));
}

/** A dictionary with these keys; `other` checks keys that are not listed, null refuses them. */
export function record(
  keys: { readonly [key: string]: { readonly check: Check; readonly required?: boolean } },
  other: Check | null,
): Check {
  return (value) => {
    const entries = entriesOf(value);
    if (!entries) return reject(value, "a dictionary");
    let changed = false;
    const seen = new Set<string>();
    const items = entries.map(([key, item]): readonly [Tagged, Tagged] => {
      if (typeof key !== "string") throw new InvalidItem(`wrong key ${describe(key)}`);
      const check = Object.hasOwn(keys, key) ? keys[key]?.check : other;
      if (!check) throw new InvalidItem(`wrong key ${describe(key)}`);
      seen.add(key);
      const result = within(`key ${describe(key)}`, () => check(item));
      if (result !== item) changed = true;
      return [key, result];
    });
    for (const [key, { required }] of Object.entries(keys)) {
      if (required && !seen.has(key)) throw new InvalidItem(`missed key ${describe(key)}`);
    }
    return changed ? dictionaryOf(items) : value;
  };
}

/** The items of a tagged dictionary in order, or null when the value is not one. */
export function entriesOf(value: Tagged | undefined): (readonly [Tagged, Tagged])[] | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const object = value as { readonly [key: string]: Tagged };
  if (!Object.hasOwn(object, "$")) return Object.entries(object);
  if (object.$ !== "dict") return null;
  return (object.items as readonly (readonly [Tagged, Tagged])[]).slice();
}

/** Whether a JavaScript object keeps this key, and its place: index-like keys move to the front. */
function isPlainKey(key: Tagged): key is string {
  return (
    typeof key === "string" &&
    key !== "$" &&
    key !== "__proto__" &&
    !/^(?:0|[1-9]\d{0,9})$/.test(key)
  );
}

export function dictionaryOf(items: readonly (readonly [Tagged, Tagged])[]): Tagged {
  if (!items.every(([key]) => isPlainKey(key))) return { $: "dict", items };
  return Object.fromEntries(items as readonly (readonly [string, Tagged])[]);
}

/** A value as Python prints it, shortened: for messages. */
export function describe(value: Tagged): string {
  const full = represent(value);
  return full.length > 200 ? `${full.slice(0, 200)}...` : full;
}

/** An alternative of the right type with a wrong item inside says more than "expected a list". */
class InvalidItem extends Invalid {}

function represent(value: Tagged): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return reprString(value.slice(0, 400));
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) {
    return `[${(value as readonly Tagged[]).slice(0, 20).map(represent).join(", ")}]`;
  }
  const tag = tagOf(value);
  const object = value as { readonly [key: string]: Tagged };
  if (tag === "float" || tag === "int" || tag === "date" || tag === "datetime") {
    return String(object.value);
  }
  if (tag === "object") return String(object.text);
  if (tag === "source") return `function ${String(object.funcname ?? "")}`.trimEnd();
  if (tag === "tuple" || tag === "set" || tag === "frozenset") {
    return `${tag}(${represent((object.items ?? []) as Tagged)})`;
  }
  const items = (entriesOf(value) ?? []).slice(0, 20);
  return `{${items.map(([key, item]) => `${represent(key)}: ${represent(item)}`).join(", ")}}`;
}

function tagOf(value: Tagged): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const tag = (value as { readonly [key: string]: Tagged }).$;
  return typeof tag === "string" ? tag : null;
}

function text(value: Tagged): string {
  return typeof value === "string" ? value : reject(value, "a string");
}

function parsed(value: Tagged, parse: (text: string) => string): Tagged {
  const it = text(value);
  try {
    return parse(it);
  } catch (error) {
    throw new InvalidItem(`${describe(it)}: ${error instanceof Error ? error.message : error}`);
  }
}

function mapped(items: readonly Tagged[], check: Check): Tagged {
  let result: Tagged[] | null = null;
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Tagged;
    const validated = within(`item ${index}`, () => check(item));
    if (validated !== item && !result) result = items.slice(0, index);
    result?.push(validated);
  }
  return result ?? items;
}

function within<T>(place: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof Invalid) throw new InvalidItem(`${place}: ${error.message}`);
    throw error;
  }
}

function reject(value: Tagged, expected: string): never {
  throw new Invalid(`${describe(value)} should be ${expected}`);
}
