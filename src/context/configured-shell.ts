// A shell of a name as the caller has it configured.

import { globPattern } from "../package-filter/glob.ts";
import { type Look, look as lookAtDisk } from "../rex/look.ts";
import { shellExecutable, which } from "../shell/executable.ts";
import { shellProgram } from "../shell/programs.ts";

interface Caller {
  readonly process: { readonly environ: Readonly<Record<string, string>> };
  readonly settings: { readonly [name: string]: unknown };
}

export function configuredShell(
  name: string,
  { process, settings }: Caller,
  look: Look = lookAtDisk,
) {
  const place = { look, directory: String(settings.working_directory ?? "/") };
  const program = shellProgram(name);
  const environ = new Map(Object.entries(process.environ));
  const configured = settings.shell_plugins as { readonly [name: string]: object } | undefined;
  const shellSettings = { ...program.defaultSettings, ...configured?.[name] };
  const patterns = ((settings.pathed_env_vars ?? []) as readonly string[]).map(globPattern);
  return {
    program,
    programFile: (program: string) => which(program, environ.get("PATH"), place),
    executable: () => shellExecutable(program, environ, shellSettings, place),
    shellSettings,
    isPathed: (variable: string) => patterns.some((pattern) => pattern?.test(variable)),
  };
}
