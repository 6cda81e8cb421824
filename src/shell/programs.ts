// The shells by name.

import { RezError } from "../errors.ts";
import { bash } from "./bash.ts";
import { sh } from "./sh.ts";
import type { ShellProgram } from "./shell.ts";

const PROGRAMS: ReadonlyMap<string, ShellProgram> = new Map([
  ["bash", bash],
  ["sh", sh],
]);

export function shellProgram(name: string): ShellProgram {
  const program = PROGRAMS.get(name);
  if (program !== undefined) return program;
  throw new RezError("RezPluginError", `Unrecognised shell plugin: '${name}'`);
}
