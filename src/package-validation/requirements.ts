// Requirements that no repository can fulfil, and variants that no resolve can choose.

import { isBoundSource } from "../definition/bound-functions.ts";
import type { PackageDefinition } from "../definition/definition.ts";
import { parsePackageRequest } from "../definition/request.ts";
import type { Tagged } from "../python-source/tagged.ts";
import { VersionRange } from "../version/range.ts";
import { Requirement } from "../version/requirement.ts";
import { RequirementList } from "../version/requirement-list.ts";
import { Version } from "../version/version.ts";
import { error, type Finding, warning } from "./finding.ts";

/** The versions of a family that repositories have, null where none has the family. */
export type VersionsOf = (name: string) => Promise<readonly Version[] | null>;

/** What is needed to use a package is an error to lack; what only a build needs may be elsewhere. */
const LISTS = [
  ["requires", error],
  ["build_requires", warning],
  ["private_build_requires", warning],
] as const;

export async function checkRequirements(
  definition: PackageDefinition,
  versionsOf: VersionsOf,
): Promise<readonly Finding[]> {
  const { validAttributes } = definition;
  const requires = requestsIn(validAttributes.requires);
  const variants = variantsIn(validAttributes.variants);
  const findings: Finding[] = [];
  for (const [key, severity] of LISTS) {
    for (const request of requestsIn(validAttributes[key])) {
      const missing = await lack(request, versionsOf);
      if (missing === null) continue;
      findings.push((request.weak ? warning : severity)(key, missing, request.name));
    }
  }
  for (const [index, requests] of variants.entries()) {
    for (const request of requests) {
      const missing = await lack(request, versionsOf);
      if (missing === null) continue;
      const severity = request.weak ? warning : error;
      findings.push(severity("variants", `variant ${index} ${missing}`, request.text));
    }
  }
  return [...findings, ...checkChoice(definition, requires, variants)];
}

async function lack(request: Requirement, versionsOf: VersionsOf): Promise<string | null> {
  // A weak requirement is a conflict with all versions that it does not name.
  if ((request.conflict && !request.weak) || request.isEphemeral) return null;
  const verb = request.weak ? "mentions" : "requires";
  const versions = await versionsOf(request.name);
  if (versions === null) {
    return `${verb} '${request}', and no repository has a package '${request.name}'`;
  }
  const { range } = request;
  const fits = (version: Version) => range?.contains(version) !== request.weak;
  if (range === null || versions.some(fits)) return null;
  const known = versions.toSorted((left, right) => right.compareTo(left)).map(String);
  const shown = `${known.slice(0, 5).join(", ")}${known.length > 5 ? ", ..." : ""}`;
  return `${verb} '${request}', and no repository has such a version (there are ${shown || "none"})`;
}

function checkChoice(
  { name, version }: PackageDefinition,
  requires: readonly Requirement[],
  variants: readonly (readonly Requirement[])[],
): Finding[] {
  const own = Requirement.construct(name, version === "" ? null : exactly(version));
  const general = conflictIn([own, ...requires]);
  if (general !== null) {
    return [error("requires", `the package can never be chosen: ${general.text}`, general.near)];
  }
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  for (const [index, requests] of variants.entries()) {
    const key = JSON.stringify(requests.map(String).toSorted());
    const first = seen.get(key);
    if (first !== undefined) {
      const what = requests.length === 0 ? "nothing" : requests.join(", ");
      findings.push(error("variants", `variants ${first} and ${index} require the same: ${what}`));
      continue;
    }
    seen.set(key, index);
    const conflict = conflictIn([own, ...requires, ...requests]);
    if (conflict === null) continue;
    const message = `variant ${index} can never be chosen: ${conflict.text}`;
    findings.push(error("variants", message, conflict.near));
  }
  return findings;
}

function exactly(version: string): VersionRange {
  return VersionRange.fromVersion(Version.parse(version), "==");
}

function conflictIn(requirements: readonly Requirement[]): {
  readonly text: string;
  readonly near: string;
} | null {
  const { conflict } = RequirementList.of(requirements);
  if (conflict === null) return null;
  const [left, right] = conflict;
  return { text: `'${left}' and '${right}' cannot both hold`, near: right.text };
}

function requestsIn(value: Tagged | undefined): readonly Requirement[] {
  if (!Array.isArray(value) || isBoundSource(value)) return [];
  return (value as readonly string[]).map(parsePackageRequest);
}

function variantsIn(value: Tagged | undefined): readonly (readonly Requirement[])[] {
  return Array.isArray(value) ? (value as readonly Tagged[]).map(requestsIn) : [];
}
