import { expect, test } from "vitest";
import { joinArguments, quote, singleQuoted } from "../../../src/shell/quoting.ts";

test.each([
  ["plain/path-1.2", "plain/path-1.2"],
  ["", "''"],
  ["a b", "'a b'"],
  ["it's", `'it'"'"'s'`],
  ["é", "'é'"],
])("one word: %j is %s", (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});

test("a literal is quoted even where it need not be", () => {
  expect(singleQuoted("plain")).toBe("'plain'");
});

test("a list keeps its variables and its words", () => {
  const words = ["echo", "hey $FOO", "", "é", "a`b", 'say "hi" now', "`x y`"];
  expect(joinArguments(words)).toBe(
    `echo "hey $FOO" '' é a\`b "say "'"'"hi"'"'" now" "\\\`x y\\\`"`,
  );
});
