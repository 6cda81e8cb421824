import { expect, test } from "vitest";
import { PySource } from "../../../src/python-source/values.ts";
import { RexExecutor } from "../../../src/rex/executor.ts";
import type { RunCommandsRequest } from "../../../src/rex/host.ts";
import { PythonInterpreter } from "../../../src/rex/python.ts";
import { CommandsRunner } from "../../../src/rex/runner.ts";

function executor(): RexExecutor {
  return new RexExecutor({
    interpreter: new PythonInterpreter({
      passive: true,
      updatesSession: false,
      pathSeparator: ":",
      targetEnviron: new Map(),
    }),
    parentEnviron: new Map(),
    parentVariables: new Set(),
    separators: {},
    homes: { homeOf: () => null },
    shebang: false,
  });
}

test("a declined function is undone, then run by the host from the start", async () => {
  const made = executor();
  const asked: RunCommandsRequest[] = [];
  const runner = new CommandsRunner(
    made,
    {
      runCommands: async (request) => {
        asked.push(request);
        return {
          actions: [{ kind: "appendenv", key: "A", value: { parts: [[true, "{host}"]] } }],
          mentioned: ["A", "LATER"],
        };
      },
    },
    "engine",
    () => ({}) as never,
  );
  const before = new PySource({ source: "env.A = '1'", evalAsFunction: false });
  await runner.run(before, "commands", null);
  const source = "env.A.append('mine'); env.SEEN\nimport no_such_module";
  expect(
    await runner.run(new PySource({ source, evalAsFunction: false }), "commands", "p"),
  ).toBeNull();

  expect(asked).toMatchObject([{ package: "p", environ: [["A", "1"]], mentioned: ["A"] }]);
  expect([...made.manager.environ]).toEqual([["A", "1:{host}"]]);
  expect([...made.environ.mentioned]).toEqual(["A", "LATER"]);
});

test("what one function assigns is gone for the next", async () => {
  const made = executor();
  const runner = new CommandsRunner(made, { runCommands: fail }, "engine", () => ({}) as never);
  for (const source of ["x = 'v'\nenv.A = '{x}'", "env.B = '{x}'"]) {
    await runner.run(new PySource({ source, evalAsFunction: false }), "commands", null);
  }
  expect(Object.fromEntries(made.manager.environ)).toEqual({ A: "v", B: "{x}" });
});

function fail(): never {
  throw new Error("the host was asked");
}
