// What a memcached server answers, in its text protocol. Whatever is not exactly that is an error: a
// server that is out of step would give one question's answer to another.

export interface Item {
  /** What the writer says of the bytes. */
  readonly flags: number;
  readonly bytes: Buffer;
}

export interface Reply<T> {
  readonly value: T;
  /** So many bytes it took. */
  readonly length: number;
}

/** More than any server keeps as one item, unless it was told to. */
export const MAXIMUM_ITEM_BYTES = 1024 * 1024;

/** No line of a reply is longer. */
const MAXIMUM_LINE = 1024;
const END_OF_LINE = "\r\n";
const END_OF_ITEM = "\r\nEND\r\n";

/** The reply to `get KEY`; undefined while it is not all there. */
export function readItem(data: Buffer, key: string): Reply<Item | null> | undefined {
  const line = readLine(data);
  if (line === undefined) return undefined;
  if (line.value === "END") return { value: null, length: line.length };
  const [, found, flags, size] = /^VALUE (\S+) (\d{1,10}) (\d{1,7})$/.exec(line.value) ?? [];
  if (found !== key) throw new Error(`it answered '${line.value.slice(0, 80)}' to a question`);
  if (Number(size) > MAXIMUM_ITEM_BYTES) throw new Error(`it answered with ${size} bytes`);
  const end = line.length + Number(size);
  if (data.length < end + END_OF_ITEM.length) return undefined;
  const last = data.toString("latin1", end, end + END_OF_ITEM.length);
  if (last !== END_OF_ITEM) throw new Error("an item of it does not end where it should");
  const bytes = data.subarray(line.length, end);
  return { value: { flags: Number(flags), bytes }, length: end + END_OF_ITEM.length };
}

/** The reply to `set`, whether the item is kept; undefined while it is not all there. */
export function readStored(data: Buffer): Reply<boolean> | undefined {
  const line = readLine(data);
  if (line === undefined) return undefined;
  const { value, length } = line;
  if (value === "STORED") return { value: true, length };
  // The item is too large for it, or its memory is full of others.
  if (value === "NOT_STORED" || value.startsWith("SERVER_ERROR ")) return { value: false, length };
  throw new Error(`it answered '${value.slice(0, 80)}' to an item`);
}

/** The reply to `flush_all`. */
export function readDone(data: Buffer): Reply<boolean> | undefined {
  const line = readLine(data);
  return line && { value: line.value === "OK", length: line.length };
}

function readLine(data: Buffer): Reply<string> | undefined {
  const end = data.subarray(0, MAXIMUM_LINE).indexOf(END_OF_LINE);
  if (end >= 0) return { value: data.toString("latin1", 0, end), length: end + END_OF_LINE.length };
  if (data.length >= MAXIMUM_LINE) throw new Error("it speaks another protocol");
  return undefined;
}
