// Texts in memcached, by the question that they answer. Long ones are compressed; what a server could
// not keep is not sent. A text may be anybody's: whoever reads it must not believe it.

import { createHash } from "node:crypto";
import { deflateSync, inflateSync } from "node:zlib";
import { MAXIMUM_ITEM_BYTES } from "./reply.ts";
import type { MemcachedServers } from "./servers.ts";

const COMPRESSED = 1;
/** A server adds to an item its key and what it notes of it. */
const OWN_BYTES = 1024;
/** What is longer is none of ours. */
const MAXIMUM_TEXT_BYTES = 16 * 1024 * 1024;
/** Nobody waits for what is written. */
const WRITE_MILLISECONDS = 2000;

export class SharedTexts {
  readonly #servers: MemcachedServers;
  readonly #writers: string;

  /** `writers`: what tells whose texts are understood. */
  constructor(servers: MemcachedServers, writers: string) {
    this.#servers = servers;
    this.#writers = writers;
  }

  async text(question: string, milliseconds: number): Promise<string | null> {
    const item = await this.#servers.get(this.#keyOf(question), milliseconds);
    if (item === null) return null;
    try {
      const { flags, bytes } = item;
      const plain =
        flags === COMPRESSED ? inflateSync(bytes, { maxOutputLength: MAXIMUM_TEXT_BYTES }) : bytes;
      return plain.toString();
    } catch {
      return null;
    }
  }

  /** Compressed from so many bytes on; 0 is never. On its way when this returns, since the process may
   * end as soon as it has answered: compressing 200 KB takes 2 ms. */
  async keep(question: string, text: string, minimumCompressed: number): Promise<void> {
    let bytes = Buffer.from(text);
    const isCompressed = minimumCompressed > 0 && bytes.length >= minimumCompressed;
    if (isCompressed) bytes = deflateSync(bytes, { level: 1 });
    if (bytes.length > MAXIMUM_ITEM_BYTES - OWN_BYTES) return;
    const item = { flags: isCompressed ? COMPRESSED : 0, bytes };
    await this.#servers.set(this.#keyOf(question), item, WRITE_MILLISECONDS);
  }

  #keyOf(question: string): string {
    const hash = createHash("sha256").update(`${this.#writers}\0${question}`).digest("hex");
    return `rez-next:${hash}`;
  }
}
