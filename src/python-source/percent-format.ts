// `format % values`.

import { decline } from "./decline.ts";
import { fixedFloat, pad } from "./format-spec.ts";
import { pyRepr, pyStr } from "./text.ts";
import { isObject, PyDict, PyFloat, PyTuple, type PyValue, typeName } from "./values.ts";

const FIELD = /%(?:\(([^()]*)\))?([-+ 0#]*)(\*|\d+)?(?:(\.)(\*|\d+)?)?[hlL]?([\s\S]|$)/g;

export function percentFormat(format: string, values: PyValue): string {
  const items = values instanceof PyTuple ? values.items : [values];
  const mapping = values instanceof PyDict ? values : null;
  let used = 0;
  let named = false;
  const next = (): PyValue => {
    const item = items[used++];
    return item === undefined ? decline("too few values for %") : item;
  };
  const text = format.replace(
    FIELD,
    (field, key?: string, flags = "", width = "", dot = "", precision = "", type = "") => {
      if (type === "%") return field === "%%" ? "%" : decline("a width of %%");
      if (width === "*" || precision === "*" || width.length > 5) decline("a % width");
      let value: PyValue;
      if (key === undefined) {
        value = next();
      } else {
        named = true;
        const found = mapping?.get(key);
        value = found === undefined ? decline("a missing key for %") : found;
      }
      const digits = dot ? Number(precision) : null;
      return formatted(value, type, flags, Number(width), digits);
    },
  );
  if (named ? used > 0 : !mapping && !isUnusedSequence(values, used) && used !== items.length) {
    decline("too many values for %");
  }
  return text;
}

/** An argument that is not a tuple may stay unused if it looks like a mapping (a list does). */
function isUnusedSequence(values: PyValue, used: number): boolean {
  if (used > 0) return false;
  if (isObject(values)) decline("an unused % argument");
  return Array.isArray(values);
}

function formatted(
  value: PyValue,
  type: string,
  flags: string,
  width: number,
  precision: number | null,
): string {
  if (width > 10_000 || (precision ?? 0) > 100) decline("a % width");
  const left = flags.includes("-");
  if (type === "s" || type === "r") {
    const text = type === "s" ? pyStr(value) : pyRepr(value);
    const cut = precision === null ? text : Array.from(text).slice(0, precision).join("");
    return pad(cut, width, left ? "<" : ">", " ");
  }
  const number = numberText(value, type, precision);
  const sign = number.startsWith("-")
    ? "-"
    : flags.includes("+")
      ? "+"
      : flags.includes(" ")
        ? " "
        : "";
  if (flags.includes("#")) decline("the # flag of %");
  const digits = number.startsWith("-") ? number.slice(1) : number;
  if (flags.includes("0") && !left) return sign + pad(digits, width - sign.length, ">", "0");
  return pad(sign + digits, width, left ? "<" : ">", " ");
}

function numberText(value: PyValue, type: string, precision: number | null): string {
  const number = typeof value === "boolean" ? Number(value) : value;
  if (type === "d" || type === "i" || type === "x" || type === "X" || type === "o") {
    if (typeof number !== "number" && typeof number !== "bigint") {
      decline(`%${type} of ${typeName(value)}`);
    }
    if (precision !== null) decline("a precision of an int");
    const text = number.toString(type === "o" ? 8 : type === "x" || type === "X" ? 16 : 10);
    return type === "X" ? text.toUpperCase() : text;
  }
  if (type === "f" || type === "F") {
    if (number instanceof PyFloat) return fixedFloat(number.value, precision ?? 6);
    if (typeof number === "number") return fixedFloat(number, precision ?? 6);
  }
  return decline(`%${type} of ${typeName(value)}`);
}
