import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { homesOf } from "../../../src/rex/homes.ts";

test("homes come from the password file, and one's own as it is given", () => {
  const folder = mkdtempSync(join(tmpdir(), "homes-"));
  const file = join(folder, "passwd");
  writeFileSync(file, "ann:x:1:1::/home/ann:/bin/sh\nbad line\n");
  const homes = homesOf("/mine", undefined, file);
  expect([homes.homeOf(""), homes.homeOf("ann"), homes.homeOf("bob")]).toEqual([
    "/mine",
    "/home/ann",
    null,
  ]);
  rmSync(folder, { recursive: true });
});

test("without a password file nobody else has a home", () => {
  expect(homesOf(null, undefined, "/nonexistent").homeOf("ann")).toBeNull();
});
