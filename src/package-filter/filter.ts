// Which packages a filter hides. Most rules look at a package's name and version alone, so a package
// is read only where a rule about its time of release has to decide: what is hidden by name may be
// broken, and is often hidden for that.

import { Requirement } from "../version/requirement.ts";
import type { Version } from "../version/version.ts";
import { VersionedObject } from "../version/versioned-object.ts";
import { globPattern } from "./glob.ts";
import { regexPattern } from "./regex.ts";

export interface FilterData {
  readonly excludes: readonly FamilyRulesData[];
  readonly includes: readonly FamilyRulesData[];
}

export interface FamilyRulesData {
  /** null: the rules may match any family. */
  readonly family: string | null;
  readonly rules: readonly RuleData[];
}

export type RuleData =
  | { readonly type: "glob"; readonly pattern: string }
  | { readonly type: "regex"; readonly pattern: string }
  | { readonly type: "range"; readonly requirement: string }
  | {
      readonly type: "timestamp";
      readonly timestamp: number;
      /** Matches what was released later. */
      readonly after: boolean;
      readonly matchUntimestamped: boolean;
    };

export interface Candidate {
  readonly name: string;
  readonly version: Version;
  /** "unread" until somebody had to know. */
  readonly timestamp: number | null | "unread";
}

/** "unread": the package's timestamp decides. */
export type Verdict = boolean | "unread";

export interface PackageFilter {
  excludes(candidate: Candidate): Verdict;
}

/** null when a rule has a pattern that only Python can match. */
export function packageFilter(filters: readonly FilterData[]): PackageFilter | null {
  const parsed: ParsedFilter[] = [];
  for (const { excludes, includes } of filters) {
    const [excluding, including] = [rulesByFamily(excludes), rulesByFamily(includes)];
    if (excluding === null || including === null) return null;
    parsed.push({ excluding, including });
  }
  return {
    excludes: (candidate) =>
      firstVerdict(parsed, (filter) => verdictOf(filter, qualified(candidate))),
  };
}

interface ParsedFilter {
  readonly excluding: RulesByFamily;
  readonly including: RulesByFamily;
}

type RulesByFamily = ReadonlyMap<string | null, readonly Rule[]>;

type Rule = (candidate: QualifiedCandidate) => Verdict;

interface QualifiedCandidate extends Candidate {
  readonly qualifiedName: string;
}

/** Hidden by an exclusion, unless an inclusion matches: those of the family, then those of any. */
function verdictOf({ excluding, including }: ParsedFilter, candidate: QualifiedCandidate): Verdict {
  const excluded = matches(excluding, candidate);
  if (excluded !== true) return excluded;
  const included = matches(including, candidate);
  return included === "unread" ? "unread" : !included;
}

function matches(byFamily: RulesByFamily, candidate: QualifiedCandidate): Verdict {
  return firstVerdict([candidate.name, null], (family) =>
    firstVerdict(byFamily.get(family) ?? [], (rule) => rule(candidate)),
  );
}

/** The first that is not false; nothing after "unread" is asked, as it may not have to be. */
function firstVerdict<T>(items: readonly T[], ask: (item: T) => Verdict): Verdict {
  for (const item of items) {
    const verdict = ask(item);
    if (verdict !== false) return verdict;
  }
  return false;
}

function qualified(candidate: Candidate): QualifiedCandidate {
  const { name, version, timestamp } = candidate;
  const qualifiedName = VersionedObject.construct(name, version).toString();
  return { name, version, timestamp, qualifiedName };
}

function rulesByFamily(families: readonly FamilyRulesData[]): RulesByFamily | null {
  const byFamily = new Map<string | null, readonly Rule[]>();
  for (const { family, rules } of families) {
    const parsed = rules.map(ruleOf);
    if (parsed.includes(null)) return null;
    byFamily.set(family, parsed as Rule[]);
  }
  return byFamily;
}

function ruleOf(data: RuleData): Rule | null {
  switch (data.type) {
    case "glob":
      return patternRule(globPattern(data.pattern));
    case "regex":
      return patternRule(regexPattern(data.pattern));
    case "range": {
      const requirement = Requirement.parse(data.requirement);
      return ({ name, version }) =>
        !requirement.conflictsWith(VersionedObject.construct(name, version));
    }
    case "timestamp":
      return ({ timestamp }) => {
        if (timestamp === "unread") return "unread";
        if (!timestamp) return data.matchUntimestamped;
        return timestamp > data.timestamp === data.after;
      };
  }
}

function patternRule(pattern: RegExp | null): Rule | null {
  return pattern === null ? null : ({ qualifiedName }) => pattern.test(qualifiedName);
}
