// A name with one version, `foo-1.0`: what a package or a handle is called. `-`, `@` and `#` may
// stand between the two and are for show.

import { Version } from "./version.ts";

export class VersionedObject {
  readonly name: string;
  readonly version: Version;
  readonly #separator: string;

  private constructor(name: string, version: Version, separator: string) {
    this.name = name;
    this.version = version;
    this.#separator = separator;
  }

  /** Throws VersionError when what follows the separator is not a version. */
  static parse(text: string): VersionedObject {
    const i = text.search(/[-@#]/);
    if (i < 0) return new VersionedObject(text, Version.empty, "-");
    return new VersionedObject(text.slice(0, i), Version.parse(text.slice(i + 1)), text[i]!);
  }

  static construct(name: string, version: Version = Version.empty): VersionedObject {
    return new VersionedObject(name, version, "-");
  }

  /** The requirement for just this, `foo==1.0`. */
  asExactRequirement(): string {
    return this.version.isEmpty ? this.name : `${this.name}==${this.version}`;
  }

  equals(other: VersionedObject): boolean {
    return this.name === other.name && this.version.equals(other.version);
  }

  toString(): string {
    return this.version.isEmpty ? this.name : this.name + this.#separator + this.version.text;
  }
}
