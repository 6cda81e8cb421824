// Paths as the disk has them: bytes. Those that are no UTF-8 are lone surrogates in text, as in
// Python (PEP 383), so that a path means the same file on both sides.

import { isUtf8 } from "node:buffer";
import { RezError } from "../errors.ts";

/** What Node's file calls take for a path. Throws, as Python does, for one that can be none. */
export function diskPath(path: string): string | Buffer {
  if (path.includes("\0")) {
    throw new RezError("ValueError", `embedded null byte in the path ${JSON.stringify(path)}`);
  }
  // Windows has no bytes in its names.
  return path.isWellFormed() || process.platform === "win32" ? path : encoded(path);
}

/** Whether Node, which reads names as UTF-8, may have lost bytes of it. */
export function isLossy(text: string): boolean {
  return text.includes("\ufffd");
}

/** Text of a name's bytes. */
export function decodedPath(bytes: Buffer): string {
  let text = "";
  for (let start = 0; start < bytes.length; ) {
    const length = characterLength(bytes, start);
    text +=
      length === 0
        ? String.fromCharCode(0xdc00 + bytes[start]!)
        : bytes.toString("utf8", start, start + length);
    start += length || 1;
  }
  return text;
}

function encoded(path: string): Buffer {
  const parts = path.split(/([\udc80-\udcff])/u);
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 0 ? Buffer.from(part) : Buffer.of(part.charCodeAt(0) - 0xdc00),
    ),
  );
}

/** How many bytes make the character there; 0 when they make none. */
function characterLength(bytes: Buffer, start: number): number {
  for (let length = 1; length <= 4; length++) {
    if (isUtf8(bytes.subarray(start, start + length))) return length;
  }
  return 0;
}
