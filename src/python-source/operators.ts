// Python's operators: truth, equality, order, arithmetic, indexing. What would raise is declined.

import { decline } from "./decline.ts";
import { percentFormat } from "./percent-format.ts";
import { isWide } from "./text.ts";
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

/** What one evaluation may build: beyond it, the host does the work. */
export const MAXIMUM_SIZE = 1_000_000;

export function truth(value: PyValue): boolean {
  if (value === null) return false;
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      return value !== 0;
    case "bigint":
      return true;
    case "string":
      return value !== "";
  }
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyDict || value instanceof PySet) return value.size > 0;
  if (value instanceof PyFloat) return value.value !== 0;
  if (value instanceof PySource) return true;
  return value.truth?.() ?? decline(`truth of ${value.typeName}`);
}

/** An int or float as JavaScript can compare it, or null. */
function numeric(value: PyValue): number | bigint | null {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof PyFloat ? value.value : null;
}

export function equals(left: PyValue, right: PyValue, depth = 0): boolean {
  if (depth > 50) decline("nested too deep");
  if (typeof left === "string" && typeof right === "string") return left === right;
  if (isObject(left) || isObject(right)) return objectEquals(left, right);
  if (left === right) return true;
  if (left === null || right === null) return false;
  const a = numeric(left);
  const b = numeric(right);
  // biome-ignore lint/suspicious/noDoubleEquals: compares a bigint with a number by value
  if (a !== null || b !== null) return a !== null && b !== null && a == b;
  if (Array.isArray(left)) return Array.isArray(right) && sequencesEqual(left, right, depth);
  if (left instanceof PyTuple) {
    return right instanceof PyTuple && sequencesEqual(left.items, right.items, depth);
  }
  if (left instanceof PyDict) {
    if (!(right instanceof PyDict) || left.size !== right.size) return false;
    for (const [key, value] of left.entries()) {
      const other = right.get(key);
      if (other === undefined || !itemsEqual(value, other, depth)) return false;
    }
    return true;
  }
  if (left instanceof PySet) {
    if (!(right instanceof PySet) || left.size !== right.size) return false;
    return [...left.unordered()].every((item) => right.has(item));
  }
  if (left instanceof PySource || right instanceof PySource) decline("comparing functions");
  return false;
}

function objectEquals(left: PyValue, right: PyValue): boolean {
  const answer =
    (isObject(left) ? left.equals?.(right) : undefined) ??
    (isObject(right) ? right.equals?.(left) : undefined);
  return answer ?? decline(`comparing ${typeName(left)} and ${typeName(right)}`);
}

/** Items of containers are equal if they are the same object, also where == says no (nan). */
function itemsEqual(left: PyValue, right: PyValue, depth: number): boolean {
  return left === right || equals(left, right, depth + 1);
}

function sequencesEqual(left: readonly PyValue[], right: readonly PyValue[], depth: number) {
  if (left.length !== right.length) return false;
  return left.every((item, index) => itemsEqual(item, right[index] as PyValue, depth));
}

/** Negative, 0 or positive; NaN where nothing holds (a float nan). */
export function order(left: PyValue, right: PyValue): number {
  if (typeof left === "string" && typeof right === "string") return orderText(left, right);
  const a = numeric(left);
  const b = numeric(right);
  if (a !== null && b !== null) return a < b ? -1 : a > b ? 1 : a === b ? 0 : orderMixed(a, b);
  if (Array.isArray(left) && Array.isArray(right)) return orderItems(left, right);
  if (left instanceof PyTuple && right instanceof PyTuple) {
    return orderItems(left.items, right.items);
  }
  const answer = isObject(left)
    ? left.compare?.(right)
    : isObject(right)
      ? negated(right.compare?.(left))
      : undefined;
  return answer ?? decline(`ordering ${typeName(left)} and ${typeName(right)}`);
}

function negated(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

function orderMixed(a: number | bigint, b: number | bigint): number {
  // biome-ignore lint/suspicious/noDoubleEquals: compares a bigint with a number by value
  return a == b ? 0 : Number.NaN;
}

/** By code point, as Python; JavaScript's own order is by UTF-16 unit. */
function orderText(left: string, right: string): number {
  if (left === right) return 0;
  if (!isWide(left) && !isWide(right)) return left < right ? -1 : 1;
  const a = Array.from(left, (char) => char.codePointAt(0) ?? 0);
  const b = Array.from(right, (char) => char.codePointAt(0) ?? 0);
  const at = a.findIndex((code, index) => code !== b[index]);
  if (at < 0) return -1;
  const other = b[at];
  return other !== undefined && (a[at] ?? 0) < other ? -1 : 1;
}

function orderItems(left: readonly PyValue[], right: readonly PyValue[]): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left[at] as PyValue;
    const b = right[at] as PyValue;
    if (!itemsEqual(a, b, 0)) return order(a, b);
  }
  return left.length - right.length;
}

