// What is still possible for one family: packages of it, or only what must not be there, or, for an
// ephemeral, a range. A scope never changes; narrowing gives another one, or this one if nothing
// changed, so that a phase sees by identity what is new.

import type { Requirement } from "../version/requirement.ts";
import type { ScopeRequest } from "./column.ts";
import type { FamilyIndex, IndexedVariant } from "./family.ts";
import type { VariantSlice } from "./variants.ts";

export class Scope {
  readonly name: string;
  readonly slice: VariantSlice | null;
  /** Null when there are no packages. */
  readonly family: FamilyIndex | null;
  readonly #requirement: Requirement | null;

  private constructor(name: string, slice: VariantSlice | null, requirement: Requirement | null) {
    this.name = name;
    this.slice = slice;
    this.family = slice === null ? null : slice.family;
    this.#requirement = requirement;
  }

  static ofPackages(slice: VariantSlice): Scope {
    return new Scope(slice.family.name, slice, null);
  }

  /** A scope without packages: a conflict or an ephemeral. */
  static ofRequirement(requirement: Requirement): Scope {
    return new Scope(requirement.name, null, requirement);
  }

  get isConflict(): boolean {
    return this.#requirement?.conflict ?? false;
  }

  get isEphemeral(): boolean {
    return this.#requirement?.isEphemeral ?? false;
  }

  /** What other scopes are reduced by. */
  get request(): ScopeRequest {
    return this.slice === null ? this.#requirement! : this.slice.versions;
  }

  get requirement(): Requirement {
    return this.slice === null ? this.#requirement! : this.slice.versions.requirement;
  }

  get isSolved(): boolean {
    return this.slice === null || (this.slice.length === 1 && !this.slice.isExtractable);
  }

  get solvedVariant(): IndexedVariant | null {
    return this.slice !== null && this.isSolved ? this.slice.firstVariant : null;
  }

  get solvedEphemeral(): Requirement | null {
    return this.isEphemeral && !this.isConflict ? this.#requirement : null;
  }

  /** This scope with another slice; this one itself if the slice is the same. */
  withSlice(slice: VariantSlice): Scope {
    return slice === this.slice ? this : new Scope(this.name, slice, null);
  }

  /** Null when there is nothing to choose between. */
  split(): [Scope, Scope] | null {
    if (this.slice === null || this.slice.length === 1) return null;
    const [preferred, others] = this.slice.split();
    return [Scope.ofPackages(preferred), Scope.ofPackages(others)];
  }

  toString(): string {
    return `${this.slice ?? this.#requirement}`;
  }
}
