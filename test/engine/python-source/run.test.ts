// commands() and late functions, run with objects that the host of the evaluation gives.

import { expect, test } from "vitest";
import { Declined } from "../../../src/python-source/decline.ts";
import { posixModules } from "../../../src/python-source/modules.ts";
import { runFunctionBody } from "../../../src/python-source/run.ts";
import type { PyObject, PyValue } from "../../../src/python-source/values.ts";

/** An `env` that notes what is done to it. */
function recorder(): { readonly log: unknown[]; readonly env: PyObject } {
  const log: unknown[] = [];
  const variable = (name: string): PyObject => ({
    typeName: "EnvironmentVariable",
    getAttribute: (method) => ({
      typeName: "method",
      call: (positional) => {
        log.push([method, name, ...positional]);
        return null;
      },
    }),
    truth: () => true,
  });
  const env: PyObject = {
    typeName: "env",
    getAttribute: variable,
    getItem: (key) => variable(String(key)),
    setAttribute: (name, value) => void log.push(["set", name, value]),
    setItem: (key, value) => void log.push(["set", key, value]),
    contains: (name) => name === "KNOWN",
  };
  return { log, env };
}

function run(source: string, names: Record<string, PyValue> = {}): unknown[] {
  const { log, env } = recorder();
  const namespace = new Map<string, PyValue>([["env", env], ...Object.entries(names)]);
  runFunctionBody({ source, funcname: "commands", evalAsFunction: false }, namespace, {
    modules: posixModules("Linux"),
  });
  return log;
}

test("attributes, items and methods of the host's objects are used", () => {
  const source = `
env.A = "1"
env["B"] = f"{3 + 4}"
env.PATH.append("{root}/bin")
if "KNOWN" in env:
    for name in ("x", "y"):
        env[name.upper()].prepend("%s" % name)
`;
  expect(run(source)).toEqual([
    ["set", "A", "1"],
    ["set", "B", "7"],
    ["append", "PATH", "{root}/bin"],
    ["prepend", "X", "x"],
    ["prepend", "Y", "y"],
  ]);
});

test("functions inside commands see its names", () => {
  const source = `
base = "/opt"
def add(name, sub="bin"):
    if not name:
        return
    env[name].append(base + "/" + sub)
add("PATH")
add("")
add("LIBS", sub="lib")
`;
  expect(run(source)).toEqual([
    ["append", "PATH", "/opt/bin"],
    ["append", "LIBS", "/opt/lib"],
  ]);
});

test("names bound by commands stay in its namespace", () => {
  const namespace = new Map<string, PyValue>();
  const code = { source: "rr = 'test'", funcname: "commands", evalAsFunction: false };
  runFunctionBody(code, namespace);
  expect(namespace.get("rr")).toBe("test");
});

test("a late function gives its result", () => {
  const source = "if flag:\n    return ['a']\nreturn []";
  const namespace = new Map<string, PyValue>([["flag", true]]);
  expect(runFunctionBody({ source, funcname: "tools", evalAsFunction: true }, namespace)).toEqual([
    "a",
  ]);
});

test("paths are joined as on POSIX", () => {
  expect(run('import os\nenv.A = os.path.join("a", "b/", "c")')).toEqual([["set", "A", "a/b/c"]]);
});

test.each([
  ["a return, which rez runs outside a function", "return"],
  ["what the machine knows", "import os\nenv.A = os.environ['HOME']"],
  ["a module it does not have", "import maya"],
  ["a capability that an object lacks", "del env.A"],
  ["an unbound local", "def f():\n    x += 1\nx = 1\nf()"],
])("declines %s", (_, source) => {
  expect(() => run(source)).toThrow(Declined);
});
