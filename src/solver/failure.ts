// Why a phase of the search failed: as data, and in rez's words.

import { VersionRange } from "../version/range.ts";
import { Requirement } from "../version/requirement.ts";
import type { Version } from "../version/version.ts";
import { VersionedObject } from "../version/versioned-object.ts";
import type { IndexedVariant } from "./family.ts";

export interface DependencyConflict {
  readonly dependency: Requirement;
  readonly conflictingRequest: Requirement;
}

/** A variant that was removed, and the two requirements that cannot both hold. */
export interface Reduction {
  readonly name: string;
  readonly version: Version;
  readonly variantIndex: number | null;
  readonly dependency: Requirement;
  readonly conflictingRequest: Requirement;
}

export type FailureReason =
  | { readonly kind: "DependencyConflicts"; readonly conflicts: readonly DependencyConflict[] }
  | { readonly kind: "TotalReduction"; readonly reductions: readonly Reduction[] }
  | { readonly kind: "Cycle"; readonly packages: readonly VersionedObject[] };

export function dependencyConflict(
  dependency: Requirement,
  conflictingRequest: Requirement,
): FailureReason {
  return { kind: "DependencyConflicts", conflicts: [{ dependency, conflictingRequest }] };
}

/** Every variant of a package was ruled out by one request. Most failures are never looked at. */
export function totalReduction(
  variants: readonly IndexedVariant[],
  conflictingRequest: () => Requirement,
): FailureReason {
  let reductions: readonly Reduction[] | undefined;
  return {
    kind: "TotalReduction",
    get reductions() {
      reductions ??= variants.map((variant) => ({
        name: variant.family.name,
        version: variant.version,
        variantIndex: variant.index,
        dependency: variant.requires.get(conflictingRequest().name)!,
        conflictingRequest: conflictingRequest(),
      }));
      return reductions;
    },
  };
}

/** The requirements that took part, in rez's order and with its repetitions. */
export function involvedRequirements(reason: FailureReason): Requirement[] {
  switch (reason.kind) {
    case "DependencyConflicts":
      return reason.conflicts.flatMap((each) => [each.dependency, each.conflictingRequest]);
    case "TotalReduction":
      return reason.reductions.flatMap((each) => [
        startingWith(each.name, each.version),
        each.dependency,
        each.conflictingRequest,
      ]);
    case "Cycle":
      return reason.packages.map(({ name, version }) => startingWith(name, version));
  }
}

/** As rez has it: everything that begins with the version. rez fails where there is none. */
function startingWith(name: string, version: Version): Requirement {
  return Requirement.construct(name, version.isEmpty ? null : VersionRange.fromVersion(version));
}

/** `foo-1.0[2]`. */
export function reducedVariant(reduction: Reduction): string {
  const name = VersionedObject.construct(reduction.name, reduction.version);
  return `${name}[${reduction.variantIndex ?? ""}]`;
}

export function describeReason(reason: FailureReason | null): string {
  if (reason === null) return "Solver failed with unknown reason.";
  switch (reason.kind) {
    case "DependencyConflicts":
      return `The following package conflicts occurred: ${reasonText(reason)}`;
    case "TotalReduction":
      return `A package was completely reduced: ${reasonText(reason)}`;
    case "Cycle":
      return `A cyclic dependency was detected: ${reasonText(reason)}`;
  }
}

/** rez's `str()` of the reason. */
function reasonText(reason: FailureReason): string {
  switch (reason.kind) {
    case "DependencyConflicts":
      return reason.conflicts
        .map((each) => `(${each.dependency} <--!--> ${each.conflictingRequest})`)
        .join(" ");
    case "TotalReduction":
      return reason.reductions
        .map((each) => {
          const clash = `(dep(${each.dependency}) <--!--> ${each.conflictingRequest})`;
          return `(${reducedVariant(each)} ${clash})`;
        })
        .join(" ");
    case "Cycle":
      return [...reason.packages, ...reason.packages.slice(0, 1)].join(" --> ");
  }
}
