// The engine's value types answer the shared vectors as rez does.

import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Answer, answer, type Json } from "./operations.ts";

const folder = new URL("../../vectors/", import.meta.url);

interface Group {
  readonly about: string;
  readonly cases: readonly ({ readonly op: string; readonly args: readonly Json[] } & Answer)[];
}

interface ExhaustiveGroup {
  readonly about: string;
  readonly op: string;
  readonly product: readonly (readonly Json[])[];
  readonly digests: readonly string[];
}

for (const file of globSync("*/*.json", { cwd: folder }).sort()) {
  describe(file, () => {
    for (const { about, cases } of read<Group[]>(file)) {
      test(about, () => {
        for (const { op, args, ...expected } of cases) {
          const call = `${op}(${JSON.stringify(args)})`;
          expect({ call, ...answer(op, args) }).toEqual({ call, ...expected });
        }
      });
    }
  });
}

describe("exhaustive.json", () => {
  for (const { about, op, product, digests } of read<ExhaustiveGroup[]>("exhaustive.json")) {
    test(`${about}: ${op}`, () => {
      const [first = [], ...rest] = product;
      const found = first.map((value) => digest(op, combinations([[value], ...rest])));
      const differing = first.filter((_, i) => found[i] !== digests[i]);
      expect(differing, `first arguments of ${op} with another answer than rez's`).toEqual([]);
    });
  }
});

function digest(op: string, argumentLists: readonly (readonly Json[])[]): string {
  const answers = argumentLists.map((args) => JSON.stringify(answer(op, args)));
  return createHash("sha256").update(answers.join("\n")).digest("hex").slice(0, 8);
}

function combinations(lists: readonly (readonly Json[])[]): Json[][] {
  return lists.reduce<Json[][]>(
    (found, list) => found.flatMap((args) => list.map((value) => [...args, value])),
    [[]],
  );
}

function read<Content>(file: string): Content {
  return JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Content;
}
