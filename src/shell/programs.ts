// The shells by name.

import { RezError } from "../errors.ts";
import { bash } from "./bash.ts";
import { cmd } from "./cmd.ts";
import { csh, tcsh } from "./csh.ts";
import { fish } from "./fish.ts";
import { gitbash } from "./gitbash.ts";
import { powershell, pwsh } from "./powershell.ts";
import { sh } from "./sh.ts";
import type { ShellProgram } from "./shell.ts";
import { zsh } from "./zsh.ts";

const WINDOWS = [cmd, gitbash, powershell, pwsh];
const UNIX = [bash, csh, fish, pwsh, sh, tcsh, zsh];

/** Every shell, whatever the system. */
export const ALL_PROGRAMS: ReadonlyMap<string, ShellProgram> = new Map(
  [...WINDOWS, ...UNIX].map((program) => [program.name, program]),
);

/** A shell of this system. One that is not installed is known all the same. */
export function shellProgram(name: string): ShellProgram {
  const here = process.platform === "win32" ? WINDOWS : UNIX;
  const program = here.find((candidate) => candidate.name === name);
  if (program !== undefined) return program;
  throw new RezError("RezPluginError", `Unrecognised shell plugin: '${name}'`);
}
