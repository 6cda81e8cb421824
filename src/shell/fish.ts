// fish, which rez has not. Its language is not sh's: "${X}" is no reference, an alias is a function
// whose arguments are $argv, and its own start-up files always come before what it is told to run.

import type { RexText } from "../rex/escaped-string.ts";
import { joinWords } from "./quoting.ts";
import { linesOf } from "./script-lines.ts";
import {
  type PromptSettings,
  type ShellOptions,
  type ShellProgram,
  type StartupCapabilities,
  type StartupOptions,
  settingsWithPrompt,
} from "./shell.ts";
import {
  inFolder,
  newScript,
  type Script,
  type SpawnFile,
  type SpawnPlan,
  type SpawnRequest,
  source,
  welcome,
} from "./spawn.ts";
import { UnixShell } from "./unix.ts";
import { overruled } from "./warnings.ts";

const REFERENCE = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))|[\\"$]/g;

class FishShell extends UnixShell {
  setenv(key: string, value: RexText): void {
    this.addLine(`set -gx ${key} ${this.escaped(value)}`);
  }

  unsetenv(key: string): void {
    this.addLine(`set -e ${key}`);
  }

  // A function that calls the program of its own name must not call itself.
  alias(key: string, value: string): void {
    const own = value.trimStart().split(/\s/)[0] === key ? "command " : "";
    this.addLine(`function ${key}; ${own}${value} $argv; end`);
  }

  source(value: string): void {
    this.addLine(`source ${this.escaped(value)}`);
  }

  // `echo` would take a text that begins with "-n" for an option.
  override info(value: RexText): void {
    for (const line of linesOf(value)) this.addLine(`printf '%s\\n' ${this.escaped(line)}`);
  }

  override error(value: RexText): void {
    for (const line of linesOf(value)) this.addLine(`printf '%s\\n' ${this.escaped(line)} 1>&2`);
  }

  bindInteractive({ set_prompt, prefix_prompt, prompt }: PromptSettings): void {
    if (!set_prompt || prompt === "") return;
    const own = 'printf "%s " "$REZ_ENV_PROMPT"';
    const lines = prefix_prompt ? [own, "__rez_stored_prompt"] : ["__rez_stored_prompt", own];
    this.addLine(
      "functions -q __rez_stored_prompt; or functions -c fish_prompt __rez_stored_prompt",
    );
    this.addLine(`function fish_prompt; ${lines.join("; ")}; end`);
  }

  protected escapedPart(text: string, literal: boolean): string {
    return literal ? literalWord(text) : expandableWord(text);
  }
}

function literalWord(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** What is no reference to a variable is kept as it is: fish holds a lone "$" for an error. */
function expandableWord(text: string): string {
  const inner = text.replace(REFERENCE, (match, braced?: string, plain?: string) => {
    const name = braced ?? plain;
    // The quotes end the name, or an index that would follow it.
    return name === undefined ? `\\${match}` : `$${name}""`;
  });
  return `"${inner}"`;
}

export const fish: ShellProgram = {
  name: "fish",
  executableName: "fish",
  fileExtension: "fish",
  systemPathArguments: ["--no-config", "-c", "echo __PATHS_ (string join : $PATH)"],
  defaultSettings: settingsWithPrompt(">"),
  create: (options: ShellOptions) => new FishShell(options),
  startupCapabilities,
  joinArguments: (words) => joinWords(words, expandableWord),
  planSpawn,
};

function startupCapabilities(options: StartupOptions): StartupCapabilities {
  const { norc, command } = options;
  const isInteractive = command === null && !options.stdin;
  const warnings = [
    ...overruled("fish", "rcfile", "norc", norc && options.rcfile !== null),
    ...overruled("fish", "stdin", "command", command !== null && options.stdin),
  ];
  if (!norc && !isInteractive) {
    const by = command === null ? "stdin" : "command";
    warnings.push(...overruled("fish", "rcfile", by, options.rcfile !== null));
  }
  const rcfile = isInteractive && !norc ? options.rcfile : null;
  return { rcfile, norc, stdin: command === null && options.stdin, command, warnings };
}

function planSpawn(request: SpawnRequest): SpawnPlan {
  const { options, settings, contextFile } = request;
  const rcfile = request.rcfile === "" ? null : request.rcfile;
  const startup = startupCapabilities({ ...request, rcfile });
  const executable = options.executable();
  const start = [...request.preCommand, executable, ...(startup.norc ? ["--no-config"] : [])];
  const script = newScript(fish.create(options), request);
  const { executor, shell } = script;
  if (settings.prompt !== "") {
    executor.environ.setAttribute("REZ_ENV_PROMPT", `\${REZ_ENV_PROMPT}${settings.prompt}`);
  }
  source(executor, contextFile);

  if (startup.command !== null) {
    if (startup.command !== "") executor.command(startup.command);
    executor.command("exit $status");
    const file = scriptFile("rez-shell", script, request);
    return plan(file, [...start, file.path], startup);
  }
  if (request.addRez) shell.bindInteractive(settings, request.completionFolder);
  if (startup.rcfile !== null) source(executor, startup.rcfile);
  if (request.addRez && !request.quiet && !startup.stdin) {
    welcome(executor, request.isProductionInstall, "rezolve context");
  }
  const file = scriptFile("init", script, request);
  const isInteractive = startup.stdin ? [] : ["--interactive"];
  const init = ["--init-command", `source ${literalWord(file.path)}`];
  return plan(file, [...start, ...isInteractive, ...init], startup);
}

function scriptFile(name: string, { shell }: Script, request: SpawnRequest): SpawnFile {
  return { path: inFolder(request, `${name}.fish`), text: shell.output("file"), kind: "shell" };
}

function plan(
  file: SpawnFile,
  argv: readonly string[],
  { stdin, warnings }: StartupCapabilities,
): SpawnPlan {
  return {
    files: [file],
    startupVariable: null,
    argv,
    stdin,
    throughSystemShell: false,
    warnings,
  };
}
