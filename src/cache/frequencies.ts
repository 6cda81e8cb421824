// How often things were asked for lately, those that are no longer kept as well: a count-min sketch
// with conservative update, whose counts are halved after a while. It has one size, for ever.

const ROWS = 4;
const WIDTH = 1 << 13;
const MOST = 15;
const SEEDS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

export class Frequencies {
  readonly #counts = new Uint8Array(ROWS * WIDTH);
  #asked = 0;

  /** `lately`: after so many, what was asked for before counts half. */
  add(hash: number, lately: number): void {
    const least = this.of(hash);
    if (least < MOST) {
      for (let row = 0; row < ROWS; row++) {
        const at = place(hash, row);
        if (this.#counts[at] === least) this.#counts[at] = least + 1;
      }
    }
    if (++this.#asked >= lately) this.#age();
  }

  /** Never less than it was, seldom more; 15 for all that is asked for more often. */
  of(hash: number): number {
    let least = MOST;
    for (let row = 0; row < ROWS; row++) {
      least = Math.min(least, this.#counts[place(hash, row)]!);
    }
    return least;
  }

  #age(): void {
    for (let at = 0; at < this.#counts.length; at++) this.#counts[at]! >>= 1;
    this.#asked = 0;
  }
}

function place(hash: number, row: number): number {
  let mixed = Math.imul(hash, SEEDS[row]!);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return row * WIDTH + ((mixed >>> 19) & (WIDTH - 1));
}

/** FNV-1a, of the text's code units. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash;
}
