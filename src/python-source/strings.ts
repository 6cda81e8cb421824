// String and number literals, decoded as CPython's compiler does. Bytes, \N{…} names and lone
// surrogates are declined.

import { decline } from "./decline.ts";
import { PyFloat, pyInt } from "./values.ts";

export interface StringParts {
  readonly prefix: string;
  readonly contentFrom: number;
  readonly quote: string;
}

/** The prefix (lower case) and quotes of a string literal. */
export function stringStart(text: string): StringParts {
  let at = 0;
  while (at < 3 && text[at] !== "'" && text[at] !== '"') at++;
  const prefix = text.slice(0, at).toLowerCase();
  const mark = text[at];
  if (mark === undefined || prefix.includes("b")) decline("bytes");
  const triple = mark === text[at + 1] && mark === text[at + 2];
  const quote = triple ? mark.repeat(3) : mark;
  return { prefix, contentFrom: at + quote.length, quote };
}

/** The value of a literal without replacement fields. */
export function decodeString(text: string): string {
  const { prefix, contentFrom, quote } = stringStart(text);
  const contentTo = text.length - quote.length;
  if (contentTo < contentFrom || !text.endsWith(quote)) decline("an unterminated string");
  const content = text.slice(contentFrom, contentTo);
  if (!content.includes("\\")) return content;
  if (prefix.includes("r")) {
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(content)) decline("an unterminated string");
    return content;
  }
  return decodeEscapes(content);
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

export function decodeEscapes(content: string): string {
  let result = "";
  let at = 0;
  for (;;) {
    const slash = content.indexOf("\\", at);
    if (slash < 0) return result + content.slice(at);
    result += content.slice(at, slash);
    const letter = content[slash + 1];
    if (letter === undefined) decline("an unterminated string");
    const simple = SIMPLE_ESCAPES[letter];
    at = slash + 2;
    if (simple !== undefined) {
      result += simple;
    } else if (letter >= "0" && letter <= "7") {
      const digits = /^[0-7]{1,3}/.exec(content.slice(slash + 1, slash + 4))?.[0] ?? "";
      const code = Number.parseInt(digits, 8);
      if (code > 0o377) decline("an octal escape beyond \\377");
      result += String.fromCharCode(code);
      at = slash + 1 + digits.length;
    } else if (letter === "x" || letter === "u" || letter === "U") {
      const length = letter === "x" ? 2 : letter === "u" ? 4 : 8;
      const digits = content.slice(at, at + length);
      if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) decline("a bad escape");
      const code = Number.parseInt(digits, 16);
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) decline("a bad escape");
      result += String.fromCodePoint(code);
      at += length;
    } else if (letter === "N") {
      decline("a named character");
    } else {
      // An unknown escape stays as it is written (Python warns and keeps the backslash).
      result += `\\${letter}`;
    }
  }
}

/** The value of a number literal. */
export function decodeNumber(text: string): number | bigint | PyFloat {
  if (/^(?:0+(?:_?0)*|[1-9](?:_?[0-9])*)$/.test(text)) {
    const digits = text.replaceAll("_", "");
    if (digits.length < 16) return Number(digits);
    if (digits.length > 4000) decline("a very long int");
    return pyInt(BigInt(digits));
  }
  if (/^0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)$/.test(text)) {
    return pyInt(BigInt(text.replaceAll("_", "")));
  }
  const digits = "[0-9](?:_?[0-9])*";
  const float = new RegExp(
    `^(?:(?:${digits})?\\.${digits}|${digits}\\.|${digits}(?=[eE]))(?:[eE][-+]?${digits})?$`,
  );
  if (float.test(text)) return new PyFloat(Number(text.replaceAll("_", "")));
  return decline(`the number ${text}`);
}
