// What a plain YAML scalar means: YAML 1.1 by PyYAML's patterns, which rez's definitions were
// written against. Sexagesimal numbers, octal `0755`, yes/no/on/off and dates are all part of it.

import type { Tagged } from "../python-source/tagged.ts";
import { floatRepr } from "../python-source/text.ts";

/** PyYAML's implicit tag of a plain scalar, without its `tag:yaml.org,2002:` prefix. */
export function implicitTag(text: string): string {
  if (text === "") return "null";
  for (const [tag, pattern] of IMPLICIT) if (pattern.test(text)) return tag;
  return "str";
}

export class InvalidScalar extends Error {}

/** The value of a scalar under one of the tags that `implicitTag` gives. */
export function scalarValue(tag: string, text: string): Tagged {
  if (tag === "str") return text;
  if (tag === "null") return null;
  if (tag === "bool") return booleanOf(text);
  if (tag === "int") return integerOf(text);
  if (tag === "float") return floatOf(text);
  if (tag === "timestamp") return timestampOf(text);
  throw new InvalidScalar(`could not determine a constructor for the tag '${tag}'`);
}

const IMPLICIT: readonly (readonly [string, RegExp])[] = [
  ["bool", /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/],
  [
    "float",
    /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  ],
  [
    "int",
    /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
  ],
  ["merge", /^<<$/],
  ["null", /^(?:~|null|Null|NULL)$/],
  [
    "timestamp",
    /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/,
  ],
  ["value", /^=$/],
];

function booleanOf(text: string): boolean {
  const value = { yes: true, no: false, true: true, false: false, on: true, off: false }[
    text.toLowerCase()
  ];
  if (value === undefined) throw new InvalidScalar(`'${text}' is not a boolean`);
  return value;
}

function integerOf(text: string): Tagged {
  const { negative, digits } = unsigned(text);
  const value = magnitude(digits, text);
  const signed = negative ? -value : value;
  const small = signed >= Number.MIN_SAFE_INTEGER && signed <= Number.MAX_SAFE_INTEGER;
  return small ? Number(signed) : { $: "int", value: String(signed) };
}

function magnitude(digits: string, text: string): bigint {
  try {
    if (digits.startsWith("0b") || digits.startsWith("0x")) return BigInt(digits);
    if (digits.includes(":")) {
      return digits.split(":").reduce((total, part) => total * 60n + BigInt(part), 0n);
    }
    if (digits.length > 1 && digits.startsWith("0")) return BigInt(`0o${digits}`);
    if (/^[0-9]+$/.test(digits)) return BigInt(digits);
  } catch {
    // falls through: not the digits of its base
  }
  throw new InvalidScalar(`'${text}' is not an integer`);
}

function floatOf(text: string): Tagged {
  const { negative, digits } = unsigned(text.toLowerCase());
  if (digits === ".nan") return { $: "float", value: "nan" };
  if (digits === ".inf") return { $: "float", value: negative ? "-inf" : "inf" };
  if (!/^[0-9.:e+-]+$/.test(digits)) throw new InvalidScalar(`'${text}' is not a float`);
  let value = 0;
  let base = 1;
  for (const part of digits.split(":").reverse()) {
    value += Number(part) * base;
    base *= 60;
  }
  if (Number.isNaN(value)) throw new InvalidScalar(`'${text}' is not a float`);
  return { $: "float", value: floatRepr(negative ? -value : value) };
}

function timestampOf(text: string): Tagged {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?)?$/.exec(
      text,
    );
  if (!match) throw new InvalidScalar(`'${text}' is not a date`);
  const [
    ,
    year,
    month = "",
    day = "",
    hour,
    minute,
    second,
    fraction,
    zone,
    sign,
    zoneHour,
    zoneMinute,
  ] = match;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (!isDate(Number(year), Number(month), Number(day))) {
    throw new InvalidScalar(`'${text}' is not a date: day or month is out of range`);
  }
  if (hour === undefined) return { $: "date", value: date };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new InvalidScalar(`'${text}' is not a date: time is out of range`);
  }
  const micros = (fraction ?? "").slice(0, 6).padEnd(6, "0");
  const time = `${hour.padStart(2, "0")}:${minute}:${second}`;
  const offset = zoneText(zone, sign, zoneHour, zoneMinute);
  return {
    $: "datetime",
    value: `${date}T${time}${micros === "000000" ? "" : `.${micros}`}${offset}`,
  };
}

function zoneText(
  zone: string | undefined,
  sign: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
): string {
  if (!zone) return "";
  if (!sign || !hour) return "+00:00";
  const isZero = Number(hour) === 0 && Number(minute ?? 0) === 0;
  return `${isZero ? "+" : sign}${hour.padStart(2, "0")}:${minute ?? "00"}`;
}

function isDate(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day <= days;
}

function unsigned(text: string): { readonly negative: boolean; readonly digits: string } {
  const digits = text.replaceAll("_", "");
  const isSigned = digits.startsWith("-") || digits.startsWith("+");
  return { negative: digits.startsWith("-"), digits: isSigned ? digits.slice(1) : digits };
}
