// Names for choices of versions of one family, made of versions that exist: "maya-2019 to 2022",
// "every pymel-2". Only what can be seen counts: a hidden package is not there.

import type { Version } from "../version/version.ts";

export const NOTHING_EXISTS = "there is none";

export class VisibleFamily {
  readonly name: string;
  /** Oldest first. */
  readonly versions: readonly Version[];

  constructor(name: string, versions: readonly Version[]) {
    this.name = name;
    this.versions = [...versions].sort((a, b) => a.compareTo(b));
  }

  /** "maya-2019 to 2022", "pymel-2", "nada"; with `every`, for the subject of a sentence. */
  named(versions: ReadonlySet<Version>, every = false): string {
    const [first] = versions;
    if (first === undefined) return `no ${this.name}`;
    if (versions.size === 1) return this.#one(first);
    const chosen = this.versions.filter((version) => versions.has(version));
    const prefix = every ? "every " : "";
    if (chosen.length === this.versions.length) return `${prefix}${this.name}`;
    const shared = this.#sharedPrefix(chosen);
    if (shared !== null) return `${prefix}${this.name}-${shared}`;
    const runs = this.#runs(versions);
    const isRange = runs.some((run) => run.includes(" to "));
    return `${every && !isRange ? "each of " : prefix}${this.name}-${listed(runs)}`;
  }

  /** "there is only maya-2022.5", "there are maya-2022.5, 2023.3 and 2024.2 to 2025.1". */
  get existing(): string {
    const [first, ...others] = this.versions;
    if (first === undefined) return NOTHING_EXISTS;
    if (others.length === 0) return `there is only ${this.#one(first)}`;
    const last = others.at(-1)!;
    if (others.length > 5) {
      return `there are ${this.versions.length}, from ${this.name}-${first} to ${last}`;
    }
    return `there are ${this.name}-${listed(this.versions.map(String))}`;
  }

  #one(version: Version): string {
    return version.isEmpty ? this.name : `${this.name}-${version}`;
  }

  /** What all chosen versions begin with and no other does. */
  #sharedPrefix(chosen: readonly Version[]): string | null {
    const first = chosen[0]!;
    for (let length = 1; length <= first.length; length++) {
      const prefix = first.trim(length);
      const begins = this.versions.filter((each) => each.trim(length).equals(prefix));
      if (begins.length < chosen.length) return null;
      if (begins.length === chosen.length && chosen.every((each) => begins.includes(each))) {
        return prefix.text;
      }
    }
    return null;
  }

  /** Neighbours are joined: "2019 to 2022". */
  #runs(versions: ReadonlySet<Version>): string[] {
    const runs: string[] = [];
    let run: Version[] = [];
    const close = (): void => {
      if (run.length > 2) runs.push(`${run[0]} to ${run.at(-1)}`);
      else runs.push(...run.map(String));
      run = [];
    };
    for (const version of this.versions) {
      if (versions.has(version)) run.push(version);
      else close();
    }
    close();
    return runs;
  }
}

/** "a", "a and b", "a, b and c". */
export function listed(texts: readonly string[], conjunction = "and"): string {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join(", ")} ${conjunction} ${texts.at(-1)}`;
}
