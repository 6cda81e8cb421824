// A resolved context as an environment: `get_environ`, `get_actions`, `execute_command`, `apply`.
// Everything is given as data, so the same request always makes the same environment.

import { RezError } from "../errors.ts";
import type { Action } from "../rex/actions.ts";
import { SystemBinding } from "../rex/bindings.ts";
import { type Effect, effectToWire } from "../rex/effects.ts";
import { RexExecutor } from "../rex/executor.ts";
import type { CommandsHost } from "../rex/host.ts";
import type { Interpreter } from "../rex/interpreter.ts";
import { optionvars } from "../rex/optionvars.ts";
import { osModules } from "../rex/os-module.ts";
import { PythonInterpreter } from "../rex/python.ts";
import { Tracer } from "../rex/trace.ts";
import type { EnvironmentRequest } from "./environment-request.ts";
import { playContext } from "./play.ts";

export interface Environment {
  /** The variables that the context sets, in the order of their first setting. */
  readonly environ: ReadonlyMap<string, string>;
  readonly actions: readonly Action[];
}

/** `get_environ` and `get_actions`. */
export async function makeEnvironment(
  request: EnvironmentRequest,
  host: CommandsHost,
): Promise<Environment> {
  const interpreter = new PythonInterpreter({
    passive: true,
    updatesSession: false,
    pathSeparator: request.machine.pathSeparator,
    targetEnviron: new Map(),
  });
  const executor = createExecutor(request, interpreter);
  await playContext(executor, request, host);
  const { environ } = executor.manager;
  return { environ: withSystemRoot(environ, request), actions: executor.manager.actions };
}

export interface CommandEnvironment extends Environment {
  /** What commands() print and run in the Python process itself, in order. */
  readonly effects: readonly Effect[];
}

/**
 * The environment of `execute_command`'s child process and, with `updatesSession`, what `apply`
 * changes in the calling process. A parent environment that was given is what the child starts
 * from; the calling process's own is not. An error carries the effects of what was before it.
 */
export async function makeCommandEnvironment(
  request: EnvironmentRequest,
  host: CommandsHost,
  { updatesSession = false } = {},
): Promise<CommandEnvironment> {
  const interpreter = new PythonInterpreter({
    passive: false,
    updatesSession,
    pathSeparator: request.machine.pathSeparator,
    targetEnviron: updatesSession
      ? request.machine.environ
      : (request.parentEnviron ?? new Map<string, string>()),
  });
  const executor = createExecutor(request, interpreter);
  interpreter.attach(executor.manager.environ);
  try {
    await playContext(executor, request, host);
  } catch (error) {
    if (!(error instanceof RezError)) throw error;
    const effects = interpreter.effects.map(effectToWire);
    throw new RezError(error.type, error.message, { ...error.data, effects });
  }
  return {
    environ: withSystemRoot(interpreter.applied(), request),
    actions: executor.manager.actions,
    effects: interpreter.effects,
  };
}

export function createExecutor(
  { settings, machine, parentEnviron, basis }: EnvironmentRequest,
  interpreter: Interpreter,
): RexExecutor {
  const tracer = new Tracer();
  const executor = new RexExecutor({
    interpreter,
    tracer,
    parentEnviron: parentEnviron ?? machine.environ,
    parentVariables: settings.all_parent_variables ? "all" : new Set(settings.parent_variables),
    separators: settings.env_var_separators,
    homes: machine.homes,
    ...(machine.pathSeparator === ":" && {
      modules: osModules(machine.environ, machine.homes, basis.look, tracer.watch),
    }),
    shebang: true,
  });
  executor.bind("optionvars", optionvars(settings.optionvars ?? {}, tracer.watch));
  executor.bind("system", new SystemBinding(machine.system, tracer.watch));
  return executor;
}

/** On Windows a child process needs %SYSTEMROOT%; it is added where nothing set it. */
function withSystemRoot(
  environ: ReadonlyMap<string, string>,
  { machine }: EnvironmentRequest,
): ReadonlyMap<string, string> {
  const root = machine.environ.get("SYSTEMROOT");
  if (machine.system.platform !== "windows" || root === undefined) return environ;
  return environ.has("SYSTEMROOT") ? environ : new Map([...environ, ["SYSTEMROOT", root]]);
}
