// The methods of str. Case and character classes beyond ASCII depend on Python's version of
// Unicode and are declined.

import { CallArguments } from "./arguments.ts";
import { decline } from "./decline.ts";
import { pad } from "./format-spec.ts";
import { iterate } from "./items.ts";
import { MAXIMUM_SIZE } from "./operators.ts";
import { trimEnd, trimStart } from "./source-code.ts";
import { strFormat, strFormatMap } from "./str-format.ts";
import { isWide, textLength } from "./text.ts";
import { PyTuple, type PyValue } from "./values.ts";

type Method = (text: string, call: CallArguments) => PyValue;

export function callStringMethod(
  text: string,
  name: string,
  positional: readonly PyValue[],
  keywords: ReadonlyMap<string, PyValue>,
): PyValue {
  const method = METHODS.get(name) ?? decline(`str.${name}`);
  return method(text, new CallArguments(positional, keywords));
}

function ascii(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : decline("characters beyond ASCII");
}

function noArguments(action: (text: string) => PyValue): Method {
  return (text, call) => {
    call.expect(0, 0);
    return action(text);
  };
}

/** `strip` and its like: white space, or the characters of the argument. */
function strip(fromStart: boolean, fromEnd: boolean): Method {
  return (text, call) => {
    call.expect(0, 1);
    const chars = call.get(0);
    if (chars === undefined || chars === null) {
      const started = fromStart ? trimStart(text) : text;
      return fromEnd ? trimEnd(started) : started;
    }
    if (typeof chars !== "string" || isWide(chars) || isWide(text)) decline("characters to strip");
    let from = 0;
    let to = text.length;
    if (fromStart) while (from < to && chars.includes(text[from] as string)) from++;
    if (fromEnd) while (to > from && chars.includes(text[to - 1] as string)) to--;
    return text.slice(from, to);
  };
}

function whole(call: CallArguments, index: number, name: string, byDefault: PyValue): PyValue {
  const value = call.get(index) ?? call.keywords.get(name);
  if (call.get(index) === null || call.keywords.get(name) === null) return null;
  return value === undefined ? byDefault : value;
}

function limit(call: CallArguments): number {
  const value = whole(call, 1, "maxsplit", -1);
  if (typeof value !== "number") decline("a maxsplit");
  return value < 0 ? Number.POSITIVE_INFINITY : value;
}

const split: Method = (text, call) => {
  call.expect(0, 2, "sep", "maxsplit");
  const separator = whole(call, 0, "sep", null);
  const most = limit(call);
  if (separator === null) return splitSpace(text, most);
  if (typeof separator !== "string" || separator === "") decline("a separator");
  const parts = text.split(separator);
  if (parts.length - 1 <= most) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
};

function splitSpace(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = trimStart(text);
  while (rest !== "") {
    if (parts.length >= most) {
      parts.push(rest);
      break;
    }
    let to = 0;
    while (to < rest.length && trimStart(rest[to] as string) !== "") to++;
    parts.push(rest.slice(0, to));
    rest = trimStart(rest.slice(to));
  }
  return parts;
}

const rsplit: Method = (text, call) => {
  call.expect(0, 2, "sep", "maxsplit");
  const separator = whole(call, 0, "sep", null);
  const most = limit(call);
  if (separator === null) {
    return Number.isFinite(most) ? decline("rsplit at white space") : splitSpace(text, most);
  }
  if (typeof separator !== "string" || separator === "") decline("a separator");
  const parts: string[] = [];
  let rest = text;
  while (parts.length < most) {
    const at = rest.length < separator.length ? -1 : rest.lastIndexOf(separator);
    if (at < 0) break;
    parts.unshift(rest.slice(at + separator.length));
    rest = rest.slice(0, at);
  }
  return [rest, ...parts];
};

function partition(fromEnd: boolean): Method {
  return (text, call) => {
    call.expect(1, 1);
    const separator = call.text(0);
    if (separator === "") decline("an empty separator");
    const at = fromEnd ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) return new PyTuple(fromEnd ? ["", "", text] : [text, "", ""]);
    return new PyTuple([text.slice(0, at), separator, text.slice(at + separator.length)]);
  };
}

function affix(test: (text: string, part: string) => boolean): Method {
  return (text, call) => {
    call.expect(1, 1);
    const parts = call.at(0);
    const list = parts instanceof PyTuple ? parts.items : [parts];
    return list.some((part) => test(text, typeof part === "string" ? part : decline("a part")));
  };
}

function find(search: (text: string, part: string) => number, mayMiss: boolean): Method {
  return (text, call) => {
    call.expect(1, 1);
    if (isWide(text)) decline("a position in a string beyond the basic plane");
    const at = search(text, call.text(0));
    return at < 0 && !mayMiss ? decline("a missing substring") : at;
  };
}

