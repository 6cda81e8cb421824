// How versions and variants are ranked.

import { expect, test } from "vitest";
import { compareText, compareVersions, type VersionOrder } from "../../../src/solver/order.ts";
import { Version } from "../../../src/version/version.ts";
import { answer, type Repository, solve } from "./solving.ts";

const versions = (text: string): Version[] => text.split(" ").map((each) => Version.parse(each));

test("text is compared by code point", () => {
  expect(compareText("a", "b")).toBeLessThan(0);
  expect(compareText("ab", "a")).toBeGreaterThan(0);
  // As UTF-16 units the emoji would come first.
  expect(compareText("\u{ff5e}", "\u{1f600}")).toBeLessThan(0);
});

test("without an order, versions rank themselves", () => {
  const [one, two] = versions("1 2");
  expect(compareVersions(one!, null, two!, null)).toBeLessThan(0);
});

test("sort keys compare as in Python", () => {
  const [one, two] = versions("1 2");
  const reversed: VersionOrder = { key: (version) => ({ reversed: version }) };
  const firstOne: VersionOrder = { key: (version) => [version.equals(one!) ? 1 : 0, version] };
  const none: VersionOrder = { key: () => 0 };
  expect(compareVersions(one!, reversed, two!, reversed)).toBeGreaterThan(0);
  expect(compareVersions(one!, firstOne, two!, firstOne)).toBeGreaterThan(0);
  expect(compareVersions(one!, none, two!, none)).toBe(0);
});

test("keys of different kinds leave it to the versions, and equal ones are not ordered at all", () => {
  const [one, two] = versions("1 2");
  const none: VersionOrder = { key: () => 0 };
  expect(compareVersions(one!, none, two!, null)).toBeLessThan(0);
  expect(compareVersions(one!, none, one!, null)).toBeNaN();
});

test.each([
  ["newer requested packages first", [["base-1"], ["base-2"]], "base x", 1],
  ["then fewer packages that were not requested", [["other", "more"], ["other"]], "x", 1],
  ["then newer ones of those", [["other-1"], ["other-2"]], "x", 1],
  ["then the later name", [["more"], ["other"]], "x", 1],
  ["then the later variant", [["other"], ["other"]], "x", 1],
])("%s", (_, variants, request, expected) => {
  const repository: Repository = {
    x: { "1": { variants } },
    base: { "1": [], "2": [] },
    other: { "1": [], "2": [] },
    more: { "1": [] },
  };
  expect(answer(solve(repository, request))).toContain(`x-1[${expected}]`);
});
