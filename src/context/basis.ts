// What an answer was made from, as far as it lies in files, so that the caller can give the answer
// again without asking while none of them changed. Where users' own Python had a say, nobody knows.

import { dirname, join } from "node:path";
import { type FileIdentity, identityKey, isSettled } from "../repository/identity.ts";
import type { Reading } from "../repository/reading.ts";
import type { LoadedPackage } from "../repository/repository.ts";
import type { Storage } from "../repository/storage.ts";

/** A path, and the state of what was there. */
export type SeenFile = readonly [path: string, state: string | null];

export class Basis {
  readonly #files = new Map<string, string | null>();
  readonly #madeAt = Date.now();
  #isKnown = true;

  /** Something had a say that is not to be seen in files. */
  isUnknown(): void {
    this.#isKnown = false;
  }

  /** There was this at `path`, or with null nothing. */
  saw(path: string, identity: FileIdentity | null): void {
    const state = identity === null ? null : identityKey(identity);
    const before = this.#files.get(path);
    // A file that was written just now may be written again without a trace.
    if (identity !== null && !isSettled(identity, this.#madeAt)) this.isUnknown();
    if (before !== undefined && before !== state) this.isUnknown();
    this.#files.set(path, state);
  }

  /** The package's definition, and the absence of files that would be taken before it. */
  async sawPackage(
    { identity, uri, definition, resource }: LoadedPackage,
    reading: Reading,
    storage: Storage,
  ): Promise<void> {
    if (identity === null || !reading.isRemembered(identity.path)) {
      this.isUnknown();
      return;
    }
    this.saw(identity.path, identity);
    if (resource.family.extension !== null || !uri.endsWith(".yaml")) return;
    const folder = dirname(definition.file);
    for (const name of reading.settings.package_filenames) {
      const path = join(folder, `${name}.py`);
      this.saw(path, (await reading.status(path, storage))?.identity ?? null);
    }
  }

  /** null where nobody can say. */
  get files(): readonly SeenFile[] | null {
    return this.#isKnown ? [...this.#files] : null;
  }
}
