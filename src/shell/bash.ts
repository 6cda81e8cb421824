// bash: sh, and functions exported to child shells, rcfiles, and $BASH_ENV for commands.

import { ShShell, sh } from "./sh.ts";
import type {
  PromptSettings,
  ShellOptions,
  ShellProgram,
  StartupCapabilities,
  StartupOptions,
  StartupSequence,
  StartupSurroundings,
} from "./shell.ts";
import { overruled } from "./warnings.ts";

const STARTUP_FILES = ["~/.bash_profile", "~/.bash_login", "~/.profile", "~/.bashrc"];

class BashShell extends ShShell {
  override alias(key: string, value: string): void {
    this.addLine(`function ${key}() { ${value} "$@"; };export -f ${key};`);
  }

  override bindInteractive(prompt: PromptSettings, completionFile: string): void {
    super.bindInteractive(prompt, completionFile);
    this.source(completionFile);
  }
}

export const bash: ShellProgram = {
  ...sh,
  name: "bash",
  norcArgument: "--norc",
  rcfileArgument: "--rcfile",
  create: (options: ShellOptions) => new BashShell(options),
  startupCapabilities,
  startupSequence,
};

function startupCapabilities(options: StartupOptions): StartupCapabilities {
  const { norc, command } = options;
  let { rcfile, stdin } = options;
  const warnings: string[] = [];
  const overrule = (option: string, by: string, given: boolean) =>
    warnings.push(...overruled("bash", option, by, given));

  if (norc) {
    overrule("rcfile", "norc", rcfile !== null);
    rcfile = null;
  }
  if (command !== null) {
    overrule("stdin", "command", stdin);
    overrule("rcfile", "command", rcfile !== null);
    stdin = false;
    rcfile = null;
  }
  if (stdin) {
    overrule("rcfile", "stdin", rcfile !== null);
    rcfile = null;
  }
  return { rcfile, norc, stdin, command, warnings };
}

function startupSequence(
  options: StartupOptions,
  surroundings: StartupSurroundings,
): StartupSequence {
  const { rcfile, norc, stdin, command, warnings } = startupCapabilities(options);
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
