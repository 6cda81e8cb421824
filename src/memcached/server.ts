// One memcached server. It is asked over one connection, made when it is first needed; replies come
// in the order of the questions. A server that does not answer in time, or answers nonsense, is left
// alone for a while, and its question stays without an answer: nothing is ever thrown.

import { connect, type NetConnectOpts, type Socket } from "node:net";
import {
  type Item,
  MAXIMUM_ITEM_BYTES,
  type Reply,
  readDone,
  readItem,
  readStored,
} from "./reply.ts";

const FIRST_PAUSE_MILLISECONDS = 1000;
const LONGEST_PAUSE_MILLISECONDS = 60_000;

interface Waiting {
  /** How many bytes its reply took; undefined while more has to come. */
  readonly take: (data: Buffer) => number | undefined;
  readonly giveUp: () => void;
}

export class MemcachedServer {
  readonly address: string;
  readonly #options: NetConnectOpts;
  readonly #warn: (message: string) => void;
  #socket: Socket | null = null;
  #waiting: Waiting[] = [];
  #data: Buffer = Buffer.alloc(0);
  #isLeftAloneUntil = 0;
  #pause = FIRST_PAUSE_MILLISECONDS;
  #problem: string | null = null;

  constructor(address: string, options: NetConnectOpts, warn: (message: string) => void) {
    this.address = address;
    this.#options = options;
    this.#warn = warn;
  }

  /** What is wrong with it; null while it answers. */
  get problem(): string | null {
    return this.#problem;
  }

  get isLeftAlone(): boolean {
    return performance.now() < this.#isLeftAloneUntil;
  }

  get(key: string, milliseconds: number): Promise<Item | null> {
    return this.#ask([`get ${key}\r\n`], (data) => readItem(data, key), milliseconds);
  }

  /** Whether the item is kept. */
  async set(key: string, { flags, bytes }: Item, milliseconds: number): Promise<boolean> {
    const line = `set ${key} ${flags} 0 ${bytes.length}\r\n`;
    return (await this.#ask([line, bytes, "\r\n"], readStored, milliseconds)) === true;
  }

  /** Forgets everything, for everybody. */
  async flush(milliseconds: number): Promise<boolean> {
    return (await this.#ask(["flush_all\r\n"], readDone, milliseconds)) === true;
  }

  close(): void {
    this.#hangUp();
  }

  #ask<T>(
    message: readonly (string | Buffer)[],
    read: (data: Buffer) => Reply<T> | undefined,
    milliseconds: number,
  ): Promise<T | null> {
    return new Promise((resolve) => {
      if (this.isLeftAlone) return resolve(null);
      const timer = setTimeout(() => setImmediate(isTooLate), milliseconds);
      const waiting: Waiting = {
        take: (data) => {
          const reply = read(data);
          if (reply === undefined) return undefined;
          clearTimeout(timer);
          resolve(reply.value);
          return reply.length;
        },
        giveUp: () => {
          clearTimeout(timer);
          resolve(null);
        },
      };
      // This process may have been busy for so long: what has come meanwhile is read before this.
      const isTooLate = () => {
        if (!this.#waiting.includes(waiting)) return;
        this.#failed(`it did not answer within ${milliseconds} ms`);
      };
      this.#waiting.push(waiting);
      const socket = this.#connected();
      for (const part of message) socket.write(part);
    });
  }

  #connected(): Socket {
    if (this.#socket) return this.#socket;
    const socket = connect({ ...this.#options, noDelay: true });
    this.#socket = socket;
    // An open connection is no reason for the process to live on.
    socket.unref();
    const isCurrent = () => this.#socket === socket;
    socket.on("data", (data) => isCurrent() && this.#read(data));
    socket.on("error", ({ message }) => isCurrent() && this.#failed(message));
    socket.on("close", () => isCurrent() && this.#failed("it closed the connection"));
    return socket;
  }

  #read(data: Buffer): void {
    this.#data = this.#data.length === 0 ? data : Buffer.concat([this.#data, data]);
    try {
      while (this.#data.length > 0) {
        const [first] = this.#waiting;
        if (first === undefined) throw new Error("it answered what nobody asked");
        const length = first.take(this.#data);
        if (length === undefined) break;
        this.#waiting.shift();
        this.#data = this.#data.subarray(length);
        this.#pause = FIRST_PAUSE_MILLISECONDS;
        this.#problem = null;
      }
      if (this.#data.length > 2 * MAXIMUM_ITEM_BYTES) throw new Error("its answer has no end");
    } catch (error) {
      this.#failed((error as Error).message);
    }
  }

  /** A connection that was idle may end: only a server that fails a question is left alone. */
  #failed(reason: string): void {
    const hadQuestions = this.#waiting.length > 0;
    this.#hangUp();
    if (!hadQuestions) return;
    if (this.#problem === null) this.#warn(`memcached ${this.address} is done without: ${reason}`);
    this.#problem = reason;
    this.#isLeftAloneUntil = performance.now() + this.#pause;
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MILLISECONDS);
  }

  #hangUp(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#data = Buffer.alloc(0);
    this.#socket?.destroy();
    this.#socket = null;
    for (const { giveUp } of waiting) giveUp();
  }
}
