import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkFolder, makeFolder } from "../../src/folders.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "folders-"));
});
afterEach(() => rmSync(root, { recursive: true }));

test("a folder is made with those above it, and may be there already", () => {
  const folder = join(root, "a", "b", "c");
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test("a file in the way is an error", () => {
  writeFileSync(join(root, "file"), "");
  expect(() => makeFolder(join(root, "file"))).toThrow("EEXIST");
  expect(() => makeFolder(join(root, "file", "a", "b"))).toThrow("ENOTDIR");
});

test.skipIf(process.platform === "win32")("a link that leads nowhere is an error", () => {
  symlinkSync(join(root, "nowhere"), join(root, "link"));
  expect(() => makeFolder(join(root, "link", "a", "b"))).toThrow("EEXIST");
});

test.skipIf(process.platform !== "linux")("a folder that refuses new ones is an error", () => {
  expect(() => makeFolder("/proc/a/b")).toThrow("ENOENT");
});

test("whether a folder can be made is known without making it", () => {
  writeFileSync(join(root, "file"), "");
  checkFolder(join(root, "a", "b"));
  expect(existsSync(join(root, "a"))).toBe(false);
  expect(() => checkFolder(join(root, "file", "b"))).toThrow(`${join(root, "file")} is no folder`);
});