export function compare(operator: string, left: PyValue, right: PyValue): boolean {
  switch (operator) {
    case "==":
      return equals(left, right);
    case "!=":
      return !equals(left, right);
    case "in":
      return contains(right, left);
    case "not in":
      return !contains(right, left);
    case "is":
      return identical(left, right);
    case "is not":
      return !identical(left, right);
  }
  if (left instanceof PySet && right instanceof PySet) return compareSets(operator, left, right);
  const result = order(left, right);
  switch (operator) {
    case "<":
      return result < 0;
    case "<=":
      return result <= 0;
    case ">":
      return result > 0;
    default:
      return result >= 0;
  }
}

function compareSets(operator: string, left: PySet, right: PySet): boolean {
  const within = (a: PySet, b: PySet): boolean => [...a.unordered()].every((item) => b.has(item));
  const proper = operator.length === 1 ? left.size !== right.size : true;
  return proper && (operator.startsWith("<") ? within(left, right) : within(right, left));
}

function identical(left: PyValue, right: PyValue): boolean {
  const single = (value: PyValue): boolean => value === null || typeof value === "boolean";
  if (single(left) || single(right)) return left === right;
  if (typeof left === "object" && typeof right === "object") {
    // Equal tuples may be one constant in CPython; other objects are what they are.
    if (left === right) return true;
    if (left instanceof PyTuple || left instanceof PyFloat) decline("the identity of a constant");
    if (left instanceof PySet || isObject(left) || isObject(right)) decline("an identity");
    return false;
  }
  return decline("the identity of a constant");
}

function contains(container: PyValue, value: PyValue): boolean {
  if (typeof container === "string") {
    if (typeof value !== "string") decline(`${typeName(value)} in a string`);
    return container.includes(value);
  }
  if (Array.isArray(container)) return container.some((item) => itemsEqual(item, value, 0));
  if (container instanceof PyTuple) {
    return container.items.some((item) => itemsEqual(item, value, 0));
  }
  if (container instanceof PyDict || container instanceof PySet) return container.has(value);
  if (isObject(container) && container.contains) return container.contains(value);
  return decline(`in ${typeName(container)}`);
}

export function unary(operator: string, value: PyValue): PyValue {
  if (value instanceof PyFloat) {
    if (operator === "-") return new PyFloat(-value.value);
    if (operator === "+") return value;
    decline("~ of a float");
  }
  const int = typeof value === "boolean" ? Number(value) : value;
  if (typeof int === "number") {
    if (operator === "+") return int;
    if (operator === "-") return 0 - int;
    return int === Number.MAX_SAFE_INTEGER ? -(2n ** 53n) : -int - 1;
  }
  if (typeof int === "bigint") {
    return operator === "+" ? int : pyInt(operator === "-" ? -int : -int - 1n);
  }
  return decline(`${operator} of ${typeName(value)}`);
}

export function binary(operator: string, left: PyValue, right: PyValue): PyValue {
  if (typeof left === "string") {
    if (operator === "+" && typeof right === "string") return checkedSize(left + right);
    if (operator === "%") return percentFormat(left, right);
  }
  const a = numeric(left);
  const b = numeric(right);
  if (a !== null && b !== null) {
    return left instanceof PyFloat || right instanceof PyFloat
      ? new PyFloat(floatArithmetic(operator, asFloat(a), asFloat(b)))
      : intArithmetic(operator, a, b, typeof left === "boolean" && typeof right === "boolean");
  }
  if (isObject(left) || isObject(right)) return objectBinary(operator, left, right);
  if (operator === "+") {
    if (Array.isArray(left) && Array.isArray(right)) return joined(left, right);
    if (left instanceof PyTuple && right instanceof PyTuple) {
      return new PyTuple(joined(left.items, right.items));
    }
  }
  if (operator === "*") {
    if (typeof b === "number" && !(right instanceof PyFloat)) return repeat(left, b);
    if (typeof a === "number" && !(left instanceof PyFloat)) return repeat(right, a);
  }
  if (left instanceof PySet && right instanceof PySet) return setBinary(operator, left, right);
  return decline(`${typeName(left)} ${operator} ${typeName(right)}`);
}

