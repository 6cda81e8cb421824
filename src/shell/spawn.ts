// How a shell is started so that it comes up configured: rez's UnixShell.spawn_shell as data. The
// script `rez-shell.sh` is what runs; it starts the real shell with rcfiles, $ENV or $HOME pointed
// at files that source the context before (or after) the user's own start-up files.

import { existsSync, statSync } from "node:fs";
import { RexExecutor } from "../rex/executor.ts";
import { expandUser, type Homes } from "../rex/expansion.ts";
import type { PromptSettings, Shell, ShellProgram, StartupSurroundings } from "./shell.ts";

export interface SpawnSettings extends PromptSettings {
  readonly package_commands_sourced_first: boolean;
}

export interface SpawnRequest {
  readonly program: ShellProgram;
  /** The shell's own program file. */
  readonly executable: string;
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
  /** The calling process's environment: whose start-up files, whose $BASH_ENV. */
  readonly environ: ReadonlyMap<string, string>;
  readonly homes: Homes;
  readonly pathSeparator: string;
  readonly completionFile: string;
  /** True when rez's own commands are on PATH of the new shell. */
  readonly isProductionInstall: boolean;
}

export interface SpawnFile {
  readonly path: string;
  readonly text: string;
}

export interface SpawnPlan {
  readonly files: readonly SpawnFile[];
  readonly argv: readonly string[];
  /** True when the shell reads its commands from standard input, which then is to be passed on. */
  readonly stdin: boolean;
  readonly warnings: readonly string[];
}

export function planSpawn(request: SpawnRequest): SpawnPlan {
  const { program, folder, settings, contextFile } = request;
  const user = (path: string) => expandUser(path, request.homes);
  const surroundings: StartupSurroundings = {
    environ: request.environ,
    exists: existsSync,
    isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
    expandUser: user,
  };
  const options = {
    rcfile: request.rcfile === "" ? null : request.rcfile,
    norc: request.norc,
    stdin: request.stdin,
    command: request.command,
  };
  const sequence = program.startupSequence(options, surroundings);
  const quiet = request.quiet || (sequence.command === null && sequence.stdin);
  const files: SpawnFile[] = [];
  const warnings = [...sequence.warnings];
  const inFolder = (name: string) => (folder.endsWith("/") ? folder + name : `${folder}/${name}`);

  const newScript = (): Script => {
    const shell = program.create({
      executable: request.executable,
      pathSeparator: request.pathSeparator,
      expandUser: user,
    });
    return { shell, executor: shellExecutor(shell, request) };
  };
  const write = (name: string, { shell }: Script): string => {
    const path = inFolder(name);
    files.push({ path, text: shell.output("file") });
    return path;
  };
  const record = (
    { shell, executor }: Script,
    sources: readonly string[],
    { bind = true, welcome = false } = {},
  ): void => {
    if (bind && settings.package_commands_sourced_first) source(executor, contextFile);
    for (const file of sources) if (existsSync(user(file))) source(executor, file);
    if (bind && !settings.package_commands_sourced_first) source(executor, contextFile);
    if (sequence.variable !== null) executor.unsetenv(sequence.variable);
    if (bind) shell.bindInteractive(settings, request.completionFile);
    if (!welcome || quiet) return;
    for (const line of ["", "You are now in a rez-configured environment.", ""]) {
      executor.play({ kind: "info", value: line });
    }
    if (request.isProductionInstall) executor.command("rezolve context");
  };

  const main = newScript();
  if (settings.prompt !== "") {
    main.shell.referenceSafely("REZ_ENV_PROMPT");
    main.executor.environ.setAttribute("REZ_ENV_PROMPT", `\${REZ_ENV_PROMPT}${settings.prompt}`);
  }

  let command: string;
  if (sequence.command !== null) {
    record(main, sequence.files);
    command = sequence.command;
  } else {
    command = request.executable;
    if (sequence.stdin) command += ` ${program.stdinArgument}`;
    else if (sequence.usesRcfile) command += ` ${program.rcfileArgument}`;

    if (sequence.usesRcfile) {
      const script = newScript();
      record(script, sequence.files, { welcome: true });
      command += ` ${write(`rcfile.${program.fileExtension}`, script)}`;
    } else if (sequence.variable !== null) {
      const script = newScript();
      record(script, sequence.files, { welcome: true });
      const path = write(`${sequence.variable}.${program.fileExtension}`, script);
      main.executor.setenv(sequence.variable, path);
    } else {
      const bound = new Set(sequence.bindFiles);
      const startup = [...sequence.files.filter((file) => !bound.has(file)), ...bound];
      for (const file of startup) {
        const script = newScript();
        const bind = bound.has(file);
        // The real home, so that the user's own files find what they look for.
        const home = request.environ.get(program.startupVariable) ?? "";
        script.executor.setenv(program.startupVariable, home);
        const sources = !bind || sequence.sourceBindFiles ? [file] : [];
        record(script, sources, { bind, welcome: bind });
        write(file.slice(file.lastIndexOf("/") + 1), script);
      }
      if (startup.length > 0) main.executor.setenv(program.startupVariable, folder);
      else {
        warnings.push(
          "WARNING: Could not configure environment from within the target shell " +
            `(${program.name}); this has been done in the parent process instead.`,
        );
        source(main.executor, contextFile);
      }
      if (startup.length > 0 && program.historyFile !== null && program.historyVariable !== null) {
        const history = user(program.historyFile);
        if (existsSync(history)) main.executor.setenv(program.historyVariable, history);
      }
    }
  }

  if (command !== "") main.executor.command(command);
  main.executor.command(`exit ${program.lastStatus}`);
  const path = write(`rez-shell.${program.fileExtension}`, main);
  return {
    files,
    argv: [...request.preCommand, request.executable, path],
    stdin: sequence.command === null && sequence.stdin,
    warnings,
  };
}

interface Script {
  readonly shell: Shell;
  readonly executor: RexExecutor;
}

function shellExecutor(shell: Shell, request: SpawnRequest): RexExecutor {
  return new RexExecutor({
    interpreter: shell,
    parentEnviron: new Map(),
    parentVariables: new Set(),
    separators: {},
    homes: request.homes,
    shebang: true,
  });
}

function source(executor: RexExecutor, file: string): void {
  executor.play({ kind: "source", value: executor.formatted(file).toString() });
}
