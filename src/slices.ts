// Long work shares the engine's single thread: it runs for a slice, then lets messages in, so that
// a cancel is seen within a few slices. 5 ms slices cost about 2 % of throughput (measured).

const SLICE_MILLISECONDS = 5;

export interface Progress {
  readonly title: string;
  readonly done: number;
  readonly total: number | null;
}

/** Thrown out of work whose caller has cancelled it. */
export class Cancelled extends Error {}

/** What long work is given: when to pause, whether to go on, whom to tell. */
export interface Control {
  /** True once a slice is used up. Cheap enough for an inner loop. */
  readonly due: boolean;
  /** True where nobody waits for the work: it is done in the smallest pieces. */
  readonly isIdle?: boolean;
  /** Lets messages in and starts a new slice; throws `Cancelled` when the caller gave up. */
  pause(): Promise<void>;
  report(progress: Progress): void;
}

/** For work that comes after an answer. Where somebody waited for that it is done at once, for their
 * process may be about to end; where nobody did somebody may come meanwhile. */
export async function letOthersIn(control: Control): Promise<void> {
  if (control.isIdle) await new Promise<void>((resolve) => setImmediate(resolve));
}

export class SlicedControl implements Control {
  #sliceEnd = performance.now() + SLICE_MILLISECONDS;
  readonly #isCancelled: () => boolean;
  readonly #onProgress: (progress: Progress) => void;

  constructor(isCancelled: () => boolean, onProgress: (progress: Progress) => void) {
    this.#isCancelled = isCancelled;
    this.#onProgress = onProgress;
  }

  get due(): boolean {
    return performance.now() >= this.#sliceEnd;
  }

  async pause(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (this.#isCancelled()) throw new Cancelled("cancelled");
    this.#sliceEnd = performance.now() + SLICE_MILLISECONDS;
  }

  report(progress: Progress): void {
    this.#onProgress(progress);
  }
}

/** For work nobody can cancel or watch: tests and benchmarks. */
export const uncontrolled: Control = {
  due: false,
  pause: async () => {},
  report: () => {},
};
