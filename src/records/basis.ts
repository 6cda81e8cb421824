// What an answer was made from, as far as it lies in files, so that the caller can give the answer
// again without asking while none of them changed. Where users' own Python had a say, nobody knows.

import { dirname } from "node:path";
import { definitionPaths } from "../repository/filesystem.ts";
import { type FileIdentity, identityOf, isSettled } from "../repository/identity.ts";
import type { Reading } from "../repository/reading.ts";
import type { LoadedPackage } from "../repository/repository.ts";
import type { Storage } from "../repository/storage.ts";
import { type Look, look } from "../rex/look.ts";

/** A path, and the state of what was there. */
export type SeenFile = readonly [path: string, state: string | null];

export class Basis {
  readonly #files = new Map<string, string | null>();
  readonly #madeAt = Date.now();
  #isKnown = true;
  #isTimeless = true;

  /** Something had a say that is not to be seen in files. */
  giveUp(): void {
    this.#isKnown = false;
  }

  /** The time when the context was made had a say beyond the variables that hold it. */
  sawTime(): void {
    this.#isTimeless = false;
  }

  get isTimeless(): boolean {
    return this.#isTimeless;
  }

  /** There was this at `path`, or with null nothing. */
  saw(path: string, identity: FileIdentity | null): void {
    // A file that was written just now may be written again without a trace.
    if (identity !== null && !isSettled(identity, this.#madeAt)) this.giveUp();
    this.#saw(path, stateOf(identity));
  }

  /** Looks, and remembers what was there. */
  readonly look: Look = (path) => {
    const stats = look(path);
    this.saw(path, stats && identityOf(path, stats));
    return stats;
  };

  /** The package's definition, and the absence of files that would be taken before it. */
  async sawPackage(
    { file, uri, definition, resource }: LoadedPackage,
    reading: Reading,
    storage: Storage,
  ): Promise<void> {
    // What was read itself must last as long as its file: that something of the path is kept says
    // nothing of it.
    if (!file?.isSettled) return this.giveUp();
    this.saw(file.identity.path, file.identity);
    if (resource.family.extension !== null) return;
    for (const path of definitionPaths(dirname(definition.file), reading.settings)) {
      if (path === uri) return;
      this.saw(path, (await reading.looks.status(path, storage))?.identity ?? null);
    }
  }

  include({ files }: Basis): void {
    if (files === null) this.giveUp();
    else for (const [path, state] of files) this.#saw(path, state);
  }

  /** Whether all is as it was. */
  async isStill(reading: Reading, storage: Storage): Promise<boolean> {
    for (const [path, state] of this.#files) {
      const now = reading.looks.statusNow(path, storage);
      const status = now === undefined ? await reading.looks.status(path, storage) : now;
      if (stateOf(status?.identity ?? null) !== state) return false;
    }
    return this.#isKnown;
  }

  /** null where nobody can say. */
  get files(): readonly SeenFile[] | null {
    return this.#isKnown ? [...this.#files] : null;
  }

  #saw(path: string, state: string | null): void {
    const before = this.#files.get(path);
    if (before !== undefined && before !== state) this.giveUp();
    this.#files.set(path, state);
  }
}

function stateOf(identity: FileIdentity | null): string | null {
  return identity === null ? null : identity.key;
}
