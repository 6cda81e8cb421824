// What each operation of the vector files does in the engine. The twin of
// test/vectors/operations.py; test/vectors/README.md says what the operations mean.

import { RezError } from "../../../src/errors.ts";
import { VersionRange } from "../../../src/version/range.ts";
import { Requirement } from "../../../src/version/requirement.ts";
import { RequirementList } from "../../../src/version/requirement-list.ts";
import { Version } from "../../../src/version/version.ts";
import { VersionedObject } from "../../../src/version/versioned-object.ts";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export type Answer =
  | { readonly expect: Json }
  | { readonly error: { readonly type: string; readonly message: string } };

export function answer(op: string, args: readonly Json[]): Answer {
  const operation = operations[op];
  if (operation === undefined) throw new Error(`unknown operation ${op}`);
  try {
    return { expect: operation(...args) };
  } catch (error) {
    if (!(error instanceof RezError)) throw error;
    return { error: { type: error.type, message: error.message } };
  }
}

function version(text: Json): Version {
  return text === "[INF]" ? Version.inf : Version.parse(text as string);
}

function versions(texts: Json): Version[] {
  return (texts as string[]).map(version);
}

function range(text: Json): VersionRange {
  return (typeof text === "string" ? null : madeRange(text)) ?? readRange(text);
}

/** A range made of others, where nothing is left the range of all versions; null for a text. */
function madeRange(how: Json): VersionRange | null {
  const [name = "", of = null] = Object.entries(how as object)[0] ?? [];
  if (name === "unchecked") return null;
  const [first, ...others] = (of as Json[]).map(range);
  const made =
    name === "inverse"
      ? first!.inverse()
      : name === "union"
        ? first!.union(...others)
        : first!.intersection(others[0]!);
  return made ?? VersionRange.any();
}

function readRange(text: Json): VersionRange {
  const { text: source, checked } = checkedText(text);
  return VersionRange.parse(source, { invalidBoundError: checked });
}

function requirement(text: Json): Requirement {
  const { text: source, checked } = checkedText(text);
  return Requirement.parse(source, checked);
}

function requirementList(texts: Json): RequirementList {
  return RequirementList.of((texts as Json[]).map(requirement));
}

function checkedText(text: Json): { text: string; checked: boolean } {
  if (typeof text === "string") return { text, checked: true };
  return { text: (text as { unchecked: string }).unchecked, checked: false };
}

function orNull(value: { toString(): string } | null): string | null {
  return value === null ? null : value.toString();
}

/** The order, after seeing that equality, keys and both directions agree with it. */
function compared<V extends { compareTo(other: V): number; equals(other: V): boolean }>(
  a: V,
  b: V,
): number {
  const order = a.compareTo(b);
  if (b.compareTo(a) + order !== 0 || a.equals(b) !== (order === 0)) {
    throw new Error(`the order of ${a} and ${b} contradicts itself`);
  }
  return order;
}

function describeRequirement(value: Requirement): Json {
  return {
    str: value.text,
    name: value.name,
    range: orNull(value.range),
    conflict: value.conflict,
    weak: value.weak,
  };
}

function describeList(list: RequirementList): Json {
  return {
    str: list.toString(),
    requirements: list.requirements.map(String),
    conflict: list.conflict === null ? null : list.conflict.map(String),
    names: byCodePoint([...list.names]),
    conflict_names: byCodePoint([...list.conflictNames]),
  };
}

function describeObject(value: VersionedObject): Json {
  return {
    str: value.toString(),
    name: value.name,
    version: value.version.text,
    as_exact_requirement: value.asExactRequirement(),
  };
}

