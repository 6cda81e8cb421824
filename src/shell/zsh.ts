// zsh: sh, and start-up files in the folder that $ZDOTDIR names.

import { joinArguments, percentDoubled } from "./quoting.ts";
import { ShShell, sh } from "./sh.ts";
import {
  type PromptSettings,
  type ShellOptions,
  type StartupOptions,
  type StartupSequence,
  type StartupSurroundings,
  settingsWithPrompt,
  type UnixProgram,
} from "./shell.ts";
import { planUnixSpawn } from "./spawn-unix.ts";
import { rcfileCapabilities } from "./warnings.ts";

const STARTUP_FILES = ["~/.zprofile", "~/.zlogin", "~/.zshrc", "~/.zshenv"];

class ZshShell extends ShShell {
  override bindInteractive(settings: PromptSettings, completionFolder: string): void {
    this.bindPrompt(settings, "%{%B%}$REZ_ENV_PROMPT%{%b%}");
    this.source(`${completionFolder}/complete.zsh`);
  }

  // rez doubles "%" in every value, not only in prompts; `echo` and variables show both.
  protected override escapedPart(text: string, literal: boolean): string {
    return super.escapedPart(literal ? text : percentDoubled(text), literal);
  }
}

export const zsh: UnixProgram = {
  ...sh,
  name: "zsh",
  executableName: "zsh",
  historyFile: "~/.zsh_history",
  startupVariable: "ZDOTDIR",
  systemPathArguments: ["--no-rcs", "-c", "echo __PATHS_ $PATH"],
  defaultSettings: settingsWithPrompt("%"),
  create: (options: ShellOptions) => new ZshShell(options),
  startupCapabilities: (options) => rcfileCapabilities("zsh", options),
  startupSequence,
  joinArguments,
  planSpawn: (request) => planUnixSpawn(zsh, request),
};

function startupSequence(
  options: StartupOptions,
  surroundings: StartupSurroundings,
): StartupSequence {
  const { rcfile, norc, stdin, command, warnings } = rcfileCapabilities("zsh", options);
  const exists = (file: string) => surroundings.exists(surroundings.expandUser(file));
  const isOwn = rcfile !== null || norc;
  const own = rcfile === null ? [] : [rcfile];
  return {
    stdin,
    command,
    usesRcfile: false,
    variable: null,
    files: (isOwn ? own : STARTUP_FILES).filter(exists),
    bindFiles: ["~/.zshrc"],
    sourceBindFiles: !norc,
    warnings,
  };
}
