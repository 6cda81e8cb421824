// package.yaml: text to data, as PyYAML's full loader gives it to rez. The `yaml` package parses;
// meaning (tags, merge keys, repeated keys, aliases) is ours, since PyYAML's YAML 1.1 has its own rules.

import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from "yaml";
import { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";
import { dictionaryOf } from "./checks.ts";
import type { Attributes } from "./definition.ts";
import { InvalidScalar, implicitTag, scalarValue } from "./yaml-scalars.ts";

/** A few aliases of aliases can stand for billions of values: what they expand to is counted. */
const MAXIMUM_VALUES = 1_000_000;

/** The parser takes seconds to find that thousands of brackets are too many. */
const MAXIMUM_BRACKETS = 1_000;

/** The data of a YAML definition file; an empty file gives no data. */
export function parseYamlDefinition(text: string, file: string): Attributes {
  const value = parseYaml(text, file);
  if (isEmpty(value)) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw problem(file, "the file does not hold a mapping");
  }
  const object = value as Attributes;
  if (!Object.hasOwn(object, "$")) return object;
  if (object.$ !== "dict") throw problem(file, "the file does not hold a mapping");
  // Keys that are not text cannot be attributes: nothing can read them.
  const items = object.items as unknown as readonly (readonly [Tagged, Tagged])[];
  const data: { [key: string]: Tagged } = {};
  for (const [key, item] of items) {
    if (typeof key === "string") {
      Object.defineProperty(data, key, {
        value: item,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return data;
}

/** Any YAML text as PyYAML's full loader reads it. */
export function parseYaml(text: string, file: string): Tagged {
  if (hasDeepBrackets(text)) throw problem(file, "values are nested too deeply");
  try {
    const document = parseDocument(text, {
      schema: "failsafe",
      version: "1.1",
      uniqueKeys: false,
      merge: false,
      stringKeys: false,
      logLevel: "error",
    });
    const error = document.errors[0];
    if (error) throw problem(file, error.message);
    return document.contents ? new Builder().build(document.contents as Node) : null;
  } catch (error) {
    if (error instanceof RezError) throw error;
    if (error instanceof InvalidScalar) throw problem(file, error.message);
    if (error instanceof RangeError) throw problem(file, "values are nested too deeply");
    throw error;
  }
}

interface Anchored {
  readonly node: Node;
  readonly value: Tagged;
  readonly size: number;
}

type Item = readonly [key: Tagged, value: Tagged];

class Builder {
  readonly #anchors = new Map<string, Anchored | null>();
  #size = 0;

  build(node: Node | null): Tagged {
    if (isAlias(node)) return this.#aliased(node.source).value;
    const before = this.#grow(1);
    if (node === null) return null;
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor) this.#anchors.set(anchor, null);
    const value = this.#value(node);
    if (anchor) this.#anchors.set(anchor, { node, value, size: this.#size - before });
    return value;
  }

  #value(node: Node): Tagged {
    if (isScalar(node)) return this.#scalar(node);
    const tag = shortTag(node.tag);
    if (isMap(node)) return this.#mapping(node.items as Pair<Node, Node | null>[], tag);
    if (isSeq(node)) return this.#sequence(node.items as Node[], tag);
    throw new InvalidScalar("the file holds something that is neither scalar, list nor mapping");
  }

  #scalar(node: Node): Tagged {
    const { value, type, tag } = node as { value?: unknown; type?: string; tag?: string };
    const text = typeof value === "string" ? value : "";
    const explicit = shortTag(tag);
    if (explicit === null) {
      return scalarValue(type === "PLAIN" || type === undefined ? implicitTag(text) : "str", text);
    }
    const known = SCALAR_TAGS[explicit];
    if (known) return scalarValue(known, text);
    if (explicit === "binary" || explicit === "python/bytes") {
      return { $: "bytes", value: Buffer.from(text, "base64").toString("base64") };
    }
    throw unknownTag(tag);
  }

  #sequence(nodes: readonly Node[], tag: string | null): Tagged {
    if (tag === "omap" || tag === "pairs") {
      return nodes.map((node) => {
        const items = isMap(node) ? this.#items(node.items as Pair<Node, Node | null>[]) : [];
        if (items.length !== 1) throw new InvalidScalar(`an item of !!${tag} is not one pair`);
        return { $: "tuple", items: items[0] as unknown as Tagged };
      });
    }
    const items = nodes.map((node) => this.build(node));
    if (tag === null || tag === "seq" || tag === "python/list") return items;
    if (tag === "python/tuple") return { $: "tuple", items };
    throw unknownTag(tag);
  }

  #mapping(pairs: readonly Pair<Node, Node | null>[], tag: string | null): Tagged {
    const items = this.#items(pairs);
    if (tag === null || tag === "map" || tag === "python/dict") return dictionaryOf(items);
    if (tag === "set") return { $: "set", items: items.map(([key]) => key) };
    throw unknownTag(tag);
  }

  /** Merged keys come first, so that a mapping's own keys win; of equal keys the last value wins. */
  #items(pairs: readonly Pair<Node, Node | null>[]): Item[] {
    const merged: Item[] = [];
    const own: Item[] = [];
    for (const { key, value } of pairs) {
      if (isMergeKey(key)) merged.push(...this.#merged(value));
      else own.push([this.#key(key), this.build(value)]);
    }
    const unique = new Map<string, Item>();
    for (const item of [...merged, ...own]) {
      const identity = keyIdentity(item[0]);
      const first = unique.get(identity);
      unique.set(identity, first ? [first[0], item[1]] : item);
    }
    return [...unique.values()];
  }

  #merged(node: Node | null): Item[] {
    const target = isAlias(node) ? this.#aliased(node.source).node : node;
    if (isMap(target)) return this.#items(target.items as Pair<Node, Node | null>[]);
    if (!isSeq(target))
      throw new InvalidScalar("a merge key needs a mapping or a list of mappings");
    const parts = (target.items as Node[]).map((item) => {
      const it = isAlias(item) ? this.#aliased(item.source).node : item;
      if (!isMap(it)) throw new InvalidScalar("a merge key needs a mapping or a list of mappings");
      return this.#items(it.items as Pair<Node, Node | null>[]);
    });
    return parts.reverse().flat();
  }

  #key(node: Node | null): Tagged {
    if (isScalar(node) && isPlain(node) && node.value === "=") return "=";
    const key = this.build(node);
    const isCollection = typeof key === "object" && key !== null;
    if (isCollection && (Array.isArray(key) || !("$" in key) || UNHASHABLE.has(String(key.$)))) {
      throw new InvalidScalar("a key of a mapping is itself a list or a mapping");
    }
    return key;
  }

  #aliased(name: string): Anchored {
    const anchored = this.#anchors.get(name);
    if (anchored === undefined) throw new InvalidScalar(`found undefined alias '${name}'`);
    if (anchored === null) throw new InvalidScalar(`alias '${name}' stands inside its own value`);
    this.#grow(anchored.size);
    return anchored;
  }

  #grow(count: number): number {
    const before = this.#size;
    this.#size += count;
    if (this.#size > MAXIMUM_VALUES) {
      throw new InvalidScalar(`aliases expand to more than ${MAXIMUM_VALUES} values`);
    }
    return before;
  }
}

