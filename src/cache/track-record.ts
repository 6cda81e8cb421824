// How often guesses came true, by how likely they looked. Where requests follow no rule, what was twice
// in one session looks likely and is chance: there, fewer guesses should be made, or none.

/** Of what looked less likely no record is kept. */
export const LEAST_LIKELY = 0.4;
/** So many guesses a new record begins with, which came true as often as they looked likely. */
const BELIEVED = 3;
/** At the end of each session, of all that was counted before. */
const DECAY = 0.9;
const STEPS = 10;

export class TrackRecord {
  readonly #made: number[];
  readonly #cameTrue: number[];
  /** What this session has not asked for yet, and how likely it looked at first. */
  readonly #open = new Map<string, number>();

  constructor(made = zeros(), cameTrue = zeros()) {
    this.#made = made;
    this.#cameTrue = cameTrue;
  }

  /** It looks so likely that this session will ask for it, if it has not looked likely before. */
  guessed(key: string, likely: number): void {
    if (!this.#open.has(key)) this.#open.set(key, stepOf(likely));
  }

  asked(key: string): void {
    const step = this.#open.get(key);
    if (step === undefined) return;
    this.#open.delete(key);
    this.#made[step]! += 1;
    this.#cameTrue[step]! += 1;
  }

  sessionEnds(): void {
    for (const step of this.#open.values()) this.#made[step]! += 1;
    this.#open.clear();
    for (const counts of [this.#made, this.#cameTrue]) {
      for (let step = 0; step < STEPS; step++) counts[step]! *= DECAY;
    }
  }

  /** How likely it is, by what became of guesses that looked as likely. */
  probability(likely: number): number {
    const step = stepOf(likely);
    return (this.#cameTrue[step]! + BELIEVED * likely) / (this.#made[step]! + BELIEVED);
  }

  /** Made and come true, by step, if the session ended now. */
  get counts(): readonly [readonly number[], readonly number[]] {
    const made = [...this.#made];
    for (const step of this.#open.values()) made[step]! += 1;
    return [made, this.#cameTrue];
  }

  /** Null for what are no counts of one. */
  static of(made: readonly number[], cameTrue: readonly number[]): TrackRecord | null {
    const isCounts = (counts: readonly number[]) =>
      counts.length === STEPS && counts.every((count) => Number.isFinite(count) && count >= 0);
    if (!isCounts(made) || !isCounts(cameTrue)) return null;
    return new TrackRecord([...made], [...cameTrue]);
  }
}

function zeros(): number[] {
  return new Array(STEPS).fill(0);
}

function stepOf(likely: number): number {
  return Math.min(STEPS - 1, Math.floor(likely * STEPS));
}
