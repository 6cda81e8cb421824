// Several memcached servers as one: each key has its server, the same for everybody who has the same
// list, in whatever order; while that one is left alone, the next in the key's own order stands in.

import { createHash } from "node:crypto";
import { parseAddress } from "./address.ts";
import type { Item } from "./reply.ts";
import { MemcachedServer } from "./server.ts";

export class MemcachedServers {
  readonly #servers: readonly MemcachedServer[];
  /** What of the setting is no address. */
  readonly #mistakes: readonly string[];

  /** What is no address is told of and left out. */
  constructor(addresses: readonly string[], warn: (message: string) => void) {
    const each = [...new Set(addresses)];
    this.#servers = each.flatMap((address) => {
      const options = parseAddress(address);
      return options ? [new MemcachedServer(address, options, warn)] : [];
    });
    this.#mistakes = each
      .filter((address) => parseAddress(address) === null)
      .map((address) => `memcached_uri has '${address}', which is no address of a server`);
    for (const mistake of this.#mistakes) warn(mistake);
  }

  get isEmpty(): boolean {
    return this.#servers.length === 0;
  }

  /** What is no address, and what is wrong with servers that do not answer now. */
  get problems(): readonly string[] {
    const silent = this.#servers.flatMap(({ address, problem }) =>
      problem === null ? [] : [`memcached ${address} is done without: ${problem}`],
    );
    return [...this.#mistakes, ...silent];
  }

  async get(key: string, milliseconds: number): Promise<Item | null> {
    return (await this.#serverOf(key)?.get(key, milliseconds)) ?? null;
  }

  async set(key: string, item: Item, milliseconds: number): Promise<boolean> {
    return (await this.#serverOf(key)?.set(key, item, milliseconds)) === true;
  }

  /** Whoever wants something forgotten hears of each server that still has it. */
  async flush(milliseconds: number): Promise<readonly string[]> {
    const flush = async (server: MemcachedServer) => {
      if (await server.flush(milliseconds)) return [];
      return [`memcached ${server.address}: ${server.problem ?? "it refused"}`];
    };
    const refused = await Promise.all(this.#servers.map(flush));
    return [...this.#mistakes, ...refused.flat()];
  }

  close(): void {
    for (const server of this.#servers) server.close();
  }

  #serverOf(key: string): MemcachedServer | undefined {
    if (this.#servers.length === 1) {
      const [only] = this.#servers;
      return only?.isLeftAlone ? undefined : only;
    }
    let best: MemcachedServer | undefined;
    let bestWeight = "";
    for (const server of this.#servers) {
      const weight = createHash("sha1").update(`${server.address} ${key}`).digest("hex");
      if (weight > bestWeight && !server.isLeftAlone) [best, bestWeight] = [server, weight];
    }
    return best;
  }
}
