// What goes wrong with the caches, mostly between calls: told to the log at once, and to the user's
// Python by the next call that has somebody to listen, before its answer.

export class Troubles {
  #untold: string[] = [];

  readonly add = (message: string): void => {
    console.error(message);
    this.#untold.push(message);
  };

  get areAllTold(): boolean {
    return this.#untold.length === 0;
  }

  /** What `tell` fails to tell is left to the next call. */
  async handOver(tell: (messages: readonly string[]) => Promise<unknown>): Promise<void> {
    const messages = this.#untold;
    this.#untold = [];
    try {
      await tell(messages);
    } catch {
      this.#untold = [...messages, ...this.#untold];
    }
  }
}
