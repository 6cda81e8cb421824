// An explanation in words: only here is anything put into English.

import type { Requirement } from "../version/requirement.ts";
import { VersionedObject } from "../version/versioned-object.ts";
import type { AskedRequest, Conflict, Explanation } from "./explain.ts";
import type { Fact, Facts } from "./facts.ts";
import type { Missing } from "./missing.ts";
import { listed, NOTHING_EXISTS } from "./version-names.ts";

/** More statements than these are listed line by line. */
const MOST_IN_A_SENTENCE = 4;
const MOST_STATEMENTS = 12;
const MOST_ALTERNATIVES = 5;

/** `resolved` is what a context holds that is asked about something else. */
export function explanationText(
  explanation: Explanation,
  resolved: readonly string[] = [],
): string {
  const { status, conflicts, fixes, isComplete, seconds } = explanation;
  const asked = requestsText(explanation.requests.filter(({ origin }) => origin !== "implicit"));
  if (status === "gave up") {
    return `No explanation: after ${spent(seconds)} it is not known whether ${asked || "this"} can be resolved.`;
  }
  if (status === "resolves") return possibleText(explanation, asked, resolved);
  const parts = conflicts.map((each, i) => (i === 0 ? "" : "Besides: ") + conflictText(each));
  if (conflicts.length === 0) {
    parts.push(
      `${asked} cannot be resolved. What stands against it was not found in ${spent(seconds)}.`,
    );
  }
  if (fixes.length > 0) {
    parts.push(["What would resolve it:", ...fixes.map(({ text }) => `  - ${text}`)].join("\n"));
  }
  const isMinimal = conflicts.every((each) => each.isMinimal);
  if (!isComplete && conflicts.length > 0) {
    parts.push(
      isMinimal
        ? `Not everything was tried in ${spent(seconds)}: there may be other ways.`
        : `Given up after ${spent(seconds)}: not all of this may be needed for the failure.`,
    );
  } else if (fixes.length === 0 && conflicts.length > 0) {
    parts.push("No small change of the request was found that resolves it.");
  }
  return parts.join("\n");
}

function possibleText(
  { requests, packages }: Explanation,
  asked: string,
  resolved: readonly string[],
): string {
  const question = requests.find(({ origin }) => origin === "asked")?.requirement;
  if (question === undefined) {
    return `${asked || "The request"} can be resolved: to ${listed(packages) || "nothing"}.`;
  }
  const taken = resolved
    .map((text) => VersionedObject.parse(text))
    .find(({ name }) => name === question.name);
  const holds = taken ? !question.conflictsWith(taken) : question.conflict;
  if (holds) return `${question} holds in this resolve.`;
  const added = packages.filter((each) => !resolved.includes(each));
  const removed = resolved.filter((each) => !packages.includes(each));
  const changes: string[] = [];
  if (added.length > 0) changes.push(`bring in ${listed(added)}`);
  if (removed.length > 0) changes.push(`take out ${listed(removed)}`);
  if (changes.length === 0) return `${question} can be had: asking for it changes no package.`;
  const why = taken ? `${taken} was preferred to ${question}` : `Nothing asks for ${question}`;
  return `${why}. It can be had: asking for it would ${listed(changes)}.`;
}

export function conflictText(conflict: Conflict): string {
  const sentences = [mainText(conflict)];
  for (const missing of conflict.missing) {
    const text = missingText(missing, conflict);
    if (text !== null) sentences.push(text);
  }
  return sentences.join("\n");
}

function mainText({ failed, requests, facts }: Conflict): string {
  const statements = merged(facts.facts);
  const texts = (some: readonly Fact[]) => some.map((fact) => factText(fact, facts.families));
  const asked = requestsText(requests);
  const claim = claimOf(failed, requests.length, asked);
  if (statements.length === 0) return `${claim}.`;
  if (statements.length <= MOST_IN_A_SENTENCE)
    return `${claim}: ${listed(texts(statements), ", and")}.`.replaceAll(" , and", ", and");
  const shown = texts(statements.slice(0, MOST_STATEMENTS)).map((text) => `  - ${text}`);
  const rest = statements.length - shown.length;
  return [`${claim}:`, ...shown, ...(rest > 0 ? [`  and ${rest} more`] : [])].join("\n");
}

