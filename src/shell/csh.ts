// csh and tcsh: `setenv`, `alias`, and variables that must be set before they are referred to.

import type { RexText } from "../rex/escaped-string.ts";
import { joinWords, singleQuoted } from "./quoting.ts";
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

const STARTUP_FILES = ["~/.tcshrc", "~/.cshrc", "~/.login", "~/.cshdirs"];

class CshShell extends UnixShell {
  setenv(key: string, value: RexText): void {
    this.addLine(`setenv ${key} ${this.valueText(key, value)}`);
  }

  unsetenv(key: string): void {
    this.addLine(`unsetenv ${key}`);
  }

  alias(key: string, value: string): void {
    this.addLine(`alias ${key} '${value}';`);
  }

  source(value: string): void {
    this.addLine(`source ${this.escaped(value)}`);
  }

  override referenceSafely(key: string): void {
    this.addLine(`if (!($?${key})) setenv ${key}`);
  }

  bindInteractive({ set_prompt, prefix_prompt, prompt }: PromptSettings, _folder: string): void {
    if (!set_prompt || prompt === "") return;
    const { environ } = this.options;
    const stored = environ.get("REZ_STORED_PROMPT_CSH") ?? "";
    const current = stored || (environ.get("prompt") ?? "[%m %c]%# ");
    if (stored === "") this.setenv("REZ_STORED_PROMPT_CSH", `"${current}"`);
    const own = "$REZ_ENV_PROMPT";
    const parts = prefix_prompt ? [own, current] : [current, own];
    this.addLine(`set prompt=${this.escaped(parts.join(" "))}`);
  }

  protected escapedPart(text: string, literal: boolean): string {
    if (literal) return singleQuoted(text);
    return `"${text.replaceAll('"', '"\\""').replaceAll("!", "\\!")}"`;
  }
}

class TcshShell extends CshShell {
  override bindInteractive(settings: PromptSettings, completionFolder: string): void {
    super.bindInteractive(settings, completionFolder);
    this.source(`${completionFolder}/complete.csh`);
  }
}

export const csh: UnixProgram = {
  name: "csh",
  executableName: "csh",
  fileExtension: "csh",
  stdinArgument: "-s",
  rcfileArgument: null,
  historyFile: "~/.history",
  historyVariable: "histfile",
  startupVariable: "HOME",
  lastStatus: "$status",
  systemPathArguments: ["-c", "echo __PATHS_ $PATH"],
  defaultSettings: settingsWithPrompt(">"),
  create: (options: ShellOptions) => new CshShell(options),
  startupCapabilities: (options) => cshCapabilities("csh", options),
  startupSequence: (options, surroundings) => cshStartup("csh", options, surroundings),
  joinArguments: (words) => joinWords(words, joinedWord),
  planSpawn: (request) => planUnixSpawn(csh, request),
};

export const tcsh: UnixProgram = {
  ...csh,
  name: "tcsh",
  executableName: "tcsh",
  create: (options: ShellOptions) => new TcshShell(options),
  startupCapabilities: (options) => cshCapabilities("tcsh", options),
  startupSequence: (options, surroundings) => cshStartup("tcsh", options, surroundings),
  planSpawn: (request) => planUnixSpawn(tcsh, request),
};

/** "$" stays where a variable's name or a brace follows. */
function joinedWord(word: string): string {
  const text = word
    .replaceAll("!", "\\!")
    .replaceAll('"', () => `"'"'"`)
    .replaceAll("`", () => `"'\`'"`)
    .replace(/\$([^a-zA-Z{])/g, (_, next: string) => `"'$'"${next}`)
    .replace(/\$(?=\n?$)/, () => `"'$'"`);
  return `"${text}"`;
}

function cshCapabilities(shell: string, options: StartupOptions): StartupCapabilities {
  const { norc, command } = options;
  const warnings = unsupported(shell, "rcfile", options.rcfile !== null);
  if (command !== null) warnings.push(...overruled(shell, "stdin", "command", options.stdin));
  return { rcfile: null, norc, stdin: command === null && options.stdin, command, warnings };
}

function cshStartup(
  shell: string,
  options: StartupOptions,
  surroundings: StartupSurroundings,
): StartupSequence {
  const { norc, stdin, command, warnings } = cshCapabilities(shell, options);
  const exists = (file: string) => surroundings.exists(surroundings.expandUser(file));
  return {
    stdin,
    command,
    usesRcfile: false,
    variable: null,
    files: norc ? [] : STARTUP_FILES.filter(exists),
    bindFiles: ["~/.tcshrc", "~/.cshrc"],
    sourceBindFiles: !norc,
    warnings,
  };
}
