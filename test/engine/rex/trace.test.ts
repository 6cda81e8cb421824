// A function that is run again in another world does what it does there, whatever it did before.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { PySource } from "../../../src/python-source/values.ts";
import {
  ephemeralsBinding,
  requirementsBinding,
  resolveBinding,
  SystemBinding,
  VariantBinding,
} from "../../../src/rex/bindings.ts";
import { RexExecutor } from "../../../src/rex/executor.ts";
import { optionvars } from "../../../src/rex/optionvars.ts";
import { osModules } from "../../../src/rex/os-module.ts";
import { PythonInterpreter } from "../../../src/rex/python.ts";
import { CommandsRunner } from "../../../src/rex/runner.ts";
import { Tracer, type Traces } from "../../../src/rex/trace.ts";

const folder = mkdtempSync(join(tmpdir(), "trace-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What commands() can look at. */
interface World {
  readonly parent: { readonly [name: string]: string };
  readonly before: string;
  readonly os: { readonly [name: string]: string };
  readonly request: readonly string[];
  readonly implicits: readonly string[];
  readonly ephemerals: readonly string[];
  readonly maya: VariantBinding | null;
  readonly platform: string;
  readonly option: string;
  readonly home: string;
}

const maya = (version: string) =>
  new VariantBinding({
    name: "maya",
    version,
    index: null,
    base: "/maya",
    root: "/maya",
    originalRoot: null,
    subpath: null,
    uri: "/maya/package.py",
    isLocal: false,
    handle: { key: "", variables: {} },
    attributes: {},
  });

const world: World = {
  parent: { A: "parent" },
  before: "",
  os: { SEEN: "1" },
  request: ["maya-2024"],
  implicits: ["~platform==linux"],
  ephemerals: [".foo-1"],
  maya: maya("2024.1"),
  platform: "linux",
  option: "one",
  home: "/home/one",
};

async function environment(source: string, seen: World, traces: Traces) {
  const tracer = new Tracer();
  const homes = { homeOf: () => seen.home };
  const executor = new RexExecutor({
    interpreter: new PythonInterpreter({
      passive: true,
      updatesSession: false,
      pathSeparator: ":",
      targetEnviron: new Map(),
    }),
    parentEnviron: new Map(Object.entries(seen.parent)),
    parentVariables: new Set(["P"]),
    separators: {},
    homes,
    modules: osModules(new Map(Object.entries(seen.os)), homes, undefined, tracer.watch),
    tracer,
    shebang: false,
  });
  const { watch } = executor;
  executor.bind("request", requirementsBinding(seen.request, "request", watch));
  executor.bind("implicits", requirementsBinding(seen.implicits, "implicits", watch));
  executor.bind("ephemerals", ephemeralsBinding(seen.ephemerals, watch));
  executor.bind("resolve", resolveBinding(seen.maya ? [seen.maya] : [], watch));
  executor.bind("system", new SystemBinding({ platform: seen.platform }, watch));
  executor.bind("optionvars", optionvars({ o: seen.option }, watch));
  let declined = false;
  const runner = new CommandsRunner(
    executor,
    {
      runCommands: async () => {
        declined = true;
        return { actions: [], mentioned: [] };
      },
    },
    "engine",
    () => ({}) as never,
  );
  if (seen.before) {
    await runner.run(new PySource({ source: seen.before, evalAsFunction: false }), "before", null);
  }
  const code = new PySource({ source, evalAsFunction: false });
  await runner.run(code, "commands", null, traces);
  const { manager, environ } = executor;
  return {
    declined,
    environ: [...manager.environ],
    actions: manager.actions,
    mentioned: [...environ.mentioned],
  };
}

const CASES: [code: string, other: Partial<World>][] = [
  ["env.X = resolve.maya.version", { maya: maya("2025") }],
  ["env.X = '{resolve.maya.version.major}'", { maya: maya("2025") }],
  ["env.X = str('maya' in resolve)", { maya: null }],
  ["if 'maya' in resolve:\n    env.X = '{resolve.maya.root}'", { maya: null }],
  ["env.X = request.maya", { request: ["maya-2025"] }],
  ["env.X = request.get('maya', 'none')", { request: [] }],
  ["env.X = str('maya' in request)", { request: [] }],
  ["env.X = implicits['platform']", { implicits: ["~platform==mac"] }],
  ["env.X = ephemerals.get('foo', '0')", { ephemerals: [".foo-2"] }],
  ["env.X = system.platform", { platform: "mac" }],
  ["env.X = '{system.platform}'", { platform: "mac" }],
  ["env.X = optionvars('o', 'none')", { option: "two" }],
  ["env.X = getenv('A')", { parent: { A: "other" } }],
  ["env.X = str(defined('B'))", { parent: { B: "other" } }],
  ["env.X = env.A.value()", { parent: { A: "other" } }],
  ["env.X = '{env.A}'", { parent: { A: "other" } }],
  ["if env.A == 'parent':\n    env.X = '1'", { before: "env.A = '2'" }],
  ["env.X = str('B' in env)", { parent: { B: "" } }],
  ["env.X = str('B' in env)", { before: "env.B" }],
  ["env.B\nenv.X = str('B' in env)", { before: "env.B = '1'" }],
  ["env.X = expandvars('$A')", { parent: { A: "other" } }],
  ["env.X = '$A'", { parent: { A: "other" } }],
  ["env.X = '~/x'", { home: "/home/two" }],
  ["env.P.append('x')", { parent: { P: "other" } }],
  ["env.A.append('x')", { before: "env.A = '1'" }],
  ["import os\nenv.X = os.environ['SEEN']", { os: { SEEN: "2" } }],
  ["import os\nenv.X = os.getenv('OTHER', 'none')", { os: { OTHER: "2" } }],
  ["import os\nenv.X = str('SEEN' in os.environ)", { os: {} }],
  ["import os\nenv.X = os.path.expanduser('~/x')", { home: "/home/two" }],
  ["unsetenv('A')\nenv.X = str(undefined('A'))", { parent: {} }],
];

describe("a function that ran before", () => {
  test.each(CASES)("does in another world what it does there: %s %o", async (source, other) => {
    const traces: Traces = new Map();
    const changed = { ...world, ...other };
    for (const seen of [world, world, changed, world, changed, changed]) {
      const fresh = await environment(source, seen, new Map());
      expect(await environment(source, seen, traces)).toEqual(fresh);
    }
  });

  test("looks at the disk again", async () => {
    const path = join(folder, "there");
    const source = `import os\nenv.X = str(os.path.isdir('${path}'))`;
    const traces: Traces = new Map();
    expect((await environment(source, world, traces)).environ).toEqual([["X", "False"]]);
    mkdirSync(path);
    expect((await environment(source, world, traces)).environ).toEqual([["X", "True"]]);
  });

  test("is not run again where all is the same", async () => {
    const traces: Traces = new Map();
    const first = await environment("env.X = getenv('A')", world, traces);
    expect(await environment("this is not run", world, traces)).toEqual(first);
  });
});
