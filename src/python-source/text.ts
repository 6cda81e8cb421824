// str() and repr() of values, as Python writes them.

import { decline } from "./decline.ts";
import { isObject, PyDict, PyFloat, PySet, PyTuple, type PyValue, typeName } from "./values.ts";

/** str(value) */
export function pyStr(value: PyValue): string {
  if (typeof value === "string") return value;
  if (isObject(value)) {
    const text = value.str?.() ?? value.repr?.();
    return text ?? decline(`str of ${value.typeName}`);
  }
  return pyRepr(value);
}

/** repr(value) */
export function pyRepr(value: PyValue, depth = 0): string {
  if (depth > 50) decline("nested too deep");
  if (value === null) return "None";
  switch (typeof value) {
    case "boolean":
      return value ? "True" : "False";
    case "number":
      return String(value);
    case "bigint":
      return bigintText(value);
    case "string":
      return stringRepr(value);
  }
  const list = (items: readonly PyValue[]): string =>
    items.map((item) => pyRepr(item, depth + 1)).join(", ");
  if (Array.isArray(value)) return `[${list(value)}]`;
  if (value instanceof PyTuple) {
    return value.items.length === 1 ? `(${list(value.items)},)` : `(${list(value.items)})`;
  }
  if (value instanceof PyDict) {
    const entries: string[] = [];
    for (const [key, item] of value.entries()) {
      entries.push(`${pyRepr(key, depth + 1)}: ${pyRepr(item, depth + 1)}`);
    }
    return `{${entries.join(", ")}}`;
  }
  if (value instanceof PyFloat) return floatRepr(value.value);
  if (value instanceof PySet) return setRepr(value, depth);
  if (isObject(value) && value.repr) return value.repr();
  return decline(`repr of ${typeName(value)}`);
}

function bigintText(value: bigint): string {
  const text = String(value);
  return text.length > 4000 ? decline("a very long int") : text;
}

function setRepr(value: PySet, depth: number): string {
  if (value.size > 1) decline("repr of a set, whose order differs from run to run");
  const inner = [...value.unordered()].map((item) => pyRepr(item, depth + 1)).join("");
  if (value.frozen) return inner ? `frozenset({${inner}})` : "frozenset()";
  return inner ? `{${inner}}` : "set()";
}

/** The shortest text that reads back as the same float. */
export function floatRepr(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, "0");
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
  }
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace("-", "").replace(".", "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Python's quoting: single quotes, unless that alone would need escapes. */
export function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  if (/^[ -&(-[\]-~]*$/.test(text)) return `${quote}${text}${quote}`;
  let result = quote;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const escaped = ESCAPES[char];
    if (escaped) result += escaped;
    else if (char === quote) result += `\\${char}`;
    else if (code < 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0xad) {
      result += `\\x${code.toString(16).padStart(2, "0")}`;
    } else if (
      code <= 0xff ||
      (code >= 0x391 && code <= 0x3a1) ||
      (code >= 0x3b1 && code < 0x3ca)
    ) {
      result += char;
    } else {
      // Which characters are printable depends on Python's version of Unicode.
      decline("repr of an unusual character");
    }
  }
  return result + quote;
}

/** Whether a string has characters beyond the basic plane, of two UTF-16 units each. */
export function isWide(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}

/** len(text) */
export function textLength(text: string): number {
  if (!isWide(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}
