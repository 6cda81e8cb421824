// Gives memory back that a burst of calls has left behind. V8 lets its heap grow to several times what
// is in use and looks at it again only when more is allocated: an engine whose host has gone on to other
// things would keep it. After rez's 188 benchmark requests that is 300 of 420 MB.

import { collectGarbage } from "../collect-garbage.ts";

/** So long must nobody have asked for anything: collecting takes a twentieth of a second. */
const QUIET_MILLISECONDS = 2000;

/** Less than this is not worth the time. */
const SPARE_BYTES = 32 * 2 ** 20;

export class SpareMemory {
  readonly #collect: () => void;
  #activeCalls = 0;
  #timer: NodeJS.Timeout | null = null;
  /** The heap's size when it held nothing that could be given back. */
  #bytesAtRest = process.memoryUsage().heapTotal;

  constructor(collect: () => void = collectGarbage) {
    this.#collect = collect;
  }

  callBegan(): void {
    this.#activeCalls++;
  }

  callEnded(): void {
    this.#activeCalls--;
    if (this.#timer === null) this.#timer = setTimeout(() => this.#rest(), QUIET_MILLISECONDS);
    else this.#timer.refresh();
    this.#timer.unref();
  }

  #rest(): void {
    if (this.#activeCalls > 0) return;
    if (process.memoryUsage().heapTotal < this.#bytesAtRest + SPARE_BYTES) return;
    this.#collect();
    this.#bytesAtRest = process.memoryUsage().heapTotal;
  }
}
