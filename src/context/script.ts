// A resolved context as a shell script: `get_shell_code`, and the files, arguments and environment
// of `execute_shell`. The caller writes the files and starts the process.

import { actionToWire } from "../rex/actions.ts";
import type { RexExecutor } from "../rex/executor.ts";
import { expandUser } from "../rex/expansion.ts";
import type { ActionsCallback, CommandsHost } from "../rex/host.ts";
import { FILE_VARIABLES } from "../rex/manager.ts";
import type {
  OutputStyle,
  Shell,
  ShellOptions,
  ShellProgram,
  ShellSettings,
} from "../shell/shell.ts";
import type { SpawnFile, SpawnSettings } from "../shell/spawn.ts";
import { createExecutor } from "./environment.ts";
import type { EnvironmentRequest, MachineFacts } from "./environment-request.ts";
import { headerComment, playContext } from "./play.ts";

export interface ScriptRequest extends EnvironmentRequest {
  readonly program: ShellProgram;
  /** The shell's own program file; throws where there is none. */
  readonly executable: () => string;
  /** Where a program is, by its name; null where it is not. */
  readonly programFile: (name: string) => string | null;
  readonly shellSettings: ShellSettings;
  /** The variable holds paths (rez's setting `pathed_env_vars`). */
  readonly isPathed: (variable: string) => boolean;
}

/** `loadPath`: the file that the context was loaded from, if it still exists: the script names it. */
export async function makeScript(
  request: ScriptRequest,
  host: CommandsHost,
  { style = "file", loadPath = null }: { style?: OutputStyle; loadPath?: string | null } = {},
): Promise<string> {
  const shell = createShell(request);
  const executor = createExecutor(request, shell);
  if (loadPath !== null) executor.environ.setAttribute("REZ_RXT_FILE", loadPath);
  await playContext(executor, request, host);
  return shell.output(style);
}

export interface ShellRequest extends ScriptRequest {
  /** Where files go; the caller removes it. */
  readonly folder: string;
  readonly rxtFile: string;
  /** null: in `folder`. */
  readonly contextFile: string | null;
  readonly rcfile: string | null;
  readonly norc: boolean;
  readonly stdin: boolean;
  /** null: an interactive shell. "" and []: no command, and no interactive shell either. */
  readonly command: string | readonly string[] | null;
  readonly quiet: boolean;
  /** False for a shell without prompt, completion and greeting. */
  readonly addRez: boolean;
  readonly preCommand: readonly string[];
  /** Seconds since the epoch, or what the caller puts them in place of. */
  readonly now: string;
  readonly spawnSettings: Omit<SpawnSettings, "prompt">;
  readonly completionFolder: string;
}

/** The user's functions that add actions before and after the packages. */
export interface ActionCallbacks {
  readonly before: ActionsCallback | null;
  readonly after: ActionsCallback | null;
}

export interface ShellPlan {
  readonly files: readonly SpawnFile[];
  readonly startupVariable: string | null;
  readonly argv: readonly string[];
  readonly environ: ReadonlyMap<string, string>;
  readonly stdin: boolean;
  readonly throughSystemShell: boolean;
  readonly warnings: readonly string[];
}

export async function makeShellPlan(
  request: ShellRequest,
  host: CommandsHost,
  callbacks: ActionCallbacks = { before: null, after: null },
): Promise<ShellPlan> {
  const { program, machine, folder } = request;
  const command =
    typeof request.command === "object" && request.command !== null
      ? program.joinArguments(request.command)
      : request.command;
  const contextFile = request.contextFile ?? `${folder}/context.${program.fileExtension}`;

  const shell = createShell(request);
  const executor = createExecutor(request, shell);
  executor.environ.setAttribute("REZ_RXT_FILE", request.rxtFile);
  executor.environ.setAttribute("REZ_CONTEXT_FILE", contextFile);
  const binds = await addActions("pre-actions-callback", callbacks.before, executor);
  await playContext(executor, binds ? { ...request, evaluator: "host" } : request, host);
  if (FILE_VARIABLES.some((name) => executor.manager.named.has(name))) request.basis.giveUp();
  executor.environ.setAttribute("REZ_SHELL_INIT_TIMESTAMP", request.now);
  executor.environ.setAttribute("REZ_SHELL_INTERACTIVE", command === null ? "1" : "0");
  await addActions("post-actions-callback", callbacks.after, executor);

  const spawn = program.planSpawn({
    options: shellOptions(request),
    contextFile,
    folder,
    rcfile: request.rcfile,
    norc: request.norc,
    stdin: request.stdin,
    command,
    quiet: request.quiet || request.settings.rez_tools_visibility === "never",
    preCommand: request.preCommand,
    settings: { ...request.spawnSettings, prompt: request.shellSettings.prompt },
    shellSettings: request.shellSettings,
    homes: machine.homes,
    completionFolder: request.completionFolder,
    addRez: request.addRez,
    isProductionInstall: machine.rezBinPath !== null,
    aliases: aliasesOf(executor),
    look: request.basis.look,
  });
  return {
    files: [{ path: contextFile, text: shell.output("file"), kind: "context" }, ...spawn.files],
    startupVariable: spawn.startupVariable,
    argv: spawn.argv,
    environ: request.parentEnviron ?? machine.environ,
    stdin: spawn.stdin,
    throughSystemShell: spawn.throughSystemShell,
    warnings: spawn.warnings,
  };
}

/** True if the user's function has bound names for the packages' commands. */
async function addActions(
  header: string,
  callback: ActionsCallback | null,
  executor: RexExecutor,
): Promise<boolean> {
  if (callback === null) return false;
  headerComment(executor, header);
  const { manager, environ } = executor;
  const result = await callback({
    environ: [...manager.environ],
    mentioned: [...environ.mentioned],
    actions: manager.actions.map(actionToWire),
  });
  for (const name of result.mentioned) environ.variable(name);
  executor.applyWire(result.actions);
  return result.binds;
}

function createShell(request: ScriptRequest): Shell {
  return request.program.create(shellOptions(request));
}

export function shellOptions({
  executable,
  programFile,
  machine,
  isPathed,
}: Pick<ScriptRequest, "executable" | "programFile" | "isPathed"> & {
  readonly machine: Pick<MachineFacts, "system" | "environ" | "homes" | "pathSeparator">;
}): ShellOptions {
  return {
    executable,
    programFile,
    pathSeparator: machine.pathSeparator,
    isWindows: machine.system.platform === "windows",
    environ: machine.environ,
    expandUser: (text) => expandUser(text, machine.homes),
    isPathed,
  };
}

function aliasesOf({ manager }: RexExecutor): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const action of manager.actions) {
    if (action.kind === "alias") aliases.set(action.key, action.value);
  }
  return aliases;
}