/** Python's order of strings; UTF-8 has the order of code points. */
function byCodePoint(texts: string[]): string[] {
  return texts.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

const operations: { readonly [op: string]: (...args: Json[]) => Json } = {
  "version.parse": (a = null) => version(a).text,
  "version.bool": (a = null) => !version(a).isEmpty,
  "version.len": (a = null) => version(a).length,
  "version.as_tuple": (a = null) => version(a).asTuple(),
  "version.major": (a = null) => version(a).major.text,
  "version.minor": (a = null) => version(a).minor.text,
  "version.patch": (a = null) => version(a).patch.text,
  "version.next": (a = null) => version(a).next().text,
  "version.trim": (a = null, n = null) => version(a).trim(n as number).text,
  "version.trim_as_tuple": (a = null, n = null) =>
    version(a)
      .trim(n as number)
      .asTuple(),
  "version.trim_next": (a = null, n = null) =>
    version(a)
      .trim(n as number)
      .next().text,
  "version.compare": (a = null, b = null) => compared(version(a), version(b)),
  "version.same_hash": (a = null, b = null) => version(a).key === version(b).key,
  "version.sort": (a = null) =>
    versions(a)
      .sort((x, y) => x.compareTo(y))
      .map(String),
  "version.prerelease": (a = null) => version(a).prerelease,
  "version.build": (a = null) => version(a).build,
  "range.parse": (a = null) => range(a).text,
  "range.is_any": (a = null) => range(a).isAny,
  "range.lower_bounded": (a = null) => range(a).lowerBounded,
  "range.upper_bounded": (a = null) => range(a).upperBounded,
  "range.bounded": (a = null) => range(a).bounded,
  "range.len": (a = null) => range(a).bounds.length,
  "range.contains": (a = null, v = null) => range(a).contains(version(v)),
  "range.intersection": (a = null, b = null) => orNull(range(a).intersection(range(b))),
  "range.union": (a = null, b = null) => range(a).union(range(b)).text,
  "range.union_many": (a = null, others = null) =>
    range(a).union(...(others as Json[]).map(range)).text,
  "range.inverse": (a = null) => orNull(range(a).inverse()),
  "range.difference": (a = null, b = null) => orNull(range(a).difference(range(b))),
  "range.issuperset": (a = null, b = null) => range(a).issuperset(range(b)),
  "range.issubset": (a = null, b = null) => range(a).issubset(range(b)),
  "range.intersects": (a = null, b = null) => range(a).intersects(range(b)),
  "range.compare": (a = null, b = null) => compared(range(a), range(b)),
  "range.same_hash": (a = null, b = null) => range(a).equals(range(b)),
  "range.split": (a = null) => range(a).split().map(String),
  "range.span": (a = null) => range(a).span().text,
  "range.to_versions": (a = null) => range(a).toVersions()?.map(String) ?? null,
  "range.from_version": (v = null, op = null) =>
    VersionRange.fromVersion(version(v), (op as string | null) ?? undefined).text,
  "range.from_versions": (a = null) => VersionRange.fromVersions(versions(a)).text,
  "range.as_span": (low = null, high = null, lowInclusive = null, highInclusive = null) =>
    VersionRange.asSpan(
      low === null ? null : version(low),
      high === null ? null : version(high),
      lowInclusive as boolean,
      highInclusive as boolean,
    ).text,
  "requirement.parse": (a = null) => describeRequirement(requirement(a)),
  "requirement.construct": (name = null, r = null) =>
    describeRequirement(Requirement.construct(name as string, r === null ? null : range(r))),
  "requirement.equal": (a = null, b = null) => requirement(a).equals(requirement(b)),
  "requirement.merged": (a = null, b = null) => {
    const merged = requirement(a).merged(requirement(b));
    return merged === null ? null : describeRequirement(merged);
  },
  "requirement.conflicts_with": (a = null, b = null) =>
    requirement(a).conflictsWith(requirement(b)),
  "requirement.conflicts_with_object": (a = null, b = null) =>
    requirement(a).conflictsWith(VersionedObject.parse(b as string)),
  "requirement_list.of": (texts = null) => describeList(requirementList(texts)),
  "requirement_list.get": (texts = null, name = null) =>
    orNull(requirementList(texts).get(name as string)),
  "versioned_object.parse": (a = null) => describeObject(VersionedObject.parse(a as string)),
  "versioned_object.construct": (name = null, v = null) =>
    describeObject(VersionedObject.construct(name as string, v === null ? undefined : version(v))),
  "versioned_object.equal": (a = null, b = null) =>
    VersionedObject.parse(a as string).equals(VersionedObject.parse(b as string)),
};
