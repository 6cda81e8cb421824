// cmd, the command prompt of Windows: batch files.

import { EscapedBinding } from "../rex/escaped-binding.ts";
import { EscapedString, type RexText } from "../rex/escaped-string.ts";
import { linesOf } from "./script-lines.ts";
import {
  type OutputStyle,
  type PromptSettings,
  type ShellOptions,
  type ShellProgram,
  settingsWithPrompt,
} from "./shell.ts";
import { inFolder, newScript, type SpawnPlan, type SpawnRequest } from "./spawn.ts";
import { commandOnly, recordContext, WindowsShell } from "./windows.ts";
import { windowsPath } from "./windows-paths.ts";

const REFERENCE = /\$\{([^{}]+?)\}|\$([a-zA-Z_]+)/g;
// "&", "<", ">" and "^" that no "^" precedes, but a "^" that escapes one of them; and every "|".
const TO_ESCAPE = /(?<!\^)[&<>]|(?<!\^)\^(?![&<>^])|\|/g;

class CmdShell extends WindowsShell {
  readonly pathSeparator: string;
  protected readonly tokenPattern = REFERENCE;

  constructor(options: ShellOptions) {
    super(options);
    this.pathSeparator = options.pathSeparator;
  }

  keyToken(key: string): string {
    return `%${key}%`;
  }

  normalizePath(path: string): string {
    return windowsPath(path);
  }

  setenv(key: string, value: RexText): void {
    this.addLine(`set ${key}=${this.valueText(key, value)}`);
  }

  unsetenv(key: string): void {
    this.addLine(`set ${key}=`);
  }

  // doskey by its whole path: the script may change PATH before the alias.
  alias(key: string, value: string): void {
    this.addLine(`${this.options.programFile("doskey") ?? "doskey"} ${key}=${value} $*`);
  }

  comment(value: string): void {
    for (const line of value.split("\n")) this.addLine(`REM ${line}`);
  }

  info(value: RexText): void {
    for (const line of linesOf(value)) {
      const text = this.withTokens(this.escaped(line));
      this.addLine(text === "" ? "echo." : `echo ${text}`);
    }
  }

  error(value: RexText): void {
    for (const line of linesOf(value)) {
      this.addLine(`echo "${this.withTokens(this.escaped(line))}" 1>&2`);
    }
  }

  source(value: string): void {
    this.addLine(`call ${value}`);
  }

  bindInteractive({ set_prompt, prefix_prompt, prompt }: PromptSettings): void {
    if (!set_prompt || prompt === "") return;
    const { environ } = this.options;
    const stored = environ.get("REZ_STORED_PROMPT_CMD") ?? "";
    const current = stored || (environ.get("PROMPT") ?? "");
    if (stored === "") this.setenv("REZ_STORED_PROMPT_CMD", current);
    const own = "%REZ_ENV_PROMPT%";
    this.addLine(`set PROMPT=${(prefix_prompt ? [own, current] : [current, own]).join(" ")}`);
  }

  output(style: OutputStyle): string {
    if (style === "file") return this.asFile();
    return this.lines
      .filter((line) => !line.startsWith("REM"))
      .map((line) => line.trimEnd())
      .join("&& ");
  }

  protected joined(words: readonly string[]): string {
    return joinArguments(words);
  }

  protected escapedPart(text: string, literal: boolean): string {
    const escaped = text.replace(TO_ESCAPE, (character) => `^${character}`);
    // In a batch file a percent sign is doubled to stay.
    return literal ? escaped.replace(/%([A-Za-z0-9_]+)%/g, "%%$1%%") : escaped;
  }
}

/** As the C runtime of Windows takes arguments apart again (Python's list2cmdline). */
function joinArguments(words: readonly string[]): string {
  return words.map(quotedArgument).join(" ");
}

function quotedArgument(word: string): string {
  // Backslashes count only before a quote.
  const escaped = word.replace(/(\\*)"/g, '$1$1\\"');
  if (word !== "" && !/[ \t]/.test(word)) return escaped;
  return `"${escaped.replace(/\\+$/, "$&$&")}"`;
}

export const cmd: ShellProgram = {
  name: "cmd",
  executableName: "cmd",
  fileExtension: "bat",
  systemPathArguments: null,
  defaultSettings: { ...settingsWithPrompt("$G"), additional_pathext: [".PY"] },
  create: (options) => new CmdShell(options),
  startupCapabilities: (options) => commandOnly("cmd", options),
  joinArguments,
  planSpawn,
};

function planSpawn(request: SpawnRequest): SpawnPlan {
  const { options, shellSettings } = request;
  const command = withoutAlias(request.command, request.aliases);
  const script = newScript(cmd.create(options), request);
  const { executor, shell } = script;
  if (shellSettings.prompt !== "") {
    const prompt = EscapedString.expandable("%REZ_ENV_PROMPT%").append(shellSettings.prompt, true);
    executor.environ.setAttribute("REZ_ENV_PROMPT", new EscapedBinding(prompt));
  }
  for (const ending of shellSettings.additional_pathext) {
    executor.command(
      `echo %PATHEXT%|C:\\Windows\\System32\\findstr.exe /i /c:"${ending}">nul ` +
        `|| set PATHEXT=%PATHEXT%;${ending}`,
    );
  }
  // Forgets the error level that the search left.
  if (shellSettings.additional_pathext.length > 0) executor.command("(call )");
  recordContext(script, request, "cmd /Q /C rez context");
  if (command === null) executor.command("cmd /Q /K");
  else if (command !== "") executor.command(command);
  executor.command("exit %errorlevel%");

  const path = inFolder(request, `rez-shell.${cmd.fileExtension}`);
  const stays = command === null ? "/K" : "/C";
  const argv = [...request.preCommand, options.executable(), "/Q", stays, `call ${path}`];
  return {
    files: [{ path, text: shell.output("file"), kind: "script" }],
    startupVariable: null,
    argv,
    stdin: false,
    throughSystemShell: argv[0] === "START",
    warnings: cmd.startupCapabilities(request).warnings,
  };
}

/** doskey's aliases do not work in batch files: a command that begins with one is written out. */
function withoutAlias(command: string | null, aliases: ReadonlyMap<string, string>): string | null {
  const word = command?.trim().split(/\s+/)[0];
  const value = word === undefined ? undefined : aliases.get(word);
  return command && word && value ? command.replace(word, () => value) : command;
}
