// How rez starts a unix shell. The script `rez-shell.sh` is what runs; it starts the real shell with
// rcfiles, $ENV or $HOME pointed at files that source the context before (or after) the user's own
// start-up files. A command needs no second shell: it follows the context in that script.

import type { StartupSequence, StartupSurroundings, UnixProgram } from "./shell.ts";
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

/** What is started, and how it will go. */
interface Spawn {
  readonly program: UnixProgram;
  readonly request: SpawnRequest;
  readonly sequence: StartupSequence;
  readonly executable: string;
}

/** One way of starting the shell: the command that does it, and what it finds. */
interface Start {
  readonly command: string;
  readonly files: readonly SpawnFile[];
  /** Points the shell's start-up files at the folder of these. */
  readonly startupVariable?: string;
  readonly warnings?: readonly string[];
}

export function planUnixSpawn(program: UnixProgram, request: SpawnRequest): SpawnPlan {
  const { settings, options } = request;
  const sequence = program.startupSequence(startupOptions(request), surroundingsOf(request));
  const spawn = { program, request, sequence, executable: options.executable() };

  const main = scriptOf(spawn);
  if (settings.prompt !== "") {
    main.shell.referenceSafely("REZ_ENV_PROMPT");
    main.executor.environ.setAttribute("REZ_ENV_PROMPT", `\${REZ_ENV_PROMPT}${settings.prompt}`);
  }
  const { command, files, startupVariable = null, warnings = [] } = prepareStart(spawn, main);
  if (command !== "") main.executor.command(command);
  main.executor.command(`exit ${program.lastStatus}`);

  const mainFile = fileOf(spawn, `rez-shell.${program.fileExtension}`, main, "shell");
  return {
    files: [...files, mainFile],
    startupVariable,
    argv: [...request.preCommand, spawn.executable, mainFile.path],
    stdin: sequence.command === null && sequence.stdin,
    throughSystemShell: false,
    warnings: [...sequence.warnings, ...warnings],
  };
}

/** Writes into the main script what must come before the command. */
function prepareStart(spawn: Spawn, main: Script): Start {
  const { command, usesRcfile, variable } = spawn.sequence;
  if (command !== null) return startCommand(spawn, main, command);
  if (usesRcfile) return startWithRcfile(spawn);
  if (variable !== null) return startWithVariable(spawn, main, variable);
  const startup = startupFiles(spawn.sequence);
  return startup.length > 0 ? startWithFolder(spawn, main, startup) : startConfigured(spawn, main);
}

function startCommand(spawn: Spawn, main: Script, command: string): Start {
  configure(spawn, main, spawn.sequence.files);
  return { command, files: [] };
}

function startWithRcfile(spawn: Spawn): Start {
  const file = startupFile(spawn, "rcfile");
  return { command: `${shellCommand(spawn)} ${file.path}`, files: [file] };
}

/** The variable names a file that the shell sources. */
function startWithVariable(spawn: Spawn, main: Script, variable: string): Start {
  const file = startupFile(spawn, variable);
  main.executor.setenv(variable, file.path);
  return { command: shellCommand(spawn), files: [file] };
}

/** The shell looks for its start-up files, `startup`, in a folder that has others of these names. */
function startWithFolder(spawn: Spawn, main: Script, startup: readonly string[]): Start {
  const { program, request } = spawn;
  const { startupVariable } = program;
  const files = startup.map((file) => standIn(spawn, file));
  main.executor.setenv(startupVariable, request.folder);
  const history = request.options.expandUser(program.historyFile);
  if (request.look(history)) main.executor.setenv(program.historyVariable, history);
  return { command: shellCommand(spawn), files, startupVariable };
}

/** The shell has no file to be configured by: it inherits what the main script has set. */
function startConfigured(spawn: Spawn, main: Script): Start {
  source(main.executor, spawn.request.contextFile);
  const warning =
    "WARNING: Could not configure environment from within the target shell " +
    `(${spawn.program.name}); this has been done in the parent process instead.`;
  return { command: shellCommand(spawn), files: [], warnings: [warning] };
}

/** The shell itself, without a command. */
function shellCommand({ program, sequence, executable }: Spawn): string {
  if (sequence.stdin) return `${executable} ${program.stdinArgument}`;
  if (sequence.usesRcfile) return `${executable} ${program.rcfileArgument}`;
  return executable;
}

/** A file that stands for all of the shell's own. */
function startupFile(spawn: Spawn, name: string): SpawnFile {
  const script = scriptOf(spawn);
  configure(spawn, script, spawn.sequence.files);
  greet(spawn, script);
  return fileOf(spawn, `${name}.${spawn.program.fileExtension}`, script);
}

/** Those that exist and those that must, which are the last. */
function startupFiles({ files, bindFiles }: StartupSequence): readonly string[] {
  const bound = new Set(bindFiles);
  return [...files.filter((file) => !bound.has(file)), ...bound];
}

/** A file of the same name as one of the shell's own, in its place. */
function standIn(spawn: Spawn, file: string): SpawnFile {
  const { program, request, sequence } = spawn;
  const script = scriptOf(spawn);
  // The real home, so that the user's own files find what they look for; $ZDOTDIR hides none.
  if (program.startupVariable === "HOME") {
    script.executor.setenv("HOME", request.options.environ.get("HOME") ?? "");
  }
  if (sequence.bindFiles.includes(file)) {
    configure(spawn, script, sequence.sourceBindFiles ? [file] : []);
    greet(spawn, script);
  } else {
    sourceExisting(spawn, script, [file]);
  }
  return fileOf(spawn, file.slice(file.lastIndexOf("/") + 1), script);
}

/** Sources the context before or after the user's own files. */
function configure(spawn: Spawn, script: Script, files: readonly string[]): void {
  const { settings, contextFile, addRez, completionFolder } = spawn.request;
  const { shell, executor } = script;
  if (settings.package_commands_sourced_first) source(executor, contextFile);
  sourceExisting(spawn, script, files);
  if (!settings.package_commands_sourced_first) source(executor, contextFile);
  if (spawn.sequence.variable !== null) executor.unsetenv(spawn.sequence.variable);
  if (addRez) shell.bindInteractive(settings, completionFolder);
}

function sourceExisting({ request }: Spawn, { executor }: Script, files: readonly string[]): void {
  for (const file of files) {
    if (request.look(request.options.expandUser(file))) source(executor, file);
  }
}

function greet({ request, sequence }: Spawn, { executor }: Script): void {
  const isQuiet = request.quiet || (sequence.command === null && sequence.stdin);
  if (isQuiet || !request.addRez) return;
  welcome(executor, request.isProductionInstall, "rezolve context");
}

function scriptOf({ program, request }: Spawn): Script {
  return newScript(program.create(request.options), request);
}

function fileOf(
  { request }: Spawn,
  name: string,
  { shell }: Script,
  kind: SpawnFile["kind"] = "script",
): SpawnFile {
  return { path: inFolder(request, name), text: shell.output("file"), kind };
}

function startupOptions({ rcfile, norc, stdin, command }: SpawnRequest) {
  return { rcfile: rcfile === "" ? null : rcfile, norc, stdin, command };
}

function surroundingsOf({ options, look }: SpawnRequest): StartupSurroundings {
  return {
    environ: options.environ,
    exists: (path) => look(path) !== null,
    isFile: (path) => look(path)?.isFile() ?? false,
    expandUser: (path) => options.expandUser(path),
  };
}
