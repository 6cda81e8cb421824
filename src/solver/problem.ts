// The port: what the search asks about packages. Whoever runs a search implements it; the search
// reads no file, knows no filter and waits for nobody. What is not there yet becomes a question.

import type { VersionRange } from "../version/range.ts";
import type { Requirement } from "../version/requirement.ts";
import type { Version } from "../version/version.ts";
import type { VersionOrder } from "./order.ts";

export interface SolverVariant {
  /** Position in the package's `variants`; null for a package that has none. */
  readonly index: number | null;
  /** As the package lists them, with whatever building or testing adds. */
  readonly requires: readonly Requirement[];
}

/**
 * A family as the repositories hold it. The search remembers what it learned about a family by the
 * identity of this object, so give the same object again for as long as nothing about the family
 * changed, and another one when it did, or when `requires` are other ones (building, testing).
 */
export interface SolverFamily {
  readonly name: string;
  /** Every version once, filtered ones too, in the order in which the repositories list them. */
  readonly versions: readonly Version[];
}

export interface Problem {
  /** The searched locations, for messages. */
  readonly paths: readonly string[];
  /** null: no repository has it. "unknown": nobody has looked yet. */
  family(name: string): SolverFamily | null | "unknown";
  /** One package: its variants, or that a filter hides it, or that nobody has read it yet. */
  variants(
    family: SolverFamily,
    position: number,
  ): readonly SolverVariant[] | "excluded" | "unread";
  /** The order that an orderer gives to a family's versions; null is the default, newest first. */
  order(family: string): VersionOrder | null;
}

/** What must be loaded before the search can go on. */
export interface Question {
  readonly kind: "question";
  readonly family: string;
  readonly range: VersionRange;
  /** Positions in the family's `versions` to be read; null when the family itself is unknown. */
  readonly versions: readonly number[] | null;
}
