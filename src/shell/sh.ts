// sh. What it adds to the common ground: exports, functions for aliases, and $ENV as the file that
// an interactive shell sources.

import type { RexText } from "../rex/escaped-string.ts";
import { doubleQuoted, joinArguments, singleQuoted } from "./quoting.ts";
import {
  type PromptSettings,
  type ShellOptions,
  type StartupCapabilities,
  type StartupOptions,
  type StartupSequence,
  type StartupSurroundings,
  settingsWithPrompt,
  type UnixProgram,
} from "./shell.ts";
import { planUnixSpawn } from "./spawn-unix.ts";
import { UnixShell } from "./unix.ts";
import { overruled, unsupported } from "./warnings.ts";

export class ShShell extends UnixShell {
  setenv(key: string, value: RexText): void {
    this.addLine(`export ${key}=${this.valueText(key, value)}`);
  }

  unsetenv(key: string): void {
    this.addLine(`unset ${key}`);
  }

  alias(key: string, value: string): void {
    this.addLine(`${key}() { ${value} "$@"; };`);
  }

  source(value: string): void {
    this.addLine(`. ${this.escaped(value)}`);
  }

  bindInteractive(settings: PromptSettings, _folder: string): void {
    this.bindPrompt(settings, "\\[\\e[1m\\]$REZ_ENV_PROMPT\\[\\e[0m\\]");
  }

  protected bindPrompt({ set_prompt, prefix_prompt, prompt }: PromptSettings, own: string): void {
    if (!set_prompt || prompt === "") return;
    this.addLine('if [ -z "$REZ_STORED_PROMPT_SH" ]; then export REZ_STORED_PROMPT_SH="$PS1"; fi');
    const stored = "$REZ_STORED_PROMPT_SH";
    const parts = prefix_prompt ? [own, stored] : [stored, own];
    this.addLine(`export PS1="${parts.join(" ")}"`);
  }

  protected escapedPart(text: string, literal: boolean): string {
    return literal ? singleQuoted(text) : doubleQuoted(text);
  }
}

export const sh: UnixProgram = {
  name: "sh",
  executableName: "sh",
  fileExtension: "sh",
  stdinArgument: "-s",
  rcfileArgument: null,
  historyFile: "~/.bash_history",
  historyVariable: "HISTFILE",
  startupVariable: "HOME",
  lastStatus: "$?",
  systemPathArguments: ["--noprofile", "-c", "echo __PATHS_ $PATH"],
  defaultSettings: settingsWithPrompt(">"),
  create: (options: ShellOptions) => new ShShell(options),
  startupCapabilities,
  startupSequence,
  joinArguments,
  planSpawn: (request) => planUnixSpawn(sh, request),
};

function startupCapabilities(options: StartupOptions): StartupCapabilities {
  const { norc, command } = options;
  const warnings = unsupported("sh", "rcfile", options.rcfile !== null);
  let { stdin } = options;
  if (command !== null) {
    warnings.push(...overruled("sh", "stdin", "command", stdin));
    stdin = false;
  }
  return { rcfile: null, norc, stdin, command, warnings };
}

function startupSequence(
  options: StartupOptions,
  surroundings: StartupSurroundings,
): StartupSequence {
  const { norc, stdin, command, warnings } = startupCapabilities(options);
  const interactive = command === null && !stdin;
  const files: string[] = [];
  if (interactive) {
    const profile = "~/.profile";
    if (!norc && surroundings.exists(surroundings.expandUser(profile))) files.push(profile);
    const named = surroundings.environ.get("ENV") ?? "";
    if (named !== "" && surroundings.isFile(surroundings.expandUser(named))) files.push(named);
  }
  return {
    stdin,
    command,
    usesRcfile: false,
    variable: interactive ? "ENV" : null,
    files,
    bindFiles: [],
    sourceBindFiles: false,
    warnings,
  };
}
