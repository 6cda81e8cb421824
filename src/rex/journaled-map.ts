// A map that can go back to where a journal was begun, its order included. Copying the environment
// and the names before each commands() took half the time of an environment; a journal of what
// really changes costs next to nothing.

export class JournaledMap<Value> extends Map<string, Value> {
  #journal: [string, Value | undefined][] | null = null;
  #snapshot: ReadonlyMap<string, Value> | null = null;

  begin(): void {
    this.#journal = [];
    this.#snapshot = null;
  }

  /** Keeps what was done since `begin`. */
  commit(): void {
    this.#journal = null;
    this.#snapshot = null;
  }

  /** Undoes what was done since `begin`. */
  rollBack(): void {
    const journal = this.#journal;
    const snapshot = this.#snapshot;
    this.commit();
    if (snapshot !== null) {
      this.clear();
      for (const [key, value] of snapshot) super.set(key, value);
    } else if (journal !== null) undo(this, journal);
  }

  override set(key: string, value: Value): this {
    this.#journal?.push([key, this.get(key)]);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    // A key that is put back would come last, so from here on only a copy will do.
    if (this.#journal !== null && this.#snapshot === null && this.has(key)) {
      const snapshot = new Map(this);
      undo(snapshot, this.#journal);
      this.#snapshot = snapshot;
    }
    return super.delete(key);
  }
}

/** No value is `undefined`, so that stands for a key that was not there. */
function undo<Value>(map: Map<string, Value>, journal: [string, Value | undefined][]): void {
  for (const [key, before] of journal.reverse()) {
    if (before === undefined) map.delete(key);
    else map.set(key, before);
  }
}
