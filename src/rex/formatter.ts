// rez's NamespaceFormatter: "{root}/bin" and "{resolve.maya.version}" become text, "$VAR" becomes
// "${VAR}" and stays for the shell. Text that cannot be formatted is used as it was written, which
// is how "{not a field}" survives; so a failure here is an ordinary result, not an error.

/** A field that is not there or a malformed one (Python's KeyError and ValueError). */
export class FormatFailure extends Error {}

/** How fields are looked up; everything else that goes wrong there is thrown as it is. */
export interface FormatFields<Value> {
  /** Throws `FormatFailure` for a name that is not bound. */
  lookup(name: string): Value;
  attribute(value: Value, name: string): Value;
  /** Throws `FormatFailure` where Python raises KeyError. */
  item(value: Value, key: string | number): Value;
  /** The text of a string or an escaped string, which is formatted in turn; null for the rest. */
  textOf(value: Value): string | null;
  convert(value: Value, conversion: string): Value;
  /** format(value, specification); a string arrives with `text`, already formatted. */
  format(value: Value, text: string | null, specification: string): string;
  /** What Python raises for fields such as "{}" and "{0}": there are no positional arguments. */
  noArguments(index: number): never;
  tooDeep(): never;
}

// The second form stops after the letters: rez turns "$F4" into "${F}4" (its pattern is lazy).
const REFERENCE = /\$\{([^{}]+?)\}|\$([a-zA-Z_]+)/g;
const DEPTH_LIMIT = 200;

/** `reference`: what refers to a variable in the text itself; fields keep to the general form. */
export function formatText<Value>(
  text: string,
  fields: FormatFields<Value>,
  reference: RegExp = REFERENCE,
): string {
  return formatNested(text, fields, 0, reference);
}

function formatNested<Value>(
  text: string,
  fields: FormatFields<Value>,
  depth: number,
  reference: RegExp = REFERENCE,
): string {
  if (depth > DEPTH_LIMIT) fields.tooDeep();
  const protectedText = text.includes("$")
    ? text.replace(reference, (...match) => `\${{${namedIn(match)}}}`)
    : text;
  return expandFields(protectedText, fields, depth, 2);
}

/** The name in a match, which stands in the one group that took part. */
export function namedIn(match: readonly unknown[]): string {
  return String(match.slice(1).find((group) => group !== undefined));
}

function expandFields<Value>(
  text: string,
  fields: FormatFields<Value>,
  depth: number,
  specificationDepth: number,
): string {
  if (specificationDepth < 0) throw new FormatFailure("Max string recursion exceeded");
  if (!text.includes("{") && !text.includes("}")) return text;
  let result = "";
  let at = 0;
  while (at < text.length) {
    const brace = nextBrace(text, at);
    if (brace < 0) return result + text.slice(at);
    result += text.slice(at, brace);
    const character = text[brace]!;
    if (text[brace + 1] === character) {
      result += character;
      at = brace + 2;
      continue;
    }
    if (character === "}" || brace + 1 === text.length) {
      throw new FormatFailure(`Single '${character}' encountered in format string`);
    }
    const field = parseField(text, brace + 1);
    at = field.end;
    let value = resolve(field.name, fields);
    if (field.conversion !== null) value = fields.convert(value, field.conversion);
    const specification = expandFields(field.specification, fields, depth, specificationDepth - 1);
    const inner = fields.textOf(value);
    const formatted = inner === null ? null : formatNested(inner, fields, depth + 1);
    result +=
      formatted !== null && specification === ""
        ? formatted
        : fields.format(value, formatted, specification);
  }
  return result;
}

function nextBrace(text: string, from: number): number {
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x7b || code === 0x7d) return index;
  }
  return -1;
}

interface Field {
  readonly name: string;
  readonly conversion: string | null;
  readonly specification: string;
  readonly end: number;
}

function parseField(text: string, start: number): Field {
  let at = start;
  let stop = "";
  while (at < text.length && stop === "") {
    const character = text[at]!;
    at += 1;
    if (character === "{") throw new FormatFailure("unexpected '{' in field name");
    if (character === "[") {
      while (at < text.length && text[at] !== "]") at += 1;
    } else if (character === "}" || character === ":" || character === "!") stop = character;
  }
  if (stop === "") throw new FormatFailure("expected '}' before end of string");
  const name = text.slice(start, at - 1);
  if (stop === "}") return { name, conversion: null, specification: "", end: at };

  let conversion: string | null = null;
  if (stop === "!") {
    const character = text.codePointAt(at);
    if (character === undefined) throw new FormatFailure("end of string in conversion");
    conversion = String.fromCodePoint(character);
    at += conversion.length;
    if (at < text.length) {
      const next = text[at]!;
      at += 1;
      if (next === "}") return { name, conversion, specification: "", end: at };
      if (next !== ":") throw new FormatFailure("expected ':' after conversion specifier");
    }
  }
  const specificationStart = at;
  let open = 1;
  while (at < text.length) {
    const character = text[at]!;
    at += 1;
    if (character === "{") open += 1;
    else if (character === "}") open -= 1;
    if (open === 0) {
      return { name, conversion, specification: text.slice(specificationStart, at - 1), end: at };
    }
  }
  throw new FormatFailure("unmatched '{' in format spec");
}

function resolve<Value>(name: string, fields: FormatFields<Value>): Value {
  if (name === "") fields.noArguments(0);
  let at = name.search(/[.[]/);
  const first = at < 0 ? name : name.slice(0, at);
  if (first === "") throw new FormatFailure("zero length field name in format");
  if (isInteger(first)) fields.noArguments(Number(first));
  let value = fields.lookup(first);
  while (at >= 0 && at < name.length) {
    const character = name[at];
    if (character === ".") {
      const rest = name.slice(at + 1).search(/[.[]/);
      const end = rest < 0 ? name.length : at + 1 + rest;
      const attribute = name.slice(at + 1, end);
      if (attribute === "") throw new FormatFailure("Empty attribute in format string");
      value = fields.attribute(value, attribute);
      at = end;
    } else if (character === "[") {
      const end = name.indexOf("]", at + 1);
      if (end < 0) throw new FormatFailure("Missing ']' in format string");
      const key = name.slice(at + 1, end);
      if (key === "") throw new FormatFailure("Empty attribute in format string");
      value = fields.item(value, isInteger(key) ? Number(key) : key);
      at = end + 1;
    } else throw new FormatFailure("Only '.' or '[' may follow ']' in format field specifier");
  }
  return value;
}

function isInteger(text: string): boolean {
  return /^[0-9]+$/.test(text);
}
