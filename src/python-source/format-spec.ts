// format(value, spec): the mini-language of format strings and f-strings, as far as it is exact.

import { decline } from "./decline.ts";
import { floatRepr, pyStr, textLength } from "./text.ts";
import { isObject, PyFloat, type PyValue, typeName } from "./values.ts";

const SPEC = /^(?:([\s\S])?([<>^=]))?([-+ ])?(#)?(0)?(\d*)([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u;

export function formatValue(value: PyValue, spec: string): string {
  if (isObject(value) && value.format) return value.format(spec);
  if (spec === "") return pyStr(value);
  const match = SPEC.exec(spec) ?? decline(`the format ${spec}`);
  const [, fillText, alignText, sign, alternate, zero, widthText, grouping, precisionText, type] =
    match;
  const width = Number(widthText || 0);
  const precision = precisionText === undefined ? null : Number(precisionText);
  if (width > 10_000 || (precision ?? 0) > 100) decline("a large width");
  const fill = fillText ?? (zero ? "0" : " ");

  if (typeof value === "string") {
    if (sign || alternate || grouping || alignText === "=" || (type && type !== "s")) {
      decline("a number's format for a string");
    }
    // Before Python 3.10 a leading 0 meant "=" also for strings, which is an error.
    if (zero) decline("a leading 0 for a string");
    const cut = precision === null ? value : Array.from(value).slice(0, precision).join("");
    return pad(cut, width, alignText ?? "<", fill);
  }
  const digits = numberDigits(value, type, precision, alternate !== undefined);
  const negative = digits.startsWith("-");
  const prefix = negative ? "-" : sign === "+" ? "+" : sign === " " ? " " : "";
  let body = negative ? digits.slice(1) : digits;
  if (grouping) body = grouped(body, grouping, type, width, fill, alignText ?? (zero ? "=" : ">"));
  const align = alignText ?? (zero ? "=" : ">");
  if (align === "=") return prefix + pad(body, width - prefix.length, ">", fill);
  return pad(prefix + body, width, align, fill);
}

function numberDigits(
  value: PyValue,
  type: string | undefined,
  precision: number | null,
  alternate: boolean,
): string {
  const int = typeof value === "boolean" ? Number(value) : value;
  if (typeof int === "number" || typeof int === "bigint") {
    if (type === "f" || type === "F") {
      return typeof int === "number" ? fixedFloat(int, precision ?? 6) : decline("a large int");
    }
    if (precision !== null) decline("a precision of an int");
    const radix = { d: 10, x: 16, X: 16, o: 8, b: 2 }[type ?? "d"] ?? decline(`the type ${type}`);
    if (alternate && radix !== 10) decline("the # flag");
    const text = int.toString(radix);
    if (text.length > 4000) decline("a very long int");
    return type === "X" ? text.toUpperCase() : text;
  }
  if (value instanceof PyFloat && !alternate) {
    if (type === "f" || type === "F") return fixedFloat(value.value, precision ?? 6);
    if (type === undefined && precision === null) return floatRepr(value.value);
  }
  return decline(`a format of ${typeName(value)}`);
}

function grouped(
  digits: string,
  separator: string,
  type: string | undefined,
  width: number,
  fill: string,
  align: string,
): string {
  if (type !== undefined && type !== "d" && type !== "f") decline("grouped digits");
  // Zeros that fill the width are grouped too.
  if (width > 0 && align === "=" && fill === "0") decline("grouped and filled digits");
  const match = /^(\d+)(\.\d+)?$/.exec(digits) ?? decline("grouped digits");
  return (match[1] ?? "").replace(/\B(?=(?:\d{3})+$)/g, separator) + (match[2] ?? "");
}

export function pad(text: string, width: number, align: string, fill: string): string {
  const missing = width - textLength(text);
  if (missing <= 0) return text;
  if (align === "<") return text + fill.repeat(missing);
  if (align === ">") return fill.repeat(missing) + text;
  if (align !== "^") decline(`the alignment ${align}`);
  const before = Math.floor(missing / 2);
  return fill.repeat(before) + text + fill.repeat(missing - before);
}

/** A float with `places` decimals, its exact value rounded half to even. */
export function fixedFloat(value: number, places: number): string {
  if (!Number.isFinite(value)) decline("a format of inf or nan");
  const negative = value < 0 || Object.is(value, -0);
  // A float is an integer times a power of two: scale it up exactly, then divide.
  let mantissa = Math.abs(value);
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  const scaled = BigInt(mantissa) * 10n ** BigInt(places);
  const divisor = 1n << BigInt(exponent);
  let rounded = scaled / divisor;
  const twice = (scaled % divisor) * 2n;
  if (twice > divisor || (twice === divisor && rounded % 2n === 1n)) rounded += 1n;
  const digits = rounded.toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return `${negative ? "-" : ""}${whole}${places > 0 ? `.${digits.slice(-places)}` : ""}`;
}
