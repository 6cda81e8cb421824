// One token of a version, `07b` in `2.3.07b`, ordered as rez's AlphanumericVersionToken.
//
// A token is read as alternating runs of letters and of digits. Letters come before digits, letters
// compare by character, digits by value, and of equal values the one with more zeros comes first:
// `_` < `A` < `a` < `01` < `1` < `1a` < `2`. An ordinary number (nearly all tokens) compares as a
// number; everything else walks the two texts, so that no digit is ever rounded and nothing is
// allocated.

import { SharedTable } from "./shared.ts";

/** Numbers of up to this many digits are exact in a double. */
const EXACT_DIGITS = 15;

const NOT_A_NUMBER = -1;

const shared = new SharedTable<VersionToken>();

export class VersionToken {
  readonly text: string;
  /** The value of a token of digits alone, or -1. */
  readonly number: number;

  private constructor(text: string) {
    this.text = text;
    this.number = exactNumber(text);
  }

  /** `text` is one or more of `a-z A-Z 0-9 _`; the version's parser has seen to it. */
  static of(text: string): VersionToken {
    let token = shared.get(text);
    if (token === undefined) {
      token = new VersionToken(text);
      shared.add(text, token);
    }
    return token;
  }

  /** The smallest token that is greater and is not a longer number: `1` → `1_`. */
  next(): VersionToken {
    return VersionToken.of(`${this.text}_`);
  }

  compareTo(other: VersionToken): number {
    if (this === other) return 0;
    if (this.number >= 0 && other.number >= 0 && this.number !== other.number) {
      return this.number < other.number ? -1 : 1;
    }
    return compareRuns(this.text, other.text);
  }

  toString(): string {
    return this.text;
  }
}

function exactNumber(text: string): number {
  if (text.length > EXACT_DIGITS) return NOT_A_NUMBER;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return NOT_A_NUMBER;
    value = value * 10 + (code - 48);
  }
  return value;
}

function compareRuns(left: string, right: string): number {
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const leftIsNumber = isDigit(left.charCodeAt(i));
    const rightIsNumber = isDigit(right.charCodeAt(j));
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? 1 : -1;

    const leftEnd = endOfRun(left, i, leftIsNumber);
    const rightEnd = endOfRun(right, j, rightIsNumber);
    const order = leftIsNumber
      ? compareNumbers(left, i, leftEnd, right, j, rightEnd)
      : compareText(left, i, leftEnd, right, j, rightEnd);
    if (order !== 0) return order;
    i = leftEnd;
    j = rightEnd;
  }
  if (i < left.length) return 1;
  return j < right.length ? -1 : 0;
}

function compareNumbers(
  left: string,
  start: number,
  end: number,
  right: string,
  otherStart: number,
  otherEnd: number,
): number {
  const i = skipZeros(left, start, end);
  const j = skipZeros(right, otherStart, otherEnd);
  if (end - i !== otherEnd - j) return end - i < otherEnd - j ? -1 : 1;
  const order = compareText(left, i, end, right, j, otherEnd);
  return order !== 0 ? order : compareText(left, start, end, right, otherStart, otherEnd);
}

function compareText(
  left: string,
  start: number,
  end: number,
  right: string,
  otherStart: number,
  otherEnd: number,
): number {
  const length = Math.min(end - start, otherEnd - otherStart);
  for (let k = 0; k < length; k++) {
    const difference = left.charCodeAt(start + k) - right.charCodeAt(otherStart + k);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return Math.sign(end - start - (otherEnd - otherStart));
}

function endOfRun(text: string, start: number, ofDigits: boolean): number {
  let end = start + 1;
  while (end < text.length && isDigit(text.charCodeAt(end)) === ofDigits) end++;
  return end;
}

function skipZeros(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && text.charCodeAt(i) === 48) i++;
  return i;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
