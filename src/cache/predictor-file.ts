// Where what was learned of a user's requests lies between sessions: in the user's own folder, for
// nobody else to read. Processes may end at once: the file is replaced as a whole, and who finds that
// another has replaced it adds to that one's.

import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "../folders.ts";
import { Predictor } from "./predictor.ts";

/** Ten times what it is mostly. */
const MAXIMUM_BYTES = 4 * 2 ** 20;

export class PredictorFile {
  readonly #path: string;
  readonly #warn: (message: string) => void;
  #hasWarned = false;

  constructor(path: string, warn: (message: string) => void) {
    this.#path = path;
    this.#warn = warn;
  }

  /** Tells one state of the file from another; null while there is none to be seen. */
  get state(): string | null {
    try {
      const { mtimeNs, size, ino } = statSync(this.#path, { bigint: true });
      return `${mtimeNs} ${size} ${ino}`;
    } catch {
      return null;
    }
  }

  /** One that knows nothing where there is no file, or none to be trusted. */
  read(): Predictor {
    try {
      const stats = statSync(this.#path, { throwIfNoEntry: false });
      if (!stats) return new Predictor();
      // Opening a pipe waits for whoever writes into it.
      if (!stats.isFile()) throw new Error("it is no regular file");
      this.#checkOwner(stats.uid, stats.mode);
      if (stats.size > MAXIMUM_BYTES) throw new Error("it is too large");
      const found = Predictor.parse(readFileSync(this.#path, "utf8"));
      if (found === null) throw new Error("it is damaged");
      return found;
    } catch (error) {
      this.#failed("is ignored", error);
      return new Predictor();
    }
  }

  write(predictor: Predictor): void {
    const aside = `${this.#path}.${process.pid}`;
    try {
      makeFolder(dirname(this.#path));
      rmSync(aside, { force: true });
      writeFileSync(aside, predictor.toText(), { mode: 0o600, flag: "wx" });
      renameSync(aside, this.#path);
    } catch (error) {
      this.#failed("cannot be written", error);
      removeIfPossible(aside);
    }
  }

  #checkOwner(uid: number, mode: number): void {
    if (process.getuid === undefined) return;
    if (uid !== process.getuid()) throw new Error("it belongs to another user");
    if ((mode & 0o022) !== 0) throw new Error("others may write to it");
  }

  #failed(what: string, error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#warn(`the file ${this.#path}, from which requests are foreseen, ${what}: ${reason}`);
  }
}

/** What cannot be looked at cannot be removed either. */
function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The next process of that number replaces it.
  }
}