function claimOf(failed: Conflict["failed"], count: number, asked: string): string {
  switch (failed.kind) {
    case "conflict":
      return count === 1 ? `${asked} cannot be resolved` : `${asked} cannot hold together`;
    case "cycle": {
      const packages = failed.subject.split(" ");
      const circle = [...packages, packages[0]].join(" --> ");
      return `${asked} leads in a circle, ${circle}`;
    }
    case "missing family":
      return `${asked} cannot be resolved, for no repository has a package ${failed.subject}`;
    case "missing package":
      return `${asked} cannot be resolved, for a version of ${failed.subject} is missing`;
    case "invalid package":
      return `${asked} cannot be resolved: ${failed.description.replace(/[.]$/, "")}`;
  }
}

/** What cannot be found is spoken of; in a plain conflict, only what does not exist at all. */
function missingText(missing: Missing, { failed }: Conflict): string | null {
  const { name, isFamilyMissing, isWantedThere, near, paths, hidden } = missing;
  const lines: string[] = [];
  if (isFamilyMissing) {
    if (failed.kind !== "missing family") lines.push(`No repository has a package ${name}.`);
    if (near.length > 0) lines.push(`Names close to it: ${near.join(", ")}.`);
    lines.push(`Searched: ${paths.join(", ") || "no path"}.`);
  } else if (!isWantedThere && missing.wanted.length > 0) {
    lines.push(
      missing.existing === NOTHING_EXISTS
        ? `No ${name} is visible.`
        : `No visible ${name} is ${listed(missing.wanted, "or")}: ${missing.existing}.`,
    );
  }
  if (hidden.length > 0) {
    lines.push(
      `Hidden: ${hidden.map(({ version, by }) => `${version === "" ? name : `${name}-${version}`} (${by})`).join(", ")}.`,
    );
  }
  return lines.length === 0 ? null : lines.join("\n");
}

function requestsText(requests: readonly AskedRequest[]): string {
  return listed(
    requests.map(({ requirement, origin }) =>
      origin === "implicit" ? `the implicit ${requirement}` : `${requirement}`,
    ),
  );
}

/** What the same packages require in one way is one statement. */
function merged(facts: readonly Fact[]): Fact[] {
  const result = new Map<string, Fact>();
  for (const fact of facts) {
    const isOneWay = fact.alternatives.length === 1;
    const key = `${fact.family} ${fact.versions.join(" ")} ${isOneWay || fact.alternatives.join("|")}`;
    const known = result.get(key);
    const ways = known
      ? [[...known.alternatives[0]!, ...fact.alternatives[0]!]]
      : fact.alternatives;
    result.set(key, { ...fact, alternatives: ways });
  }
  return [...result.values()];
}

function factText(fact: Fact, families: Facts["families"]): string {
  const subject = families.get(fact.family)!.named(new Set(fact.versions), true);
  return `${subject} ${predicate(fact.alternatives)}`;
}

/** "needs python-2 and pymel-2", "needs python-2 or python-3", "excludes maya-2022". */
export function predicate(alternatives: Fact["alternatives"]): string {
  const isOfNeeds = alternatives.every((way) => way.every((each) => !each.conflict));
  if (!isOfNeeds || alternatives.length === 1) return listed(alternatives.map(wayText), "or");
  const isSimple = alternatives.every((way) => way.length === 1);
  const ways = alternatives.map((way) => listed(way.map(String)) || "none of these");
  if (ways.length > MOST_ALTERNATIVES) {
    return `needs one of ${ways.slice(0, 3).join("; ")} and ${ways.length - 3} others`;
  }
  return `needs ${isSimple ? listed(ways, "or") : `either ${ways.join(", or ")}`}`;
}

/** What one variant requires. */
function wayText(requirements: readonly Requirement[]): string {
  if (requirements.length === 0) return "none of these";
  const needs = requirements.filter((each) => !each.conflict);
  const excludes = requirements.filter((each) => each.conflict && !each.weak);
  const allows = requirements.filter((each) => each.weak);
  const parts: string[] = [];
  if (needs.length > 0) parts.push(`needs ${listed(needs.map(String))}`);
  if (excludes.length > 0) parts.push(`excludes ${listed(excludes.map(positive))}`);
  for (const each of allows) parts.push(`allows no ${each.name} but ${positive(each)}`);
  return listed(parts);
}

function positive(requirement: Requirement): string {
  return requirement.text.replace(/^[!~]/, "");
}

function spent(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