const join: Method = (text, call) => {
  call.expect(1, 1);
  const parts: string[] = [];
  let size = 0;
  for (const part of iterate(call.at(0))) {
    if (typeof part !== "string") decline("a part to join");
    parts.push(part);
    size += part.length + text.length;
    if (size > MAXIMUM_SIZE) decline("a very long string");
  }
  return parts.join(text);
};

const replace: Method = (text, call) => {
  call.expect(2, 3);
  const old = call.text(0);
  const by = call.text(1);
  const most = call.get(2) === undefined ? -1 : call.int(2);
  if (old === "") decline("replacing an empty string");
  const parts = text.split(old);
  if (parts.length * by.length > MAXIMUM_SIZE) decline("a very long string");
  if (most < 0 || parts.length - 1 <= most) return parts.join(by);
  return parts.slice(0, most + 1).join(by) + old + parts.slice(most + 1).join(old);
};

function title(text: string): string {
  return ascii(text).replace(
    /[A-Za-z]+/g,
    (word) => (word[0] as string).toUpperCase() + word.slice(1).toLowerCase(),
  );
}

function padded(align: string): Method {
  return (text, call) => {
    call.expect(1, 2);
    const fill = call.get(1) === undefined ? " " : call.text(1);
    if (fill.length !== 1 || call.int(0) > MAXIMUM_SIZE) decline("a padding");
    return pad(text, call.int(0), align, fill);
  };
}

/** An odd space goes to the left only if the width is odd too. */
const center: Method = (text, call) => {
  call.expect(1, 2);
  const fill = call.get(1) === undefined ? " " : call.text(1);
  const width = call.int(0);
  if (fill.length !== 1 || width > MAXIMUM_SIZE) decline("a padding");
  const missing = Math.max(0, width - textLength(text));
  const before = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(before) + text + fill.repeat(missing - before);
};

const zfill: Method = (text, call) => {
  call.expect(1, 1);
  if (call.int(0) > MAXIMUM_SIZE) decline("a padding");
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  return sign + pad(text.slice(sign.length), call.int(0) - sign.length, ">", "0");
};

const splitLines: Method = (text, call) => {
  call.expect(0, 0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: line ends to Python
  if (/[\v\f\x1c-\x1e\x85\u2028\u2029]/.test(text)) decline("unusual line ends");
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
};

function count(text: string, part: string): number {
  return part === "" ? decline("counting an empty string") : text.split(part).length - 1;
}

const METHODS = new Map<string, Method>([
  ["center", center],
  ["capitalize", noArguments((t) => ascii(t).slice(0, 1).toUpperCase() + t.slice(1).toLowerCase())],
  ["count", find(count, true)],
  ["endswith", affix((text, part) => text.endsWith(part))],
  ["find", find((text, part) => text.indexOf(part), true)],
  ["format", (text, call) => strFormat(text, call)],
  ["format_map", (text, call) => strFormatMap(text, call)],
  ["index", find((text, part) => text.indexOf(part), false)],
  ["isalnum", noArguments((text) => /^[A-Za-z0-9]+$/.test(ascii(text)))],
  ["isalpha", noArguments((text) => /^[A-Za-z]+$/.test(ascii(text)))],
  ["isdecimal", noArguments((text) => /^[0-9]+$/.test(ascii(text)))],
  ["isdigit", noArguments((text) => /^[0-9]+$/.test(ascii(text)))],
  ["isidentifier", noArguments((text) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(ascii(text)))],
  ["islower", noArguments((text) => /[a-z]/.test(ascii(text)) && !/[A-Z]/.test(text))],
  ["isnumeric", noArguments((text) => /^[0-9]+$/.test(ascii(text)))],
  ["isspace", noArguments((text) => text !== "" && trimStart(ascii(text)) === "")],
  ["isupper", noArguments((text) => /[A-Z]/.test(ascii(text)) && !/[a-z]/.test(text))],
  ["join", join],
  ["ljust", padded("<")],
  ["lower", noArguments((text) => ascii(text).toLowerCase())],
  ["lstrip", strip(true, false)],
  ["partition", partition(false)],
  ["replace", replace],
  ["rfind", find((text, part) => text.lastIndexOf(part), true)],
  ["rindex", find((text, part) => text.lastIndexOf(part), false)],
  ["rjust", padded(">")],
  ["rpartition", partition(true)],
  ["rsplit", rsplit],
  ["rstrip", strip(false, true)],
  ["split", split],
  ["splitlines", splitLines],
  ["startswith", affix((text, part) => text.startsWith(part))],
  ["strip", strip(true, true)],
  ["title", noArguments(title)],
  ["upper", noArguments((text) => ascii(text).toUpperCase())],
  ["zfill", zfill],
]);
