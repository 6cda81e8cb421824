import { describe, expect, test } from "vitest";
import { EscapedString } from "../../../src/rex/escaped-string.ts";
import { ActionManager } from "../../../src/rex/manager.ts";
import { PythonInterpreter } from "../../../src/rex/python.ts";

function manager(parentVariables: ReadonlySet<string> | "all" = new Set()): ActionManager {
  return new ActionManager({
    interpreter: new PythonInterpreter({
      passive: true,
      updatesSession: false,
      pathSeparator: ":",
      targetEnviron: new Map(),
    }),
    parentEnviron: new Map([["PATH", "/bin"]]),
    parentVariables,
    separators: { CMAKE_MODULE_PATH: ";" },
    homes: { homeOf: () => "/home" },
  });
}

describe("an action manager", () => {
  test("sets on the first append, so that nothing of the parent is left", () => {
    const made = manager();
    made.extendenv("appendenv", "PATH", "/a");
    made.extendenv("prependenv", "PATH", "/b");
    expect(made.environ.get("PATH")).toBe("/b:/a");
    expect(made.actions.map(({ kind }) => kind)).toEqual(["setenv", "prependenv"]);
  });

  test.each(["all", new Set(["PATH"])] as const)("keeps parent variables (%s)", (variables) => {
    const made = manager(variables);
    made.extendenv("appendenv", "PATH", "/a");
    expect(made.environ.get("PATH")).toBe("/bin:/a");
    expect(made.actions.map(({ kind }) => kind)).toEqual(["appendenv"]);
  });

  test("joins by the variable's own separator", () => {
    const made = manager();
    made.setenv("CMAKE_MODULE_PATH", "a");
    made.extendenv("appendenv", "CMAKE_MODULE_PATH", "b");
    expect(made.environ.get("CMAKE_MODULE_PATH")).toBe("a;b");
  });

  test("expands what is not literal, its own variables before the parent's", () => {
    const made = manager();
    made.setenv("A", "$PATH");
    made.setenv("PATH", "/mine");
    made.setenv("B", EscapedString.literal("$PATH ").append("$PATH ~", false));
    made.setenv("C", EscapedString.literal("").append("~/x", false));
    expect([...made.environ.values()]).toEqual(["/bin", "/mine", "$PATH /mine ~", "/home/x"]);
  });

  test("undoes what was done since begin", () => {
    const made = manager();
    made.setenv("A", "1");
    const checkpoint = made.begin();
    made.unsetenv("A");
    made.setenv("B", "2");
    made.rollBack(checkpoint);
    expect([...made.environ]).toEqual([["A", "1"]]);
    expect(made.actions).toHaveLength(1);
  });
});