const UNHASHABLE = new Set(["dict", "set"]);

const SCALAR_TAGS: { readonly [tag: string]: string } = {
  str: "str",
  null: "null",
  bool: "bool",
  int: "int",
  float: "float",
  timestamp: "timestamp",
  "python/none": "null",
  "python/bool": "bool",
  "python/str": "str",
  "python/unicode": "str",
  "python/int": "int",
  "python/long": "int",
  "python/float": "float",
};

function isMergeKey(node: Node | null): boolean {
  return isScalar(node) && isPlain(node) && node.value === "<<" && !node.tag;
}

function isPlain(node: Node): boolean {
  const { type } = node as { type?: string };
  return type === "PLAIN" || type === undefined;
}

function shortTag(tag: string | undefined): string | null {
  return tag === undefined || tag === "!" ? null : tag.replace(/^tag:yaml\.org,2002:/, "");
}

function unknownTag(tag: string | null | undefined): InvalidScalar {
  return new InvalidScalar(`could not determine a constructor for the tag '${tag}'`);
}

/** Equal for keys that are equal in Python, where 1, 1.0 and True are one key. */
function keyIdentity(key: Tagged): string {
  if (typeof key === "number" || typeof key === "boolean") return `n${Number(key)}`;
  if (typeof key === "string") return `s${key}`;
  const object = key as { readonly $?: Tagged; readonly value?: Tagged } | null;
  if (object?.$ === "float") return `n${Number(object.value)}`;
  return JSON.stringify(key);
}

/** Brackets inside of text count too: no definition has so many unbalanced ones. */
function hasDeepBrackets(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) {
      if (++depth > MAXIMUM_BRACKETS) return true;
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
  }
  return false;
}

function isEmpty(value: Tagged): boolean {
  if (value === null || value === false || value === 0 || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function problem(file: string, reason: string): RezError {
  return new RezError("ResourceError", `Problem loading ${file}: ${reason}`, { file, reason });
}
