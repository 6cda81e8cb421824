// bash: sh, and functions exported to child shells, rcfiles, and $BASH_ENV for commands.

import { ShShell, sh } from "./sh.ts";
import type {
  PromptSettings,
  ShellOptions,
  StartupOptions,
  StartupSequence,
  StartupSurroundings,
  UnixProgram,
} from "./shell.ts";
import { planUnixSpawn } from "./spawn-unix.ts";
import { rcfileCapabilities } from "./warnings.ts";

const STARTUP_FILES = ["~/.bash_profile", "~/.bash_login", "~/.profile", "~/.bashrc"];

export class BashShell extends ShShell {
  override alias(key: string, value: string): void {
    this.addLine(`function ${key}() { ${value} "$@"; };export -f ${key};`);
  }

  override bindInteractive(prompt: PromptSettings, completionFolder: string): void {
    super.bindInteractive(prompt, completionFolder);
    this.source(`${completionFolder}/complete.sh`);
  }
}

export const bash: UnixProgram = {
  ...sh,
  name: "bash",
  executableName: "bash",
  rcfileArgument: "--rcfile",
  systemPathArguments: ["--norc", "-c", "echo __PATHS_ $PATH"],
  create: (options: ShellOptions) => new BashShell(options),
  startupCapabilities: (options) => rcfileCapabilities("bash", options),
  startupSequence: (options, surroundings) => bashStartup("bash", options, surroundings),
  planSpawn: (request) => planUnixSpawn(bash, request),
};

export function bashStartup(
  shell: string,
  options: StartupOptions,
  surroundings: StartupSurroundings,
): StartupSequence {
  const { rcfile, norc, stdin, command, warnings } = rcfileCapabilities(shell, options);
  const exists = (file: string) => surroundings.exists(surroundings.expandUser(file));
  let files: string[] = [];
  let variable: string | null = null;
  let usesRcfile = false;

  if (command !== null || stdin) {
    variable = "BASH_ENV";
    const named = surroundings.environ.get(variable) ?? "";
    if (named !== "" && surroundings.isFile(surroundings.expandUser(named))) files = [named];
  } else if (rcfile !== null || norc) {
    usesRcfile = true;
    if (rcfile !== null && exists(rcfile)) files = [rcfile];
  } else files = STARTUP_FILES.filter(exists);

  return {
    stdin,
    command,
    usesRcfile,
    variable,
    files,
    bindFiles: ["~/.bash_profile", "~/.bashrc"],
    sourceBindFiles: true,
    warnings,
  };
}
