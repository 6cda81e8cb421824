// What a request or a package asks of another: `foo-1+<2`, not `!foo-3`, or weakly `~foo-4`.
//
// A weak requirement is kept as a conflict with the inverse of its range, so `range` is what must
// not be there when `conflict` is true. `~foo` excludes nothing and has no range at all (null).

import { RezError } from "../errors.ts";
import { VersionRange } from "./range.ts";
import { SharedTable } from "./shared.ts";
import { VersionedObject } from "./versioned-object.ts";

const shared = new SharedTable<Requirement>();

interface Parts {
  readonly name: string;
  readonly range: VersionRange | null;
  readonly conflict: boolean;
  readonly weak: boolean;
  readonly separator: string;
}

export class Requirement {
  readonly name: string;
  readonly range: VersionRange | null;
  readonly conflict: boolean;
  readonly weak: boolean;
  readonly #separator: string;
  #text: string | undefined;

  private constructor(parts: Parts) {
    this.name = parts.name;
    this.range = parts.range;
    this.conflict = parts.conflict;
    this.weak = parts.weak;
    this.#separator = parts.separator;
  }

  /** Throws VersionError when what follows the name is not a range. */
  static parse(text: string, invalidBoundError = true): Requirement {
    const known = shared.get(text);
    if (known !== undefined) return known;
    const requirement = new Requirement(read(text, invalidBoundError));
    if (invalidBoundError) shared.add(text, requirement);
    return requirement;
  }

  static construct(name: string, range: VersionRange | null = null): Requirement {
    return new Requirement({
      name,
      range: range ?? VersionRange.any(),
      conflict: false,
      weak: false,
      separator: "-",
    });
  }

  get isEphemeral(): boolean {
    return this.name.startsWith(".");
  }

  /** rez's `str()`. */
  get text(): string {
    this.#text ??= this.#print();
    return this.#text;
  }

  get safeStr(): string {
    return this.text;
  }

  /** True when no one choice of versions satisfies both, or when the object breaks this. */
  conflictsWith(other: Requirement | VersionedObject): boolean {
    if (this.name !== other.name || this.range === null) return false;
    if (other instanceof VersionedObject) {
      return this.conflict === this.range.contains(other.version);
    }
    if (other.range === null) return false;
    if (this.conflict) return !other.conflict && this.range.issuperset(other.range);
    if (other.conflict) return other.range.issuperset(this.range);
    return !this.range.intersects(other.range);
  }

  /** What asks for both at once; null when nothing can, or when the names differ. */
  merged(other: Requirement): Requirement | null {
    if (this.name !== other.name) return null;
    if (this.range === null) return other;
    if (other.range === null) return this;
    if (this.conflict && other.conflict) {
      const range = this.range.union(other.range);
      return this.#with(range, this.weak && other.weak && !range.isAny);
    }
    if (this.conflict) return other.#withOrNull(other.range.difference(this.range));
    if (other.conflict) return this.#withOrNull(this.range.difference(other.range));
    return this.#withOrNull(this.range.intersection(other.range));
  }

  equals(other: Requirement): boolean {
    if (this === other) return true;
    if (this.name !== other.name || this.conflict !== other.conflict) return false;
    if (this.range === null || other.range === null) return this.range === other.range;
    return this.range.equals(other.range);
  }

  toString(): string {
    return this.text;
  }

  #with(range: VersionRange, weak: boolean): Requirement {
    const { name, conflict } = this;
    return new Requirement({ name, range, conflict, weak, separator: this.#separator });
  }

  #withOrNull(range: VersionRange | null): Requirement | null {
    return range === null ? null : this.#with(range, this.weak);
  }

  #print(): string {
    const sign = this.weak ? "~" : this.conflict ? "!" : "";
    const range = this.weak ? (this.range?.inverse() ?? VersionRange.any()) : this.range;
    if (range === null || range.isAny) return sign + this.name;
    if (range.text === "") throw new RezError("IndexError", "string index out of range");
    const separator = /^[=<>]/.test(range.text) ? "" : this.#separator;
    return sign + this.name + separator + range.text;
  }
}

function read(text: string, invalidBoundError: boolean): Parts {
  const weak = text.startsWith("~");
  const conflict = weak || text.startsWith("!");
  const body = conflict ? text.slice(1) : text;
  const i = body.search(/[-@#=<>]/);
  if (i < 0) {
    return { name: body, range: weak ? null : VersionRange.any(), conflict, weak, separator: "-" };
  }

  const hasSeparator = "-@#".includes(body[i]!);
  const range = VersionRange.parse(body.slice(hasSeparator ? i + 1 : i), { invalidBoundError });
  return {
    name: body.slice(0, i),
    range: weak ? range.inverse() : range,
    conflict,
    weak,
    separator: hasSeparator ? body[i]! : "-",
  };
}
