// rez's orderers: in which order versions are tried.

import { describe, expect, test } from "vitest";
import {
  firstVersionAfter,
  orderDataFor,
  plainOrder,
  timestampOrder,
} from "../../../src/package-order/order.ts";
import { compareVersions, type VersionOrder } from "../../../src/solver/order.ts";
import { Version } from "../../../src/version/version.ts";

function ordered(order: VersionOrder | null, texts: string): string {
  const versions = texts.split(" ").map((text) => Version.parse(text));
  return versions.sort((a, b) => compareVersions(b, order, a, order)).join(" ");
}

describe("orders that look at versions alone", () => {
  test.each([
    [{ type: "no_order" }, "2 3 1 4"],
    [{ type: "sorted", descending: true }, "4 3 2 1"],
    [{ type: "sorted", descending: false }, "1 2 3 4"],
    [{ type: "version_split", firstVersion: "2.5" }, "2 1 4 3"],
  ] as const)("%o", (data, expected) => {
    expect(ordered(plainOrder(data), "2 3 1 4")).toBe(expected);
  });
});

describe("the order by time of release", () => {
  const timestamps: Record<string, number> = {
    "1.9.0": 1,
    "2.0.0": 2,
    "2.0.5": 4,
    "2.0.6": 5,
    "2.1.0": 6,
    "2.1.1": 7,
    "2.2.0": 8,
    "2.2.1": 9,
  };
  const texts = Object.keys(timestamps);

  async function by(timestamp: number, rank: number): Promise<string> {
    const releases = texts.toReversed().map((text) => ({
      version: Version.parse(text),
      timestamp: async () => timestamps[text]!,
    }));
    const data = { type: "soft_timestamp", timestamp, rank } as const;
    return ordered(timestampOrder(rank, await firstVersionAfter(data, releases)), texts.join(" "));
  }

  test.each([
    [3, 0, "2.0.0 1.9.0 2.0.5 2.0.6 2.1.0 2.1.1 2.2.0 2.2.1"],
    [3, 3, "2.0.6 2.0.5 2.0.0 1.9.0 2.1.1 2.1.0 2.2.1 2.2.0"],
    [9, 3, "2.2.1 2.2.0 2.1.1 2.1.0 2.0.6 2.0.5 2.0.0 1.9.0"],
    [0, 0, "1.9.0 2.0.0 2.0.5 2.0.6 2.1.0 2.1.1 2.2.0 2.2.1"],
    [3, 1, "2.2.1 2.2.0 2.1.1 2.1.0 2.0.6 2.0.5 2.0.0 1.9.0"],
  ])("time %i, rank %i", async (timestamp, rank, expected) => {
    expect(await by(timestamp, rank)).toBe(expected);
  });

  test("stops at the first package that was released before", async () => {
    const asked: string[] = [];
    const releases = ["3", "2", "1"].map((text) => ({
      version: Version.parse(text),
      timestamp: async () => {
        asked.push(text);
        return Number(text);
      },
    }));
    const data = { type: "soft_timestamp", timestamp: 2, rank: 0 } as const;
    expect(String(await firstVersionAfter(data, releases))).toBe("3");
    expect(asked).toEqual(["3", "2"]);
  });

  test("has a place for the end of an open range", () => {
    const order = timestampOrder(3, Version.parse("2"));
    expect(compareVersions(Version.parse("3"), order, Version.inf, order)).toBeGreaterThan(0);
  });
});

test("a family without an order of its own has that of all", () => {
  const data = { a: { type: "no_order" }, "*": { type: "host" } } as const;
  expect(orderDataFor(data, "a")).toEqual({ type: "no_order" });
  expect(orderDataFor(data, "b")).toEqual({ type: "host" });
  expect(orderDataFor(data, "toString")).toEqual({ type: "host" });
  expect(orderDataFor({}, "toString")).toBeNull();
});
