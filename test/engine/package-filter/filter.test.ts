// Filters: what their rules hide, and when a package has to be read to know it.

import { describe, expect, test } from "vitest";
import { packageFilter, type RuleData } from "../../../src/package-filter/filter.ts";
import { Version } from "../../../src/version/version.ts";

const glob = (pattern: string): RuleData => ({ type: "glob", pattern });
const after = (timestamp: number): RuleData => ({
  type: "timestamp",
  timestamp,
  after: true,
  matchUntimestamped: false,
});

function excluded(
  rules: { readonly excludes: readonly RuleData[]; readonly includes?: readonly RuleData[] },
  name: string,
  timestamp: number | null | "unread" = "unread",
) {
  const { excludes, includes = [] } = rules;
  const filter = packageFilter([
    {
      excludes: [{ family: null, rules: excludes }],
      includes: [{ family: null, rules: includes }],
    },
  ]);
  const [family = "", version = ""] = name.split("-");
  return filter!.excludes({ name: family, version: Version.parse(version), timestamp });
}

describe("a filter", () => {
  test("hides what an exclusion matches", () => {
    expect(excluded({ excludes: [glob("*.beta")] }, "foo-1.beta")).toBe(true);
    expect(excluded({ excludes: [glob("*.beta")] }, "foo-1")).toBe(false);
    expect(excluded({ excludes: [{ type: "range", requirement: "foo-2+" }] }, "foo-3")).toBe(true);
    expect(excluded({ excludes: [{ type: "regex", pattern: "fo+-" }] }, "foo-3")).toBe(true);
    expect(excluded({ excludes: [glob("foo")] }, "foo")).toBe(true);
  });

  test("shows what an inclusion matches as well", () => {
    const rules = { excludes: [glob("*")], includes: [glob("foo-1*")] };
    expect(excluded(rules, "foo-1.2")).toBe(false);
    expect(excluded(rules, "foo-2")).toBe(true);
  });

  test("looks at a timestamp only where no name decides", () => {
    const rules = { excludes: [glob("foo-1"), after(100)], includes: [glob("foo-3")] };
    expect(excluded(rules, "foo-1")).toBe(true);
    expect(excluded(rules, "foo-2")).toBe("unread");
    expect(excluded(rules, "foo-2", 101)).toBe(true);
    expect(excluded(rules, "foo-2", 100)).toBe(false);
    expect(excluded(rules, "foo-2", null)).toBe(false);
    expect(excluded(rules, "foo-3", 101)).toBe(false);
  });

  test("asks a family's rules alone", () => {
    const rules = [{ family: "foo", rules: [glob("*")] }];
    const filter = packageFilter([{ excludes: rules, includes: [] }])!;
    const version = Version.parse("1");
    expect(filter.excludes({ name: "foo", version, timestamp: null })).toBe(true);
    expect(filter.excludes({ name: "bar", version, timestamp: null })).toBe(false);
  });

  test("is left to Python where one of its patterns is", () => {
    const excludes = [{ family: null, rules: [{ type: "regex", pattern: "(?i)a" } as const] }];
    expect(packageFilter([{ excludes, includes: [] }])).toBeNull();
  });
});
