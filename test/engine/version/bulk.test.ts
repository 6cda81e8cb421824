// Sorting without a Version for each text gives what sorting versions gives, and so do the others.

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  filterVersions,
  groupByMajor,
  latestVersion,
  sortSemver,
  sortVersions,
} from "../../../src/version/bulk.ts";
import { versionOrder } from "../../../src/version/radix-order.ts";
import { VersionRange } from "../../../src/version/range.ts";
import { Version } from "../../../src/version/version.ts";

const token = fc.oneof(
  fc.constantFrom("0", "00", "1", "01", "2", "10", "65535", "65536", "a", "A", "_", "a1", "1a"),
  fc.stringMatching(/^[0-9a-zA-Z_]{1,6}$/),
  fc.stringMatching(/^[0-9]{4,20}$/),
);

const text = fc
  .array(fc.tuple(fc.constantFrom(".", ".", "-", "+", " ", "é", "\u{1f600}"), token), {
    maxLength: 5,
  })
  .map((pieces) => pieces.map(([separator, each], i) => (i ? separator : "") + each).join(""));

// From few texts, so that equal ones and equal versions of different text are common.
const texts = fc
  .array(text, { minLength: 1, maxLength: 6 })
  .chain((some) => fc.array(fc.constantFrom(...some, ...some.map(withHyphens)), { maxLength: 40 }));

function withHyphens(each: string): string {
  return each.replaceAll(".", "-");
}

function sortedOneByOne(all: readonly string[], descending = false): string[] {
  const sign = descending ? -1 : 1;
  return all
    .map((each) => Version.parse(each))
    .sort((a, b) => sign * a.compareTo(b))
    .map(String);
}

const { REZ_NEXT_LONG } = process.env;

function holds<Values extends [unknown, ...unknown[]]>(property: fc.IProperty<Values>): void {
  fc.assert(property, { numRuns: REZ_NEXT_LONG ? 100_000 : 2000 });
}

test("sorting by columns gives rez's order, and leaves equal versions as they were", () => {
  holds(
    fc.property(texts, fc.boolean(), (all, descending) => {
      expect(sortVersions(all, descending)).toEqual(sortedOneByOne(all, descending));
    }),
  );
});

test("an order is a permutation", () => {
  holds(
    fc.property(texts, (all) => {
      const order = versionOrder(all);
      expect(order && [...order].sort((a, b) => a - b)).toEqual(all.map((_, index) => index));
    }),
  );
});

test("a version of very many tokens is sorted too", () => {
  const endless = Array(1000).fill("1").join(".");
  const all = [endless, `${endless}.1`, "1.2", "1", ""];
  expect(versionOrder(all)).toBe(null);
  expect(sortVersions(all)).toEqual(["", "1", endless, `${endless}.1`, "1.2"]);
});

test("what is no version is an error that says so", () => {
  for (const wrong of ["1..2", ".1", "1.", "..", "é"]) {
    expect(() => sortVersions(["1", wrong])).toThrow(messageOf(wrong));
    expect(() => filterVersions([wrong], VersionRange.any())).toThrow(messageOf(wrong));
  }
});

function messageOf(wrong: string): string {
  try {
    Version.parse(wrong);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${wrong} is a version`);
}

test("filtering asks the range of each", () => {
  const range = VersionRange.parse("1+<2|10");
  holds(
    fc.property(texts, (all) => {
      const inside = all.filter((each) => range.contains(Version.parse(each)));
      expect(filterVersions(all, range)).toEqual(inside);
      const greatest = sortedOneByOne(inside).at(-1);
      const latest = latestVersion(all, range);
      if (greatest === undefined) expect(latest).toBe(null);
      else expect(Version.parse(latest!).equals(Version.parse(greatest))).toBe(true);
    }),
  );
});

test("every version is in the group of its first token", () => {
  holds(
    fc.property(texts, (all) => {
      const groups = groupByMajor(all);
      expect(groups.flatMap(([, members]) => members).sort()).toEqual([...all].sort());
      expect(new Set(groups.map(([major]) => major)).size).toBe(groups.length);
      for (const [major, members] of groups) {
        for (const each of members) {
          expect(Version.parse(each).tokens[0]?.text ?? "").toBe(major);
        }
      }
    }),
  );
});

test("semantic versions come in the precedence of semver.org, others before them", () => {
  const precedence = [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
  ];
  holds(
    fc.property(fc.shuffledSubarray([...precedence, "v1.0.0", "1.0", "01.0.0"]), (all) => {
      const others = sortVersions(all.filter((each) => !precedence.includes(each)));
      const semantic = precedence.filter((each) => all.includes(each));
      expect(sortSemver(all)).toEqual([...others, ...semantic]);
      expect(sortSemver(all, true)).toEqual([...others, ...semantic].reverse());
    }),
  );
});
