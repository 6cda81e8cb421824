import { describe, expect, test } from "vitest";
import { EscapedString } from "../../../src/rex/escaped-string.ts";

const parts = (text: EscapedString) => text.parts.map(({ literal, text: part }) => [literal, part]);

describe("an escaped string", () => {
  test("joins neighbours of one kind", () => {
    const text = EscapedString.literal("a").append("b", true).append("c", false);
    expect(parts(text)).toEqual([
      [true, "ab"],
      [false, "c"],
    ]);
  });

  test("formats its expandable parts only", () => {
    const text = EscapedString.literal("a").append("b", false);
    expect(text.formatted((part) => part.toUpperCase()).toString()).toBe("aB");
  });

  test("splits into lines that keep what is literal", () => {
    const lines = EscapedString.literal("a\nb").append("c\n", false).lines();
    expect(lines.map(parts)).toEqual([
      [[true, "a"]],
      [
        [true, "b"],
        [false, "c"],
      ],
      [[false, ""]],
    ]);
  });

  test("joins values with an expandable separator", () => {
    const text = EscapedString.join(":", [EscapedString.literal("a"), "$" + "{X}"]);
    expect(parts(text)).toEqual([
      [true, "a"],
      [false, ":$" + "{X}"],
    ]);
  });

  test("equals a plain string of its text", () => {
    expect(EscapedString.literal("a").equals("a")).toBe(true);
    expect(EscapedString.literal("a").equals(EscapedString.expandable("a"))).toBe(false);
  });
});
