// The path functions against Python's own on random paths.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Declined } from "../../../src/python-source/decline.ts";
import { type PyObject, PyTuple, type PyValue } from "../../../src/python-source/values.ts";
import { osModules } from "../../../src/rex/os-module.ts";

const os = osModules(new Map([["HOME", "/home"]]), { homeOf: () => "/home" });

function call(module: string, name: string, ...args: PyValue[]): PyValue {
  const object = os.get(module)?.getAttribute?.(name) as PyObject;
  return object.call?.(args, new Map()) ?? null;
}

function plain(value: PyValue): unknown {
  return value instanceof PyTuple ? value.items : value;
}

const PIECES = ["/", "//", "a", ".", "..", ".b", "c.d", "", "~", "é"];
const FUNCTIONS = ["basename", "dirname", "split", "splitext", "normpath", "isabs"];

test("path functions are posixpath's", () => {
  const paths = PIECES.flatMap((a) => PIECES.flatMap((b) => PIECES.map((c) => a + b + c)));
  const code = `
import json, posixpath, sys
paths, names = json.load(sys.stdin)
answers = {name: [getattr(posixpath, name)(path) for path in paths] for name in names}
answers["join"] = [posixpath.join(a, b, "x") for a, b in zip(paths, reversed(paths))]
print(json.dumps(answers))`;
  const python = spawnSync("python3", ["-c", code], {
    input: JSON.stringify([paths, FUNCTIONS]),
    encoding: "utf8",
    env: { ...process.env, PYTHONIOENCODING: "utf-8" },
  });
  const expected = JSON.parse(python.stdout) as { [name: string]: unknown[] };
  for (const name of FUNCTIONS) {
    const found = paths.map((path) => plain(call("os.path", name, path)));
    expect(Object.fromEntries(paths.map((path, at) => [path, found[at]]))).toEqual(
      Object.fromEntries(paths.map((path, at) => [path, expected[name]?.[at]])),
    );
  }
  const reversed = [...paths].reverse();
  expect(paths.map((path, at) => call("os.path", "join", path, reversed[at] ?? "", "x"))).toEqual(
    expected.join,
  );
});

test("what is on disk is told of absolute paths only", () => {
  expect(call("os.path", "isdir", "/")).toBe(true);
  expect(call("os.path", "isfile", "/")).toBe(false);
  expect(call("os.path", "exists", "/nonexistent/x")).toBe(false);
  expect(() => call("os.path", "exists", "relative")).toThrow(Declined);
});

test("where the disk refuses to look is nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "refused-"));
  symlinkSync("loop", join(folder, "loop"));
  for (const path of [`/${"a".repeat(300)}`, join(folder, "loop"), "/dev/null/x"]) {
    expect([path, call("os.path", "exists", path)]).toEqual([path, false]);
  }
  rmSync(folder, { recursive: true });
});

test("the environment is the calling process's, to read only", () => {
  expect([call("os", "getenv", "HOME"), call("os", "getenv", "NOPE", "x")]).toEqual(["/home", "x"]);
  const environ = os.get("os")?.getAttribute?.("environ") as PyObject;
  expect(environ.getItem?.("HOME")).toBe("/home");
  expect(environ.setItem).toBeUndefined();
  expect(os.get("os")?.getAttribute?.("system")).toBeUndefined();
});
