// A process that reads a repository, checks what its index gives, and writes what it read.

import { isDeepStrictEqual } from "node:util";
import { newCache, openIndex, seen } from "./indexes.ts";

const [root, cacheFolder] = process.argv.slice(2) as [string, string];
const later = Date.now() + 60_000;
Date.now = () => later;

const expected = await seen(root, newCache(null));
for (let round = 0; round < 5; round++) {
  const { index, warnings } = openIndex(cacheFolder);
  const found = await seen(root, newCache(index));
  index.state();
  index.close();
  if (!isDeepStrictEqual(found, expected) || warnings.length > 0) {
    console.error(warnings);
    process.exit(1);
  }
}