function objectBinary(operator: string, left: PyValue, right: PyValue): PyValue {
  const answer =
    (isObject(left) ? left.binary?.(operator, right, false) : undefined) ??
    (isObject(right) ? right.binary?.(operator, left, true) : undefined);
  return answer === undefined
    ? decline(`${typeName(left)} ${operator} ${typeName(right)}`)
    : answer;
}

function joined(left: readonly PyValue[], right: readonly PyValue[]): PyValue[] {
  if (left.length + right.length > MAXIMUM_SIZE) decline("a very long list");
  return [...left, ...right];
}

function checkedSize(text: string): string {
  return text.length > MAXIMUM_SIZE ? decline("a very long string") : text;
}

function repeat(value: PyValue, times: number): PyValue {
  const count = Math.max(0, times);
  if (typeof value === "string") {
    return value.length * count > MAXIMUM_SIZE ? decline("a long string") : value.repeat(count);
  }
  const items = Array.isArray(value) ? value : value instanceof PyTuple ? value.items : null;
  if (!items || items.length * count > MAXIMUM_SIZE) decline(`${typeName(value)} * ${times}`);
  const result: PyValue[] = [];
  for (let round = 0; round < count; round++) result.push(...items);
  return Array.isArray(value) ? result : new PyTuple(result);
}

function setBinary(operator: string, left: PySet, right: PySet): PySet {
  const a = [...left.unordered()];
  const b = [...right.unordered()];
  switch (operator) {
    case "|":
      return new PySet([...a, ...b], left.frozen);
    case "&":
      return new PySet(left.sharedWith(right), left.frozen);
    case "-":
      return new PySet(
        a.filter((item) => !right.has(item)),
        left.frozen,
      );
    case "^":
      return new PySet(
        [...a.filter((item) => !right.has(item)), ...b.filter((item) => !left.has(item))],
        left.frozen,
      );
    default:
      return decline(`set ${operator} set`);
  }
}

function asFloat(value: number | bigint): number {
  return typeof value === "number" ? value : decline("a float and a very large int");
}

function floatArithmetic(operator: string, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? decline("a division by zero") : a / b;
    default:
      // pow, // and % of floats go through the C library.
      return decline(`${operator} of floats`);
  }
}

function intArithmetic(
  operator: string,
  a: number | bigint,
  b: number | bigint,
  booleans: boolean,
): PyValue {
  if (operator === "/") {
    if (b === 0) decline("a division by zero");
    return new PyFloat(asFloat(a) / asFloat(b));
  }
  if (typeof a === "number" && typeof b === "number") {
    const fast = safeArithmetic(operator, a, b);
    if (fast !== null) return fast;
  }
  const result = bigArithmetic(operator, BigInt(a), BigInt(b));
  const isBitwise = operator === "&" || operator === "|" || operator === "^";
  return booleans && isBitwise ? result !== 0n : pyInt(result);
}

/** What the floating point unit does exactly, or null. */
function safeArithmetic(operator: string, a: number, b: number): number | null {
  let result: number;
  switch (operator) {
    case "+":
      result = a + b;
      break;
    case "-":
      result = a - b;
      break;
    case "*":
      result = a * b;
      break;
    case "%":
      if (b === 0) return null;
      result = a % b;
      if (result !== 0 && result < 0 !== b < 0) result += b;
      break;
    default:
      return null;
  }
  return Number.isSafeInteger(result) ? result + 0 : null;
}

const MAXIMUM_BITS = 10_000;

function bits(value: bigint): number {
  return value.toString(16).length * 4;
}

function bigArithmetic(operator: string, a: bigint, b: bigint): bigint {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return bits(a) + bits(b) > MAXIMUM_BITS ? decline("a very large int") : a * b;
    case "//":
    case "%": {
      if (b === 0n) decline("a division by zero");
      const rest = a % b;
      const adjusted = rest !== 0n && rest < 0n !== b < 0n;
      if (operator === "%") return adjusted ? rest + b : rest;
      return adjusted ? a / b - 1n : a / b;
    }
    case "**":
      if (b < 0n) decline("a negative power");
      if (b > 10_000n || bits(a) * Number(b) > MAXIMUM_BITS) decline("a very large int");
      return a ** b;
    case "<<":
      if (b < 0n || b > BigInt(MAXIMUM_BITS)) decline("a shift");
      return a << b;
    case ">>":
      return b < 0n ? decline("a shift") : a >> b;
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    default:
      return decline(`int ${operator} int`);
  }
}
