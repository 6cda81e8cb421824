// Answers JSON lines: environments, scripts and shell plans of contexts given as data. When the
// evaluator declines a commands() function, a line {"host": …} asks for it; the next line answers.

import { createInterface } from "node:readline";
import { makeCommandEnvironment, makeEnvironment } from "../../src/context/environment.ts";
import type { EnvironmentRequest } from "../../src/context/environment-request.ts";
import { makeScript, makeShellPlan } from "../../src/context/script.ts";
import { RezError } from "../../src/errors.ts";
import { Basis } from "../../src/records/basis.ts";
import { actionToWire } from "../../src/rex/actions.ts";
import type { WireEffect } from "../../src/rex/effects.ts";
import { homesOf } from "../../src/rex/homes.ts";
import type { CommandsHost, RunCommandsResult } from "../../src/rex/host.ts";
import { shellExecutable, systemPaths, which } from "../../src/shell/executable.ts";
import { ALL_PROGRAMS, shellProgram } from "../../src/shell/programs.ts";

type Pairs = readonly (readonly [string, string])[];

interface Line {
  readonly what: "environ" | "command" | "script" | "shell" | "system_paths";
  readonly context: EnvironmentRequest["context"];
  readonly settings: EnvironmentRequest["settings"];
  readonly machine: {
    readonly system: EnvironmentRequest["machine"]["system"];
    readonly environ: Pairs;
    readonly home: string | null;
    readonly rezBinPath: string | null;
    readonly systemPaths: readonly string[];
  };
  readonly parentEnviron: Pairs | null;
  readonly evaluator: "engine" | "host";
  readonly shell: string;
  readonly style: "file" | "eval";
  readonly loadPath: string | null;
  readonly spawn: Omit<
    Parameters<typeof makeShellPlan>[0],
    keyof EnvironmentRequest | "program" | "executable" | "shellSettings" | "isPathed"
  >;
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
let declined = 0;
/** What was to be done before the host went on. */
const due: WireEffect[] = [];

const host: CommandsHost = {
  async runCommands(request) {
    declined += 1;
    due.push(...request.due);
    write({ host: request });
    const answer = await lines.next();
    return JSON.parse(String(answer.value)) as RunCommandsResult;
  },
};

const noHost: CommandsHost = {
  runCommands: async () => ({ actions: [], mentioned: [] }),
};

for (;;) {
  const next = await lines.next();
  if (next.done) break;
  declined = 0;
  due.length = 0;
  try {
    write({ result: await answered(JSON.parse(next.value) as Line), declined });
  } catch (error) {
    if (!(error instanceof RezError)) throw error;
    write({ error: { type: error.type, message: error.message }, declined });
  }
}

async function answered(line: Line): Promise<unknown> {
  const environ = new Map(line.machine.environ);
  if (line.what === "system_paths") return systemPaths(shellProgram(line.shell), environ, []);
  const request: EnvironmentRequest = {
    context: line.context,
    settings: line.settings,
    machine: {
      ...line.machine,
      environ,
      homes: homesOf(line.machine.home),
      pathSeparator: ":",
    },
    basis: new Basis(),
    parentEnviron: line.parentEnviron === null ? null : new Map(line.parentEnviron),
    evaluator: line.evaluator,
  };
  await runBefore(request, line);
  return made(request, line, host);
}

/**
 * Runs the functions in another world, then in this one, where they do nothing that the host would
 * have to do: what is left of that must not show.
 */
async function runBefore(request: EnvironmentRequest, line: Line): Promise<void> {
  const context = { ...request.context, request: [], implicits: ["other-1"], ephemerals: [] };
  const other = { ...request, context, parentEnviron: new Map([["FOO", "other"]]) };
  for (const world of [other, request]) {
    try {
      await made({ ...world, basis: new Basis() }, line, noHost);
    } catch (error) {
      if (!(error instanceof RezError)) throw error;
    }
  }
}

async function made(request: EnvironmentRequest, line: Line, host: CommandsHost): Promise<unknown> {
  const { environ } = request.machine;
  if (line.what === "environ") {
    const { environ: variables, actions } = await makeEnvironment(request, host);
    return { environ: [...variables], actions: actions.map(actionToWire) };
  }
  if (line.what === "command") {
    const { environ: variables, effects } = await makeCommandEnvironment(request, host);
    const plain = effects.map((effect) =>
      effect.kind === "command" ? { ...effect, environ: [...effect.environ] } : effect,
    );
    return { environ: [...variables], effects: [...due, ...plain] };
  }
  const program = ALL_PROGRAMS.get(line.shell) ?? shellProgram(line.shell);
  const script = {
    ...request,
    program,
    programFile: (name: string) => which(name, environ.get("PATH")),
    executable: () => shellExecutable(program, environ, program.defaultSettings),
    shellSettings: program.defaultSettings,
    isPathed: (variable: string) => variable.endsWith("PATH"),
  };
  if (line.what === "script") return makeScript(script, host, line);
  const plan = await makeShellPlan({ ...script, ...line.spawn }, host);
  return { ...plan, environ: [...plan.environ] };
}

function write(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
