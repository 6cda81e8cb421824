// What must hold of versions and ranges whatever rez says: an order is an order, a set a set.

import fc from "fast-check";
import { expect, test } from "vitest";
import { VersionRange } from "../../../src/version/range.ts";
import { Requirement } from "../../../src/version/requirement.ts";
import { RequirementList } from "../../../src/version/requirement-list.ts";
import { Version } from "../../../src/version/version.ts";

const token = fc.oneof(
  fc.constantFrom("0", "1", "01", "2", "10", "a", "A", "b", "_", "a1", "1a", "1_"),
  fc.stringMatching(/^[0-9a-zA-Z_]{1,6}$/),
  fc.stringMatching(/^[0-9]{14,20}$/),
);

const versionText = fc
  .array(fc.tuple(token, fc.constantFrom(".", "-")), { maxLength: 4 })
  .map((pieces) =>
    pieces
      .map(([text, separator]) => separator + text)
      .join("")
      .slice(1),
  );

const version = versionText.map((text) => Version.parse(text));

const notEmpty = versionText.filter((text) => text !== "");

const part = fc.oneof(
  notEmpty,
  fc.tuple(fc.constantFrom("==", ">", ">=", "<", "<="), notEmpty).map((pieces) => pieces.join("")),
  fc
    .tuple(notEmpty, notEmpty, fc.constantFrom("..", "+<", "+<="))
    .filter(([a, b]) => Version.parse(a).compareTo(Version.parse(b)) < 0)
    .map(([a, b, between]) => a + between + b),
);

/** Disjoint pieces with versions between them: where pieces touch, rez's union may err. */
const range = fc
  .array(part, { minLength: 1, maxLength: 7 })
  .map((parts) => parts.map((text) => VersionRange.parse(text)))
  .map((ranges) => ranges.reduce((all, next) => (all.intersects(next) ? all : all.union(next))))
  .filter((found) => found.bounds.every((bound, i) => i === 0 || apart(found, i, bound.lower)));

function apart(found: VersionRange, i: number, lower: { readonly version: Version }): boolean {
  return !found.bounds[i - 1]!.upper.version.equals(lower.version);
}

function holds<Values extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Values>,
  numRuns = 1000,
): void {
  fc.assert(property, { numRuns });
}

test("a version prints as it was read, and equal text is one instance", () => {
  holds(
    fc.property(versionText, (text) => {
      expect(Version.parse(text).text).toBe(text);
      expect(Version.parse(text)).toBe(Version.parse(text));
    }),
  );
});

test("versions are totally ordered", () => {
  holds(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(a.compareTo(b)) + Math.sign(b.compareTo(a))).toBe(0);
      expect(a.equals(b)).toBe(a.compareTo(b) === 0);
      expect(a.key === b.key).toBe(a.equals(b));
      if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) expect(a.compareTo(c)).toBeLessThanOrEqual(0);
    }),
    3000,
  );
});

test("the empty version is least and inf greatest", () => {
  holds(
    fc.property(version, (a) => {
      expect(Version.empty.compareTo(a)).toBeLessThanOrEqual(0);
      expect(Version.inf.compareTo(a)).toBe(1);
    }),
  );
});

test("next is greater than everything that begins with the version", () => {
  holds(
    fc.property(version, version, (a, b) => {
      const joined = Version.parse([a.text, b.text].filter((text) => text !== "").join("."));
      expect(a.next().compareTo(a)).toBe(1);
      expect(a.next().compareTo(joined)).toBe(1);
      expect(joined.trim(a.length).equals(a)).toBe(true);
    }),
  );
});

test("a range prints as something that reads back as the range", () => {
  holds(
    fc.property(range, (a) => {
      expect(VersionRange.parse(a.text).equals(a)).toBe(true);
      expect(VersionRange.parse(a.text).text).toBe(a.text);
    }),
  );
});

test("intersection, union, inverse and difference are those of sets", () => {
  holds(
    fc.property(range, range, version, (a, b, v) => {
      const inA = a.contains(v);
      const inB = b.contains(v);
      expect(a.intersection(b)?.contains(v) ?? false).toBe(inA && inB);
      expect(a.inverse()?.contains(v) ?? false).toBe(!inA);
      expect(a.difference(b)?.contains(v) ?? false).toBe(inA && !inB);
      if (inA || inB) expect(a.union(b).contains(v)).toBe(true);
    }),
    3000,
  );
});

test("a double inverse is the range again", () => {
  holds(
    fc.property(range, (a) => {
      const back = a.inverse()?.inverse() ?? null;
      expect(back === null || back.equals(a)).toBe(true);
      expect(back === null).toBe(a.isAny || a.inverse()!.isAny);
    }),
  );
});

test("subset and overlap agree with the algebra", () => {
  holds(
    fc.property(range, range, (a, b) => {
      const both = a.intersection(b);
      expect(a.intersects(b)).toBe(both !== null);
      expect(b.intersects(a)).toBe(both !== null);
      expect(a.issuperset(b)).toBe(both?.equals(b) ?? false);
      expect(b.issubset(a)).toBe(a.issuperset(b));
    }),
    3000,
  );
});

test("a range of versions contains those and gives them back", () => {
  holds(
    fc.property(fc.array(version, { minLength: 1, maxLength: 9 }), version, (members, other) => {
      const found = VersionRange.fromVersions(members);
      expect(found.contains(other)).toBe(members.some((member) => member.equals(other)));
      const distinct = new Set(members.map((member) => member.key));
      expect(
        found
          .toVersions()
          ?.map((member) => member.key)
          .sort(),
      ).toEqual([...distinct].sort());
    }),
  );
});

test("what merged requirements accept, each of them accepts", () => {
  const requirement = fc
    .tuple(fc.constantFrom("", "!", "~"), range)
    .map(([sign, found]) => Requirement.parse(`${sign}foo-${found}`));
  holds(
    fc.property(requirement, requirement, version, (a, b, v) => {
      const merged = RequirementList.of([a, b]).requirements[0];
      expect(merged === undefined).toBe(a.merged(b) === null);
      if (merged === undefined || !accepts(merged, v)) return;
      expect([accepts(a, v), accepts(b, v)]).toEqual([true, true]);
    }),
  );
});

function accepts(requirement: Requirement, version: Version): boolean {
  if (requirement.range === null) return true;
  return requirement.range.contains(version) !== requirement.conflict;
}
