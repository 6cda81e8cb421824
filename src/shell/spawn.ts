// How a shell is started so that it comes up configured, as data: files to write, arguments. Each
// family of shells has its own way; what they share is here.

import { RexExecutor } from "../rex/executor.ts";
import type { Homes } from "../rex/expansion.ts";
import type { Look } from "../rex/look.ts";
import type { PromptSettings, Shell, ShellOptions, ShellSettings } from "./shell.ts";

export interface SpawnSettings extends PromptSettings {
  readonly package_commands_sourced_first: boolean;
}

export interface SpawnRequest {
  readonly options: ShellOptions;
  /** The script that makes the environment, written by the caller. */
  readonly contextFile: string;
  /** Where the files go. */
  readonly folder: string;
  readonly rcfile: string | null;
  readonly norc: boolean;
  readonly stdin: boolean;
  readonly command: string | null;
  readonly quiet: boolean;
  readonly preCommand: readonly string[];
  readonly settings: SpawnSettings;
  readonly shellSettings: ShellSettings;
  readonly homes: Homes;
  readonly completionFolder: string;
  /** False for a shell without prompt, completion and greeting. */
  readonly addRez: boolean;
  /** True when rez's own commands are on PATH of the new shell. */
  readonly isProductionInstall: boolean;
  /** The aliases that the context's script defines. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The plan depends on the start-up files that it finds. */
  readonly look: Look;
}

export interface SpawnFile {
  readonly path: string;
  readonly text: string;
  /** What makes the environment, what the shell sources besides, and what it is started on. */
  readonly kind: "context" | "script" | "shell";
}

export interface SpawnPlan {
  readonly files: readonly SpawnFile[];
  /** Points the shell's start-up files at the folder of these. */
  readonly startupVariable: string | null;
  readonly argv: readonly string[];
  /** True when the shell reads its commands from standard input, which then is to be passed on. */
  readonly stdin: boolean;
  /** True when the arguments are a command line for the system's own shell. */
  readonly throughSystemShell: boolean;
  readonly warnings: readonly string[];
}

/** A script of the shell and what writes it. */
export interface Script {
  readonly shell: Shell;
  readonly executor: RexExecutor;
}

export function newScript(shell: Shell, { homes }: SpawnRequest): Script {
  const executor = new RexExecutor({
    interpreter: shell,
    parentEnviron: new Map(),
    parentVariables: new Set(),
    separators: {},
    homes,
    shebang: true,
  });
  return { shell, executor };
}

export function source(executor: RexExecutor, file: string): void {
  executor.play({ kind: "source", value: executor.formatted(file).toString() });
}

/** What an interactive shell says first. */
export function welcome(executor: RexExecutor, isProductionInstall: boolean, ask: string): void {
  for (const line of ["", "You are now in a rez-configured environment.", ""]) {
    executor.play({ kind: "info", value: line });
  }
  if (isProductionInstall) executor.command(ask);
}

export function inFolder({ folder, options }: SpawnRequest, name: string): string {
  const separator = options.isWindows ? "\\" : "/";
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}
