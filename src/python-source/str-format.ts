// str.format: replacement fields, their attribute and item look-ups, conversions and nested specs.

import type { CallArguments } from "./arguments.ts";
import { decline } from "./decline.ts";
import { formatValue } from "./format-spec.ts";
import { getItem } from "./items.ts";
import { pyRepr, pyStr } from "./text.ts";
import { isObject, type PyValue, typeName } from "./values.ts";

type Lookup = (name: string | number) => PyValue;

export function strFormat(text: string, call: CallArguments): string {
  return new Formatter((name) => {
    const value = typeof name === "number" ? call.positional[name] : call.keywords.get(name);
    return value === undefined ? decline("a missing format argument") : value;
  }).format(text, 2);
}

export function strFormatMap(text: string, call: CallArguments): string {
  call.expect(1, 1);
  const mapping = call.at(0);
  return new Formatter((name) =>
    typeof name === "number" ? decline("a positional field") : getItem(mapping, name),
  ).format(text, 2);
}

class Formatter {
  readonly #lookup: Lookup;
  #automatic = 0;
  #numbering: "automatic" | "manual" | null = null;

  constructor(lookup: Lookup) {
    this.#lookup = lookup;
  }

  format(text: string, depth: number): string {
    if (!text.includes("{") && !text.includes("}")) return text;
    let result = "";
    let at = 0;
    while (at < text.length) {
      const char = text[at] as string;
      if (char !== "{" && char !== "}") {
        result += char;
        at++;
      } else if (text[at + 1] === char && depth === 2) {
        result += char;
        at += 2;
      } else {
        if (char === "}" || depth === 0) decline("a brace in a format");
        const end = closingBrace(text, at + 1);
        result += this.#field(text.slice(at + 1, end), depth);
        at = end + 1;
      }
    }
    return result;
  }

  #field(field: string, depth: number): string {
    const match = /^([^{}[\]!:]*(?:\[[^[\]{}]*\][^{}[\]!:]*)*)(?:!([rs]))?(?::([\s\S]*))?$/.exec(
      field,
    );
    if (!match) decline("a format field");
    const value = this.#value(match[1] ?? "");
    const spec = this.format(match[3] ?? "", depth - 1);
    if (match[2] === "r") return formatValue(pyRepr(value), spec);
    return formatValue(match[2] === "s" ? pyStr(value) : value, spec);
  }

  #value(path: string): PyValue {
    const first = /^[^.[]*/.exec(path)?.[0] ?? "";
    let value = this.#lookup(this.#name(first));
    let rest = path.slice(first.length);
    while (rest !== "") {
      const step = /^(?:\.([^.[]+)|\[([^\]]+)\])/.exec(rest) ?? decline("a format field");
      const [taken, attribute, key] = step;
      value = attribute === undefined ? item(value, key ?? "") : attributeOf(value, attribute);
      rest = rest.slice(taken.length);
    }
    return value;
  }

  #name(first: string): string | number {
    const isNumber = /^\d*$/.test(first);
    if (!isNumber) return first;
    if (first.length > 5) decline("a format field");
    const numbering = first === "" ? "automatic" : "manual";
    this.#numbering ??= numbering;
    if (this.#numbering !== numbering) decline("mixed numbering of fields");
    return first === "" ? this.#automatic++ : Number(first);
  }
}

function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") open++;
    else if (text[at] === "}" && --open === 0) return at;
  }
  return decline("a single brace");
}

function item(value: PyValue, key: string): PyValue {
  if (/^\d+$/.test(key))
    return key.length > 9 ? decline("a large index") : getItem(value, Number(key));
  return getItem(value, key);
}

function attributeOf(value: PyValue, name: string): PyValue {
  const found = isObject(value) ? value.getAttribute?.(name) : undefined;
  return found === undefined ? decline(`${typeName(value)}.${name}`) : found;
}
