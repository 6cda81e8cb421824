// Commands as text, through the evaluator, against the variables they make.

import { describe, expect, test } from "vitest";
import { PySource } from "../../../src/python-source/values.ts";
import {
  ephemeralsBinding,
  intersects,
  requirementsBinding,
  resolveBinding,
  SystemBinding,
  VariantBinding,
} from "../../../src/rex/bindings.ts";
import { RexExecutor } from "../../../src/rex/executor.ts";
import type { CommandsHost } from "../../../src/rex/host.ts";
import { optionvars } from "../../../src/rex/optionvars.ts";
import { PythonInterpreter } from "../../../src/rex/python.ts";
import { CommandsRunner } from "../../../src/rex/runner.ts";

const DECLINED = "declined";

function executor(): RexExecutor {
  const made = new RexExecutor({
    interpreter: new PythonInterpreter({
      passive: true,
      updatesSession: false,
      pathSeparator: ":",
      targetEnviron: new Map(),
    }),
    parentEnviron: new Map([["HOME", "/home"]]),
    parentVariables: new Set(),
    separators: {},
    homes: { homeOf: () => "/home" },
    shebang: false,
  });
  const variant = new VariantBinding({
    name: "maya",
    version: "2024.1.0",
    index: 0,
    base: "/p/maya",
    root: "/p/maya/a",
    originalRoot: null,
    subpath: "a",
    uri: "/p/maya/package.py[0]",
    isLocal: false,
    handle: { key: "", variables: {} },
    attributes: { label: "{root}!", tools: ["t"], requires: ["x-1"], variants: [["y-2"]] },
  });
  made.bind("this", variant);
  made.bind("root", variant.data.root);
  made.bind("version", variant.getAttribute("version") ?? null);
  made.bind("resolve", resolveBinding([variant]));
  made.bind("request", requirementsBinding(["maya-2024+", "!nuke"]));
  made.bind("ephemerals", ephemeralsBinding([".foo.cli-1"]));
  made.bind("intersects", intersects);
  made.bind("system", new SystemBinding({ platform: "linux" }));
  made.bind("optionvars", optionvars({ a: { b: 3 } }));
  return made;
}

async function run(source: string, evalAsFunction = false): Promise<unknown> {
  const made = executor();
  const host: CommandsHost = {
    runCommands: async () => ({
      actions: [],
      mentioned: [],
      error: { type: "", exception: "", message: DECLINED, text: "" },
    }),
  };
  const bindings = () => ({}) as never;
  const runner = new CommandsRunner(made, host, "engine", bindings);
  const failure = await runner.run(new PySource({ source, evalAsFunction }), "commands", "maya");
  return failure === null ? Object.fromEntries(made.manager.environ) : failure.message;
}

describe("functions that the host runs", () => {
  test("are sent whole at first, and then with what is new", async () => {
    const made = executor();
    const sent: unknown[][] = [];
    const host: CommandsHost = {
      runCommands: async ({ bindings, environIsWhole, environ }) => {
        sent.push([bindings, environIsWhole, environ]);
        return { actions: [], mentioned: [] };
      },
    };
    const runner = new CommandsRunner(made, host, "host", () => "whole" as never);
    const step = () =>
      runner.run(new PySource({ source: "", evalAsFunction: false }), "commands", "maya");

    made.setenv("A", "1");
    made.setenv("B", "2");
    await step();
    made.setenv("A", "3");
    made.setenv("C", "4");
    await step();
    await step();
    made.unsetenv("A");
    made.setenv("A", "3");
    await step();
    expect(sent).toEqual([
      [
        "whole",
        true,
        [
          ["A", "1"],
          ["B", "2"],
        ],
      ],
      [
        null,
        false,
        [
          ["A", "3"],
          ["C", "4"],
        ],
      ],
      [null, false, []],
      [
        null,
        true,
        [
          ["B", "2"],
          ["C", "4"],
          ["A", "3"],
        ],
      ],
    ]);
  });
});

describe("commands()", () => {
  test.each([
    ["env.A = '{root}/bin'", { A: "/p/maya/a/bin" }],
    ["env['A'] = '{this.label} {version.major}'", { A: "/p/maya/a! 2024" }],
    ["env.A = '{nope}'", { A: "{nope}" }],
    ["x = 'v'\nenv.A = '{x}'", { A: "v" }],
    ["env.A = literal('{root}$HOME').e(' $HOME')", { A: "{root}$HOME /home" }],
    ["env.A = version.minor + 1", { A: "2" }],
    ["env.A = version[7]", { A: "None" }],
    ["env.A = version.as_tuple()", { A: "(2024, 1, 0)" }],
    ["env.A = version[:2]; env.B = version[-1:]", { A: "(2024, 1)", B: "(0,)" }],
    ["if 'maya' in resolve and intersects(resolve.maya, '2024'):\n    env.A = 1", { A: "1" }],
    ["env.A = intersects(request.maya, '<2023')", { A: "False" }],
    ["env.A = intersects(request.nuke, '1')", { A: "False" }],
    ["env.A = ephemerals.get('foo.cli', 'x')", { A: ".foo.cli-1" }],
    ["env.A = request.get_range('maya')", { A: "2024+" }],
    ["env.A = optionvars('a.b'); env.B = optionvars('a.c', 'd')", { A: "3", B: "d" }],
    ["env.A = this.requires[0].name + str(this.requires[1])", { A: "xy-2" }],
    ["env.A = this.description", { A: "None" }],
    ["env.A = system.platform", { A: "linux" }],
    ["env.A = expandvars('$HOME/{this.name}')", { A: "/home/maya" }],
    ["env.A = defined('HOME') and undefined('B') and 'C' not in env", { A: "True" }],
    ["env.B\nenv.A = 'B' in env", { A: "True" }],
    ["env.A.setdefault('x'); env.A.setdefault('y')", { A: "x" }],
    ["env.A = 'x'\nenv.A.unset()\nenv.B = env.HOME", { B: "/home" }],
    ["appendenv('A', 1); prependenv('A', 2); env.A.append(3)", { A: "2:1:3" }],
    ["setenv('A{version.major}', getenv('HOME'))", { A2024: "/home" }],
    ["env.A = this.name if env.HOME == '/home' else ''", { A: "maya" }],
  ])("%j", async (source, environ) => {
    expect(await run(source)).toEqual(environ);
  });

  test.each([
    "stop('x')",
    "env.A = this.nothing",
    "getenv('NOPE')",
    "env.NOPE.get()",
    "env.A = '{}'",
    "env.A = '{this.nothing}'",
    "resolve.nope",
    "intersects(1, '1')",
    "optionvars('a.b.c')",
    "env.keys()",
    "info('a', 'b')",
    "env.A = version < '2'",
    "return",
    "command([])",
  ])("%j is left to Python, and leaves nothing behind", async (source) => {
    expect(await run(`env.FIRST = '1'\n${source}`)).toBe(DECLINED);
  });

  test("names of a function's body are no fields", async () => {
    expect(await run("x = 'v'\nenv.A = '{x}'", true)).toEqual({ A: "{x}" });
  });
});
