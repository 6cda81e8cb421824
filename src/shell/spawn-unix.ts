// How rez starts a unix shell. The script `rez-shell.sh` is what runs; it starts the real shell with
// rcfiles, $ENV or $HOME pointed at files that source the context before (or after) the user's own
// start-up files. A command needs no second shell: it follows the context in that script.

import type { StartupSurroundings, UnixProgram } from "./shell.ts";
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

export function planUnixSpawn(program: UnixProgram, request: SpawnRequest): SpawnPlan {
  const { settings, contextFile, options } = request;
  const { environ } = options;
  const user = (path: string) => options.expandUser(path);
  const sequence = program.startupSequence(startupOptions(request), surroundingsOf(request));
  const quiet = request.quiet || (sequence.command === null && sequence.stdin);
  const executable = options.executable();
  const files: SpawnFile[] = [];
  const warnings = [...sequence.warnings];

  const create = (): Script => newScript(program.create(options), request);
  const write = (name: string, { shell }: Script): string => {
    const path = inFolder(request, name);
    files.push({ path, text: shell.output("file") });
    return path;
  };
  const record = (
    { shell, executor }: Script,
    sources: readonly string[],
    { bind = true, greet = false } = {},
  ): void => {
    if (bind && settings.package_commands_sourced_first) source(executor, contextFile);
    for (const file of sources) if (request.look(user(file))) source(executor, file);
    if (bind && !settings.package_commands_sourced_first) source(executor, contextFile);
    if (sequence.variable !== null) executor.unsetenv(sequence.variable);
    if (bind && request.addRez) shell.bindInteractive(settings, request.completionFolder);
    if (greet && !quiet && request.addRez)
      welcome(executor, request.isProductionInstall, "rezolve context");
  };

  const main = create();
  if (settings.prompt !== "") {
    main.shell.referenceSafely("REZ_ENV_PROMPT");
    main.executor.environ.setAttribute("REZ_ENV_PROMPT", `\${REZ_ENV_PROMPT}${settings.prompt}`);
  }

  let command: string;
  if (sequence.command !== null) {
    record(main, sequence.files);
    command = sequence.command;
  } else {
    command = executable;
    if (sequence.stdin) command += ` ${program.stdinArgument}`;
    else if (sequence.usesRcfile) command += ` ${program.rcfileArgument}`;

    if (sequence.usesRcfile) {
      const script = create();
      record(script, sequence.files, { greet: true });
      command += ` ${write(`rcfile.${program.fileExtension}`, script)}`;
    } else if (sequence.variable !== null) {
      const script = create();
      record(script, sequence.files, { greet: true });
      const path = write(`${sequence.variable}.${program.fileExtension}`, script);
      main.executor.setenv(sequence.variable, path);
    } else {
      const bound = new Set(sequence.bindFiles);
      const startup = [...sequence.files.filter((file) => !bound.has(file)), ...bound];
      for (const file of startup) {
        const script = create();
        const bind = bound.has(file);
        // The real home, so that the user's own files find what they look for; $ZDOTDIR hides none.
        if (program.startupVariable === "HOME") {
          script.executor.setenv("HOME", environ.get("HOME") ?? "");
        }
        const sources = !bind || sequence.sourceBindFiles ? [file] : [];
        record(script, sources, { bind, greet: bind });
        write(file.slice(file.lastIndexOf("/") + 1), script);
      }
      if (startup.length > 0) {
        main.executor.setenv(program.startupVariable, request.folder);
        const history = user(program.historyFile);
        if (request.look(history)) main.executor.setenv(program.historyVariable, history);
      } else {
        warnings.push(
          "WARNING: Could not configure environment from within the target shell " +
            `(${program.name}); this has been done in the parent process instead.`,
        );
        source(main.executor, contextFile);
      }
    }
  }

  if (command !== "") main.executor.command(command);
  main.executor.command(`exit ${program.lastStatus}`);
  const path = write(`rez-shell.${program.fileExtension}`, main);
  return {
    files,
    argv: [...request.preCommand, executable, path],
    stdin: sequence.command === null && sequence.stdin,
    throughSystemShell: false,
    warnings,
  };
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
