// A choice of versions of one family. Equal choices are one object, so identity compares them.

import { VersionRange } from "../version/range.ts";
import { Requirement } from "../version/requirement.ts";
import { type Bits, hasMember } from "./bits.ts";
import type { FamilyIndex } from "./family.ts";

export class VersionSet {
  readonly family: FamilyIndex;
  readonly bits: Bits;
  #requirement: Requirement | undefined;

  constructor(family: FamilyIndex, bits: Bits) {
    this.family = family;
    this.bits = bits;
  }

  /** `foo==1|==2`: these versions and no others. */
  get requirement(): Requirement {
    this.#requirement ??= Requirement.construct(this.family.name, this.range);
    return this.#requirement;
  }

  get range(): VersionRange {
    return VersionRange.fromVersions(
      this.family.versions.filter((_, i) => hasMember(this.bits, i)),
    );
  }
}
