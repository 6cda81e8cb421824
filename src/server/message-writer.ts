// Writes a message at once and in one piece. The library's own writer waits for its turn, then for
// the header to be written, then writes the rest: that is a tenth of a millisecond and a second
// waking of the reader for each answer (bench/areas/crossings.py).

import { AbstractMessageWriter, type Message, type MessageWriter } from "vscode-jsonrpc/node";

const profiles = new Map<number, string>();

/** The answer to a request gets this as a member `profile`, beside JSON-RPC's. A message of its own
 * would take a tenth of what a short call takes. It is a text, which Python reads when the work that
 * is profiled is over. */
export function sendWithAnswer(requestId: number, profile: string): void {
  profiles.set(requestId, profile);
}

export class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #output: NodeJS.WritableStream;
  #errors = 0;

  constructor(output: NodeJS.WritableStream) {
    super();
    this.#output = output;
    output.on("error", (error) => this.fireError(error));
    output.on("close", () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const content = JSON.stringify(profiles.size === 0 ? message : withProfile(message));
    const length = Buffer.byteLength(content);
    return new Promise((resolve, reject) => {
      this.#output.write(`Content-Length: ${length}\r\n\r\n${content}`, "utf8", (error) => {
        if (!error) return resolve();
        this.#errors += 1;
        this.fireError(error, message, this.#errors);
        reject(error);
      });
    });
  }

  end(): void {
    this.#output.end();
  }
}

function withProfile(message: Message): Message {
  const { id, method } = message as { id?: number; method?: string };
  const profile = id === undefined || method !== undefined ? undefined : profiles.get(id);
  if (profile === undefined) return message;
  profiles.delete(id!);
  return { ...message, profile } as Message;
}
