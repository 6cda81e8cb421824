import { expect, test } from "vitest";
import { EscapedString } from "../../../src/rex/escaped-string.ts";
import { PythonInterpreter } from "../../../src/rex/python.ts";

function interpreter(passive: boolean): PythonInterpreter {
  return new PythonInterpreter({
    passive,
    updatesSession: !passive,
    pathSeparator: ":",
    targetEnviron: new Map([["OLD", "1"]]),
  });
}

test("messages and commands are effects, each command with the environment of its moment", () => {
  const python = interpreter(false);
  const environ = new Map([["A", "1"]]);
  python.attach(environ);
  python.origin = ["commands", "p"];
  python.command(["echo", EscapedString.literal("$X")]);
  environ.delete("A");
  python.info("done");
  expect(python.effects).toEqual([
    {
      kind: "command",
      args: ["echo", "$X"],
      environ: new Map([
        ["OLD", "1"],
        ["A", "1"],
      ]),
      origin: ["commands", "p"],
    },
    { kind: "info", text: "done" },
  ]);
  expect(python.applied().get("A")).toBe("1");
});

test("PYTHONPATH reaches sys.path when the session is changed", () => {
  const python = interpreter(false);
  python.prependenv("PYTHONPATH", "/a");
  python.setenv("OTHER", "/b");
  expect(python.effects).toEqual([{ kind: "sys_path", how: "prepend", value: "/a" }]);
});

test("a passive one does nothing", () => {
  const python = interpreter(true);
  python.command(EscapedString.literal("x"));
  python.error("x");
  python.setenv("PYTHONPATH", "/a");
  expect(python.effects).toEqual([]);
});

test("the program of a command must be a plain string", () => {
  expect(() => interpreter(false).command(EscapedString.literal("x"))).toThrow("does not accept");
});

test("what was taken is not given again, but counts for the environment", () => {
  const python = interpreter(false);
  const environ = new Map([["A", "1"]]);
  python.attach(environ);
  python.command("true");
  python.setenv("PYTHONPATH", "/a");
  environ.delete("A");
  expect(python.takeDue()).toEqual([
    { kind: "command", args: "true", environ: { OLD: "1", A: "1" }, origin: null },
  ]);
  expect(python.takeDue()).toEqual([]);
  expect(python.effects).toEqual([{ kind: "sys_path", how: "set", value: "/a" }]);
  expect(python.applied().get("A")).toBe("1");
});
