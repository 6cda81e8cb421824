// Requests such as `python-2.*`: rez replaces the wildcards by the latest version there is when a
// package is made. `*` stands for one token, `**` for all the rest, at the end of a version only.

import { reprString } from "../definition/python-text.ts";
import { VersionError } from "../version/errors.ts";
import { Requirement } from "../version/requirement.ts";
import type { Version } from "../version/version.ts";

/** The latest version of a family within a range, null when there is none. */
export type Latest = (name: string, range: string) => Promise<Version | null>;

/** The request without wildcards; a text without any stays as it is. Throws for what is none then. */
export async function expandRequirement(text: string, latest: Latest): Promise<string> {
  if (!text.includes("*")) return text;
  const [, name = "", range = ""] = /^([!~]?[^-@#=<>*]*)(.*)$/s.exec(text) ?? [];
  const family = name.replace(/^[!~]/, "");
  let expanded = "";
  let end = 0;
  for (const match of range.matchAll(/[A-Za-z0-9_*]+(?:[.-][A-Za-z0-9_*]+)*/g)) {
    const version = match[0].includes("*")
      ? await expandVersion(match[0], family, latest)
      : match[0];
    expanded += range.slice(end, match.index) + version;
    end = match.index + match[0].length;
  }
  expanded += range.slice(end);
  const isNothing = /^[-@#]$/.test(expanded);
  // As in rez: only what is required weakly, if it is there at all, can be required so.
  if (isNothing && !name.startsWith("~")) {
    throw new VersionError(`there is no version of ${reprString(family)} to expand it to`);
  }
  return Requirement.parse(isNothing ? name : name + expanded).toString();
}

/** What is no wildcard at the end of a version stays, and is then refused as part of one. */
async function expandVersion(text: string, name: string, latest: Latest): Promise<string> {
  const tokens = text.split(/[.-]/);
  const first = tokens.findIndex((token) => token === "*" || token === "**");
  const wildcards = tokens.slice(first);
  const isWhole = wildcards.length === 1 && wildcards[0] === "**";
  if (first < 0 || !(isWhole || wildcards.every((token) => token === "*"))) return text;
  const given = tokens.slice(0, first).join(".").length;
  const prefix = text.slice(0, given);
  const version = await latest(name, prefix);
  if (version === null) return prefix;
  return (isWhole ? version : version.trim(tokens.length)).toString();
}
