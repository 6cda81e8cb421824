// rez-1 commands, a list of shell lines, converted to rex code. The code is package data that users
// print and diff, so the text equals rez's conversion to the character.

import { reprString, splitWords, strip } from "./python-text.ts";

const EXPANSIONS: readonly (readonly [string, string])[] = [
  ["!VERSION!", "{version}"],
  ["!MAJOR_VERSION!", "{version.major}"],
  ["!MINOR_VERSION!", "{version.minor}"],
  ["!BASE!", "{base}"],
  ["!ROOT!", "{root}"],
  ["!USER!", "{system.user}"],
];

/**
 * Rex code for old-style `commands`. `separators` is the setting `env_var_separators`; with
 * `annotate`, each line follows a comment of what it was.
 */
export function convertOldCommands(
  commands: readonly string[],
  separators: { readonly [variable: string]: string },
  { annotate = true } = {},
): string {
  const lines: string[] = [];
  for (const original of commands) {
    if (annotate) lines.push(`comment(${encode(`OLD COMMAND: ${original}`)})`);
    let command = original;
    for (const [old, current] of EXPANSIONS) command = command.replaceAll(old, current);
    lines.push(convert(command, separators) ?? `command(${encode(command)})`);
  }
  return lines.join("\n");
}

/** Null when the line is not of the expected form: rez then runs it as a shell command. */
function convert(
  command: string,
  separators: { readonly [variable: string]: string },
): string | null {
  const word = splitWords(command)[0];
  if (word === undefined) return null;
  if (word === "export") return convertExport(command, separators);
  if (word.startsWith("#")) return `comment(${encode(splitWords(command).slice(1).join(" "))})`;
  if (word === "alias") return convertAlias(command);
  return null;
}

function convertExport(
  command: string,
  separators: { readonly [variable: string]: string },
): string | null {
  const space = command.indexOf(" ");
  const assignment = space < 0 ? "" : command.slice(space + 1);
  const equals = assignment.indexOf("=");
  if (equals < 0) return null;
  const variable = assignment.slice(0, equals);
  let value = unquoted(assignment.slice(equals + 1));

  const separator = Object.hasOwn(separators, variable) ? (separators[variable] ?? ":") : ":";
  if (variable === "CMAKE_MODULE_PATH") {
    value = value.replaceAll(`'${separator}'`, separator).replaceAll(`"${separator}"`, separator);
    value = value.replaceAll(":", separator);
  }
  const parts = value.split(separator).filter((part) => part !== "");
  if (parts.length > 1) {
    let index = parts.indexOf(`$${variable}`);
    if (index < 0) index = parts.indexOf(`\${${variable}}`);
    if (index === 0) {
      return `appendenv('${variable}', ${encode(parts.slice(1).join(separator))})`;
    }
    if (index === parts.length - 1) {
      return `prependenv('${variable}', ${encode(parts.slice(0, -1).join(separator))})`;
    }
  }
  return `setenv('${variable}', ${encode(value)})`;
}

function convertAlias(command: string): string | null {
  const match = /alias ([^\n]*?)=([^\n]*)/.exec(command);
  if (!match) return null;
  let value = strip(match[2] ?? "");
  if (isBetween(value, '"') || isBetween(value, "'")) value = value.slice(1, -1);
  return `alias('${strip(match[1] ?? "")}', ${encode(value)})`;
}

function unquoted(value: string): string {
  for (const quote of ['"', "'"]) if (isBetween(value, quote)) return value.slice(1, -1);
  return value;
}

function isBetween(value: string, quote: string): boolean {
  return value.startsWith(quote) && value.endsWith(quote);
}

/** Python source of the text, where `\"` outside of unescaped double quotes became `"`. */
function encode(text: string): string {
  let out = "";
  let end = 0;
  for (const match of text.matchAll(/(?<!\\)"([^\n]*?)(?<!\\)"/g)) {
    out += text.slice(end, match.index).replaceAll('\\"', '"') + match[0];
    end = match.index + match[0].length;
  }
  return reprString(out + text.slice(end).replaceAll('\\"', '"'));
}
