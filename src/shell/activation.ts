// The line that puts a folder of tools on the PATH of a running shell.

import { RexExecutor } from "../rex/executor.ts";
import { expandUser, type Homes } from "../rex/expansion.ts";
import type { ShellProgram } from "./shell.ts";

export interface ActivationSurroundings {
  readonly environ: ReadonlyMap<string, string>;
  readonly separators: { readonly [variable: string]: string };
  readonly homes: Homes;
}

export function activation(
  program: ShellProgram,
  folder: string,
  { environ, separators, homes }: ActivationSurroundings,
): string {
  const shell = program.create({
    executable: () => program.name,
    pathSeparator: process.platform === "win32" ? ";" : ":",
    isWindows: process.platform === "win32",
    environ,
    expandUser: (text) => expandUser(text, homes),
    isPathed: (variable) => variable.endsWith("PATH"),
    programFile: () => null,
  });
  const executor = new RexExecutor({
    interpreter: shell,
    parentEnviron: environ,
    parentVariables: new Set(["PATH"]),
    separators,
    homes,
    shebang: false,
  });
  executor.extendenv("appendenv", "PATH", folder);
  return shell.output("file").trim();
}
