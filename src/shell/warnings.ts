// Start-up options that do not go together: which of them counts, and what rez warns about (setting
// `warn_shell_startup`).

import type { StartupCapabilities, StartupOptions } from "./shell.ts";

export function unsupported(shell: string, option: string, given: boolean): string[] {
  return given ? [`${option} ignored, not supported by ${shell} shell`] : [];
}

export function overruled(shell: string, option: string, by: string, given: boolean): string[] {
  return given ? [`${option} ignored by ${shell} shell - overruled by ${by} option`] : [];
}

/** Where `norc`, a command and standard input overrule an rcfile, in that order: bash and zsh. */
export function rcfileCapabilities(shell: string, options: StartupOptions): StartupCapabilities {
  const { norc, command } = options;
  let { rcfile, stdin } = options;
  const warnings: string[] = [];
  const overrule = (option: string, by: string, given: boolean) =>
    warnings.push(...overruled(shell, option, by, given));

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
