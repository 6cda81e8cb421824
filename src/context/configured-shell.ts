// A shell of a name as the caller has it configured.

import { globPattern } from "../package-filter/glob.ts";
import { type Look, look as lookAtDisk } from "../rex/look.ts";
import { shellExecutable, which } from "../shell/executable.ts";
import { shellProgram } from "../shell/programs.ts";
import type { ShellSettings } from "../shell/shell.ts";

export interface ShellConfiguration {
  readonly working_directory: string;
  /** By shell. */
  readonly shell_plugins: { readonly [name: string]: Partial<ShellSettings> };
  readonly pathed_env_vars: readonly string[];
}

interface Caller {
  readonly process: { readonly environ: Readonly<Record<string, string>> };
  readonly settings: ShellConfiguration;
}

export function configuredShell(
  name: string,
  { process, settings }: Caller,
  look: Look = lookAtDisk,
) {
  const place = { look, directory: settings.working_directory };
  const program = shellProgram(name);
  const environ = new Map(Object.entries(process.environ));
  const shellSettings = { ...program.defaultSettings, ...settings.shell_plugins[name] };
  const patterns = settings.pathed_env_vars.map(globPattern);
  return {
    program,
    programFile: (program: string) => which(program, environ.get("PATH"), place),
    executable: () => shellExecutable(program, environ, shellSettings, place),
    shellSettings,
    isPathed: (variable: string) => patterns.some((pattern) => pattern?.test(variable)),
  };
}
