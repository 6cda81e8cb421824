// Answers to requests as this process has made or read them, so that giving one again takes no reading
// of texts: only the look at what it depends on, which every tier needs. That saves little of an answer's
// time, so they may take little: rez's 188 benchmark requests would take 100 MB.

import type { EngineMemory, Holding } from "../cache/engine-memory.ts";
import type { Counters } from "../cache/statistics.ts";

interface Remembered<T> {
  readonly value: T;
  readonly weight: number;
  readonly holding: Holding;
}

export class AnswerMemory<T> {
  readonly #memory: EngineMemory;
  readonly #known = new Map<string, Remembered<T>>();
  readonly #counters: Counters;

  constructor(memory: EngineMemory, counters: Counters) {
    this.#memory = memory;
    this.#counters = counters;
  }

  get(question: string): T | null {
    const known = this.#known.get(question);
    if (known === undefined) return null;
    this.#memory.use(known.holding);
    // The one that was used last is the last.
    this.#known.delete(question);
    this.#known.set(question, known);
    return known.value;
  }

  /** `length` is that of its text. */
  set(question: string, value: T, length: number): void {
    this.forget(question);
    const weight = ANSWER_BYTES + question.length + BYTES_OF_CHARACTER * length;
    const holding = this.#memory.hold(question, weight, () => {
      this.#drop(question);
      this.#counters.evictions++;
    });
    this.#known.set(question, { value, weight, holding });
    this.#counters.entries++;
    this.#counters.bytes += weight;
    for (const oldest of this.#known.keys()) {
      if (this.#counters.bytes <= MOST_BYTES || oldest === question) break;
      this.forget(oldest);
      this.#counters.evictions++;
    }
  }

  forget(question: string): void {
    const known = this.#known.get(question);
    if (known === undefined) return;
    this.#memory.release(known.holding);
    this.#drop(question);
  }

  clear(): void {
    for (const question of [...this.#known.keys()]) this.forget(question);
  }

  #drop(question: string): void {
    const { weight } = this.#known.get(question) as Remembered<T>;
    this.#known.delete(question);
    this.#counters.entries--;
    this.#counters.bytes -= weight;
  }
}

const MOST_BYTES = 2 ** 20;
const ANSWER_BYTES = 1_000;
/** Objects take more than the text that they were written as, one long text among them as much. */
const BYTES_OF_CHARACTER = 2;
