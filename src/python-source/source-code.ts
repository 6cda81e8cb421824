// The text of a function's body as rez keeps it (rez.utils.sourcecode.SourceCode): what inspect
// finds of the function, without decorators and signature, dedented, its comments aligned.

import { decline } from "./decline.ts";
import type { FunctionDefinition } from "./syntax.ts";

/** `source` is the whole file. Declines a signature or decorator of several lines: rez counts one
 * line for each. */
export function bodySource(source: string, definition: FunctionDefinition): string {
  const start = source.lastIndexOf("\n", definition.from - 1) + 1;
  const headTo = source.indexOf("\n", definition.bodyFrom);
  const head = headTo < 0 ? decline("a function of one line") : source.slice(start, headTo);
  if (head.split("\n").length !== definition.decorators.length + 1) {
    decline("a function's head of several lines");
  }
  const afterColon = source.slice(definition.bodyFrom + 1, headTo);
  if (!/^[ \t]*(?:#.*)?$/.test(afterColon)) decline("a function of one line");

  const lines = source.slice(headTo + 1).split("\n");
  // The grammar ends a body before the comments that follow it; inspect takes those that are
  // indented at least as far as the body.
  const statementsTo = definition.to - (headTo + 1);
  let count = source
    .slice(headTo + 1, headTo + 1 + statementsTo)
    .trimEnd()
    .split("\n").length;
  const column = bodyColumn(lines.slice(0, count));
  for (let at = count; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const indentation = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (indentation === line.length) continue;
    if (line[indentation] !== "#") break;
    if (indentation >= column) count = at + 1;
  }
  const code = dedent(`${lines.slice(0, count).join("\n")}\n`);
  return dedent(trimEnd(alignComments(code)));
}

/** The column of the body's first statement. */
function bodyColumn(lines: readonly string[]): number {
  for (const line of lines) {
    const indentation = /^[ \t]*/.exec(line)?.[0] ?? "";
    const first = line[indentation.length];
    if (first !== undefined && first !== "#") {
      return indentation.length;
    }
  }
  return decline("a function without body");
}

/** Gives a comment at the margin the indentation of the line after it. */
function alignComments(code: string): string {
  const lines = code.split("\n");
  let next: string | null = null;
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at]!;
    if (!line.startsWith("#")) {
      next = line;
      continue;
    }
    if (next === null) decline("a comment at the end");
    lines[at] = next.slice(0, next.length - trimStart(next).length) + line;
  }
  return lines.join("\n");
}

/** Python's textwrap.dedent. */
function dedent(text: string): string {
  const normalizedText = text.replace(/^[ \t]+$/gm, "");
  let margin: string | null = null;
  for (const match of normalizedText.matchAll(/^([ \t]*)[^ \t\n]/gm)) {
    const indentation = match[1] ?? "";
    if (margin === null) {
      margin = indentation;
      continue;
    }
    let common = 0;
    while (common < margin.length && margin[common] === indentation[common]) common++;
    margin = margin.slice(0, common);
  }
  if (!margin) return normalizedText;
  const from = margin.length;
  return normalizedText
    .split("\n")
    .map((line) => (line.startsWith(margin) ? line.slice(from) : line))
    .join("\n");
}

/** rez's `indent`: every line, also those of strings and empty ones. */
export function indent(text: string): string {
  return `    ${text.replaceAll("\n", "\n    ")}`;
}

// The control characters 1c-1f are white space to Python, and U+FEFF is not.
const SPACE =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LEADING_SPACE = new RegExp(`^[${SPACE}]+`);
const TRAILING_SPACE = new RegExp(`[${SPACE}]+$`);

/** Python's str.lstrip(). */
export function trimStart(text: string): string {
  return text.replace(LEADING_SPACE, "");
}

/** Python's str.rstrip(). */
export function trimEnd(text: string): string {
  return text.replace(TRAILING_SPACE, "");
}
