// Python's patterns in JavaScript: what they match, and which are left to Python.

import { describe, expect, test } from "vitest";
import { globPattern } from "../../../src/package-filter/glob.ts";
import { regexPattern } from "../../../src/package-filter/regex.ts";

describe("globs", () => {
  test.each([
    ["foo-*", "foo-1.2", "foot-1"],
    ["*.beta", "foo-1.beta", "foo-1.beta2"],
    ["foo-?.?", "foo-1.2", "foo-1.22"],
    ["foo-[1-3]", "foo-2", "foo-4"],
    ["foo-[!1-3]*", "foo-4", "foo-2"],
    ["foo-[]x]", "foo-]", "foo-y"],
    ["[a", "[a", "a"],
    ["a.b", "a.b", "axb"],
    ["[a-]", "-", "b"],
  ])("%s matches %s, not %s", (glob, matching, other) => {
    expect(globPattern(glob)!.test(matching)).toBe(true);
    expect(globPattern(glob)!.test(other)).toBe(false);
  });

  test.each(["[c-a]", "[a-b-c]", "[--a]"])("%s is left to Python", (glob) => {
    expect(globPattern(glob)).toBeNull();
  });
});

describe("regular expressions", () => {
  test.each([
    ["foo", "foo-1", "a foo"],
    [".*\\.beta$", "foo-1.beta", "foo-1.beta2"],
    ["foo-\\d+", "foo-12", "foo-x"],
    ["foo-[\\d.]+\\Z", "foo-1.2", "foo-1.2a"],
    ["(foo|bar)-1", "bar-1", "baz-1"],
    ["foo-(?!1)", "foo-2", "foo-1"],
    ["foo-1|bar", "bar", "foo-2"],
    ["a{2,3}$", "aaa", "a"],
    ["[]a]+$", "]a", "b"],
    ["[^-]+-1", "foo-1", "foo-2"],
    ["fo*?o-", "fooo-", "f-"],
  ])("%s matches %s, not %s", (pattern, matching, other) => {
    expect(regexPattern(pattern)!.test(matching)).toBe(true);
    expect(regexPattern(pattern)!.test(other)).toBe(false);
  });

  test.each([
    "(?i)foo",
    "(?P<name>a)",
    "(a)\\1",
    "foo\\b",
    "(?<=a)b",
    "a++",
    "a**",
    "\\x41",
    "[b-a]",
    "a{2",
    "(a",
    "a)",
  ])("%s is left to Python", (pattern) => {
    expect(regexPattern(pattern)).toBeNull();
  });
});
