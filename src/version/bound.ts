// One contiguous piece of a version range: from a lower to an upper bound.
//
// Where two bounds are equal, which of them is kept matters: their versions may be written with
// different separators, and the range prints the kept one. The choice is rez's (`max` and `min` of
// Python keep the first of equals).

import { VersionError } from "./errors.ts";
import { Version } from "./version.ts";

export class LowerBound {
  static readonly min: LowerBound = new LowerBound(Version.empty, true);

  readonly version: Version;
  readonly inclusive: boolean;

  constructor(version: Version, inclusive: boolean) {
    this.version = version;
    this.inclusive = inclusive;
  }

  compareTo(other: LowerBound): number {
    const order = this.version.compareTo(other.version);
    if (order !== 0 || this.inclusive === other.inclusive) return order;
    return this.inclusive ? -1 : 1;
  }

  toString(): string {
    if (this.version.isEmpty) return this.inclusive ? "" : ">";
    return this.inclusive ? `${this.version.text}+` : `>${this.version.text}`;
  }
}

export class UpperBound {
  static readonly inf: UpperBound = new UpperBound(Version.inf, true);

  readonly version: Version;
  readonly inclusive: boolean;

  constructor(version: Version, inclusive: boolean) {
    this.version = version;
    this.inclusive = inclusive;
    if (version.isEmpty && !inclusive) throw new VersionError(`Invalid upper bound: '${this}'`);
  }

  compareTo(other: UpperBound): number {
    const order = this.version.compareTo(other.version);
    if (order !== 0 || this.inclusive === other.inclusive) return order;
    return this.inclusive ? 1 : -1;
  }

  toString(): string {
    return this.inclusive ? `<=${this.version.text}` : `<${this.version.text}`;
  }
}

export class Bound {
  static readonly any: Bound = new Bound(LowerBound.min, UpperBound.inf);

  readonly lower: LowerBound;
  readonly upper: UpperBound;

  constructor(lower: LowerBound, upper: UpperBound, invalidBoundError = true) {
    this.lower = lower;
    this.upper = upper;
    if (invalidBoundError && !containsAnything(lower, upper)) {
      throw new VersionError("Invalid bound");
    }
  }

  /** -1 if `version` is below, 1 if it is above, 0 if it is inside. */
  containment(version: Version): -1 | 0 | 1 {
    const fromLower = version.compareTo(this.lower.version);
    if (fromLower < 0 || (fromLower === 0 && !this.lower.inclusive)) return -1;
    const fromUpper = version.compareTo(this.upper.version);
    if (fromUpper > 0 || (fromUpper === 0 && !this.upper.inclusive)) return 1;
    return 0;
  }

  containsBound(other: Bound): boolean {
    return this.lower.compareTo(other.lower) <= 0 && this.upper.compareTo(other.upper) >= 0;
  }

  intersects(other: Bound): boolean {
    return containsAnything(greatest(this.lower, other.lower), least(this.upper, other.upper));
  }

  /** This or the other bound itself where the intersection is one of them. */
  intersection(other: Bound): Bound | null {
    const lower = greatest(this.lower, other.lower);
    const upper = least(this.upper, other.upper);
    if (!containsAnything(lower, upper)) return null;
    if (lower === this.lower && upper === this.upper) return this;
    if (lower === other.lower && upper === other.upper) return other;
    return new Bound(lower, upper, false);
  }

  compareTo(other: Bound): number {
    return this.lower.compareTo(other.lower) || this.upper.compareTo(other.upper);
  }

  equals(other: Bound): boolean {
    return this === other || this.compareTo(other) === 0;
  }

  toString(): string {
    const { lower, upper } = this;
    if (upper.version.isInf) return lower.toString();
    if (lower.version.equals(upper.version)) return `==${lower.version.text}`;
    if (lower.inclusive && upper.inclusive) {
      const from = lower.version.isEmpty ? "<=" : `${lower.version.text}..`;
      return from + upper.version.text;
    }
    if (lower.inclusive && lower.version.next().equals(upper.version)) return lower.version.text;
    return `${lower}${upper}`;
  }
}

export function containsAnything(lower: LowerBound, upper: UpperBound): boolean {
  const order = lower.version.compareTo(upper.version);
  return order < 0 || (order === 0 && lower.inclusive && upper.inclusive);
}

export function greatest<B extends { compareTo(other: B): number }>(first: B, second: B): B {
  return second.compareTo(first) > 0 ? second : first;
}

function least<B extends { compareTo(other: B): number }>(first: B, second: B): B {
  return second.compareTo(first) < 0 ? second : first;
}
