// PowerShell 5 on Windows (`powershell`), and PowerShell 6 and later anywhere (`pwsh`).

import type { RexText } from "../rex/escaped-string.ts";
import { joinWords } from "./quoting.ts";
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

// "$Env:X" stands before "$X", which would take "Env" for the name.
const REFERENCE =
  /\$[Ee][Nn][Vv]:([a-zA-Z_]+)|\$\{[Ee][Nn][Vv]:([a-zA-Z_]+[a-zA-Z0-9_]*?)\}|\$\{([^{}]+?)\}|\$([a-zA-Z_]+)/g;

// $LASTEXITCODE exists only after a program has run; in strict mode it must not be asked otherwise.
const EXIT = `$_rez_shell_command_status = $?
if ((Test-Path variable:LASTEXITCODE) -and $LASTEXITCODE) {
  exit $LASTEXITCODE
}
if (! $_rez_shell_command_status) {
  exit 1
}`;

class PowerShell extends WindowsShell {
  readonly pathSeparator: string;
  readonly variablePattern = REFERENCE;
  protected readonly tokenPattern = REFERENCE;

  constructor(options: ShellOptions) {
    super(options);
    this.pathSeparator = options.pathSeparator;
  }

  keyToken(key: string): string {
    return `\${Env:${key}}`;
  }

  normalizePath(path: string): string {
    return this.options.isWindows ? windowsPath(path) : path;
  }

  setenv(key: string, value: RexText): void {
    this.addLine(`Set-Item -Path "Env:${key}" -Value "${this.valueText(key, value)}"`);
  }

  prependenv(key: string, value: RexText): void {
    const text = this.valueText(key, value);
    const old = `(Get-ChildItem -ErrorAction SilentlyContinue "Env:${key}").Value`;
    this.addLine(`Set-Item -Path "Env:${key}" -Value ("${text}${this.pathSeparator}" + ${old})`);
  }

  appendenv(key: string, value: RexText): void {
    const text = this.valueText(key, value);
    const old = `(Get-ChildItem -ErrorAction SilentlyContinue "Env:${key}").Value`;
    this.addLine(`Set-Item -Path "Env:${key}" -Value (${old} + "${this.pathSeparator}${text}")`);
  }

  unsetenv(key: string): void {
    this.addLine(`Remove-Item -ErrorAction SilentlyContinue "Env:${key}"`);
  }

  alias(key: string, value: string): void {
    this.addLine(`function ${key}() { ${value} @args }`);
  }

  comment(value: string): void {
    for (const line of value.split("\n")) this.addLine(`# ${line}`);
  }

  info(value: RexText): void {
    for (const line of linesOf(value)) {
      this.addLine(`Write-Host ${this.withTokens(this.escaped(line))}`);
    }
  }

  error(value: RexText): void {
    for (const line of linesOf(value)) {
      this.addLine(`Write-Error "${this.withTokens(this.escaped(line))}"`);
    }
  }

  source(value: string): void {
    this.addLine(`. "${value}"`);
  }

  bindInteractive({ set_prompt, prompt }: PromptSettings): void {
    if (set_prompt && prompt !== "") this.addLine(`Function prompt {"${prompt}"}`);
  }

  output(style: OutputStyle): string {
    if (style === "file") return this.asFile();
    return this.lines
      .filter((line) => !line.startsWith("#"))
      .map((line) => line.trimEnd())
      .join("&& ");
  }

  protected joined(words: readonly string[]): string {
    return joinArguments(words);
  }

  protected escapedPart(text: string, literal: boolean): string {
    const kept = literal ? text.replaceAll("$", () => "`$") : text;
    return kept.replaceAll('"', '`"').replaceAll("'", "`'");
  }
}

/** "&" calls what is quoted. */
function joinArguments(words: readonly string[]): string {
  return `& ${joinWords(words, (word) => `"${word.replaceAll("`", "``").replaceAll('"', '`"')}"`)}`;
}

export const powershell: ShellProgram = {
  name: "powershell",
  executableName: "powershell",
  fileExtension: "ps1",
  systemPathArguments: null,
  defaultSettings: { ...settingsWithPrompt("> $ "), additional_pathext: [".PY"] },
  create: (options) => new PowerShell(options),
  startupCapabilities: (options) => commandOnly("powershell", options),
  joinArguments,
  planSpawn: (request) => planSpawn(powershell, request),
};

export const pwsh: ShellProgram = {
  ...powershell,
  name: "pwsh",
  executableName: "pwsh",
  startupCapabilities: (options) => commandOnly("pwsh", options),
  planSpawn: (request) => planSpawn(pwsh, request),
};

function planSpawn(program: ShellProgram, request: SpawnRequest): SpawnPlan {
  const { options, command, shellSettings } = request;
  const script = newScript(program.create(options), request);
  const { executor, shell } = script;
  recordContext(script, request, "rezolve context");
  const endings = shellSettings.additional_pathext.join(";");
  if (options.isWindows && endings !== "") {
    executor.command(
      `$Env:PATHEXT = ((($Env:PATHEXT + ";${endings}") -split ";") | Select-Object -Unique) -join ";"`,
    );
  }
  if (command !== null && command !== "") executor.command(command);
  executor.command(EXIT);

  const path = inFolder(request, `rez-shell.${program.fileExtension}`);
  const argv = [...request.preCommand, options.executable(), "-NoLogo"];
  const policy = shellSettings.execution_policy;
  if (policy !== null && /^\p{L}+$/u.test(policy)) argv.push("-ExecutionPolicy", policy);
  argv.push("-File", path);
  if (command === null) argv.splice(1, 0, "-NoExit");
  return {
    files: [{ path, text: shell.output("file"), kind: "script" }],
    startupVariable: null,
    argv,
    stdin: false,
    throughSystemShell: false,
    warnings: program.startupCapabilities(request).warnings,
  };
}
