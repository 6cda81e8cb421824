// package.py: text to data. The evaluator takes what it can give exactly as CPython does; all else,
// errors included, is Python's, so that messages and tracebacks are the real ones.

import { spanned } from "../profile.ts";
import { Declined } from "../python-source/decline.ts";
import { evaluateModule, isPlainModule } from "../python-source/module.ts";
import { type Tagged, toTagged } from "../python-source/tagged.ts";
import { parserIsWarm } from "../python-source/tree.ts";
import type { Attributes } from "./definition.ts";
import type { DefinitionHost } from "./host.ts";

export interface PythonData {
  readonly data: Attributes;
  readonly evaluatedBy: "evaluator" | "host";
}

/** Throws what the host does: a `ResourceError` with the file, the line and Python's own words. */
export async function loadPython(
  bytes: Uint8Array,
  path: string,
  host: DefinitionHost,
): Promise<PythonData> {
  const source = decodePython(bytes);
  const data = source === null ? null : spanned("evaluate", path, () => evaluate(source, path));
  return data ? { data, evaluatedBy: "evaluator" } : loadInHost(bytes, path, host);
}

/** The same, where what Python alone knows has a say. */
export async function loadInHost(
  bytes: Uint8Array,
  path: string,
  host: DefinitionHost,
): Promise<PythonData> {
  const source = decodePython(bytes);
  return { data: (await host.evaluateDefinition({ path, source })).data, evaluatedBy: "host" };
}

/** Whether reading it takes longer than somebody may be kept waiting by work that nobody waits for. */
export function isSlowToRead(bytes: Uint8Array): boolean {
  if (parserIsWarm()) return false;
  const source = decodePython(bytes);
  return source !== null && !isPlainModule(source);
}

function evaluate(source: string, path: string): Attributes | null {
  try {
    const data: { [name: string]: Tagged } = {};
    for (const [name, value] of evaluateModule(source, { filename: path })) {
      data[name] = toTagged(value);
    }
    return data;
  } catch (error) {
    if (error instanceof Declined) return null;
    throw error;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The text as Python's compiler sees it; null when its encoding is one that only Python knows. */
function decodePython(bytes: Uint8Array): string | null {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return null;
  }
  if (text.includes("\0")) return null;
  const encoding = declaredEncoding(text);
  // Beside a byte order mark, Python takes no other spelling.
  const isKnown = hasByteOrderMark(bytes) ? /^utf-8$/i : /^utf-?8$/i;
  if (encoding !== null && !isKnown.test(encoding)) return null;
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** PEP 263: a comment in the first line, or in the second when the first is blank or a comment. */
function declaredEncoding(text: string): string | null {
  if (!text.includes("coding")) return null;
  const [first = "", second = ""] = text.split(/\r\n?|\n/, 2);
  const lines = /^[ \t\f]*(?:#|$)/.test(first) ? [first, second] : [first];
  for (const line of lines) {
    const match = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line);
    if (match) return (match[1] ?? "").replaceAll("_", "-");
  }
  return null;
}
