// Matches texts by the engine's translations of Python's patterns: a JSON line in, a JSON line out;
// null where the pattern is left to Python.

import { createInterface } from "node:readline";
import { globPattern } from "../../src/package-filter/glob.ts";
import { regexPattern } from "../../src/package-filter/regex.ts";

interface Question {
  readonly kind: "glob" | "regex";
  readonly pattern: string;
  readonly texts: readonly string[];
}

for await (const line of createInterface({ input: process.stdin })) {
  const { kind, pattern, texts } = JSON.parse(line) as Question;
  const found = kind === "glob" ? globPattern(pattern) : regexPattern(pattern);
  const matches = found === null ? null : texts.map((text) => found.test(text));
  process.stdout.write(`${JSON.stringify(matches)}\n`);
}
