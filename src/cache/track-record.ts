// How often guesses came true, by how likely they looked. Where requests follow no rule, what was twice
// in one session looks likely and is chance: there, fewer guesses should be made, or none.

/** Of what looked less likely no record is kept. */
export const LEAST_LIKELY = 0.4;
/** So many guesses a new record begins with, which came true as often as they looked likely. */
const BELIEVED = 3;
/** With each session, of all that was counted before. */
const DECAY = 0.9;
const STEPS = 10;
/** No session makes so many guesses. */
const MOST = 1e6;

interface Outcome {
  readonly step: number;
  readonly cameTrue: boolean;
}

export class TrackRecord {
  readonly #made: number[];
  readonly #cameTrue: number[];
  /** What this session has not asked for yet, and how likely it looked at first. */
  #open = new Map<string, number>();
  /** What became of guesses since the record was last written. */
  #unsaved: Outcome[] = [];

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
    this.#count({ step, cameTrue: true });
  }

  sessionBegins(): void {
    for (const counts of [this.#made, this.#cameTrue]) {
      for (let step = 0; step < STEPS; step++) counts[step]! *= DECAY;
    }
  }

  /** What was guessed and not asked for was in vain. */
  sessionEnds(): void {
    for (const step of this.#open.values()) this.#count({ step, cameTrue: false });
    this.#open.clear();
  }

  /** How likely it is, by what became of guesses that looked as likely. */
  probability(likely: number): number {
    const step = stepOf(likely);
    return (this.#cameTrue[step]! + BELIEVED * likely) / (this.#made[step]! + BELIEVED);
  }

  /** Takes over what became of this session's guesses from a record that others have not written. */
  goOnWith({ open, unsaved }: TrackRecord["session"]): void {
    for (const outcome of unsaved) this.#count(outcome);
    this.#open = new Map(open);
  }

  get session(): {
    readonly open: ReadonlyMap<string, number>;
    readonly unsaved: readonly Outcome[];
  } {
    return { open: this.#open, unsaved: this.#unsaved };
  }

  /** All of it was written. */
  saved(): void {
    this.#unsaved = [];
  }

  /** Made and come true, by step: what is open yet is neither. */
  get counts(): readonly [readonly number[], readonly number[]] {
    return [this.#made, this.#cameTrue];
  }

  /** Null for what are no counts of one. */
  static of(made: readonly number[], cameTrue: readonly number[]): TrackRecord | null {
    const isCounts = (counts: readonly number[]) =>
      counts.length === STEPS && counts.every((count) => count >= 0 && count <= MOST);
    if (!isCounts(made) || !isCounts(cameTrue)) return null;
    if (made.some((count, step) => count < cameTrue[step]!)) return null;
    return new TrackRecord([...made], [...cameTrue]);
  }

  #count(outcome: Outcome): void {
    this.#made[outcome.step]! += 1;
    if (outcome.cameTrue) this.#cameTrue[outcome.step]! += 1;
    this.#unsaved.push(outcome);
  }
}

function zeros(): number[] {
  return new Array(STEPS).fill(0);
}

function stepOf(likely: number): number {
  return Math.min(STEPS - 1, Math.floor(likely * STEPS));
}
