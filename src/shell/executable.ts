// Where programs are: rez's `which`, and what a shell has on PATH of its own.

import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import { RezError } from "../errors.ts";
import { type Look, look as lookAtDisk } from "../rex/look.ts";
import { sh } from "./sh.ts";
import type { ShellProgram, ShellSettings } from "./shell.ts";

type Variables = ReadonlyMap<string, string>;

/** Where programs are looked for. */
export interface Place {
  readonly look?: Look;
  /** The calling process's, to which folders on PATH may be relative; the engine's is another. */
  readonly directory?: string;
}

// What execvp searches when PATH is not set (os.defpath).
const DEFAULT_PATH = "/bin:/usr/bin";

/** The file of a program on `path`, or null. */
export function which(
  program: string,
  path: string | undefined,
  { look = lookAtDisk, directory = "/" }: Place = {},
): string | null {
  const slash = program.lastIndexOf("/");
  const folders = slash < 0 ? (path ?? DEFAULT_PATH) : program.slice(0, slash) || "/";
  if (folders === "") return null;
  const name = program.slice(slash + 1);
  for (const folder of new Set(folders.split(":"))) {
    const file = folder === "" || folder.endsWith("/") ? folder + name : `${folder}/${name}`;
    if (isExecutable(resolve(directory, file), look)) return file;
  }
  return null;
}

/** A shell without start-up files answers in milliseconds; one that hangs must not hang a resolve. */
const START_MILLISECONDS = 10_000;
const MAXIMUM_OUTPUT = 1_000_000;

export function shellExecutable(
  program: ShellProgram,
  environ: Variables,
  { executable_fullpath: given }: Pick<ShellSettings, "executable_fullpath">,
  place: Place = {},
): string {
  if (given) {
    const { look = lookAtDisk, directory = "/" } = place;
    if (look(resolve(directory, given))) return given;
    throw new RezError("RuntimeError", `Couldn't find executable '${given}'.`);
  }
  const { executableName } = program;
  const found = which(executableName, environ.get("PATH"), place);
  if (found !== null) return found;
  throw new RezError("RuntimeError", `Couldn't find executable '${executableName}'.`);
}

const systemPathsOf = new Map<string, Promise<readonly string[]>>();

/** The shell's PATH when nothing sets it, asked of the shell once, then remembered. */
export function systemPaths(
  program: ShellProgram,
  environ: Variables,
  standardSystemPaths: readonly string[],
): Promise<readonly string[]> {
  if (standardSystemPaths.length > 0) return Promise.resolve(standardSystemPaths);
  if (program.systemPathArguments === null) return systemPaths(sh, environ, []);
  const key = `${program.name}\0${environ.get("PATH") ?? ""}`;
  let paths = systemPathsOf.get(key);
  if (paths === undefined) {
    paths = askSystemPaths(program.executableName, program.systemPathArguments, environ);
    systemPathsOf.set(key, paths);
    // Who asked may have failed by something else by then, and hear no more of it.
    paths.catch(() => {});
  }
  return paths;
}

async function askSystemPaths(
  name: string,
  args: readonly string[],
  environ: Variables,
): Promise<readonly string[]> {
  const executable = which(name, environ.get("PATH"));
  const output = executable === null ? null : await outputOf(executable, args, environ);
  const paths = output === null ? [] : pathsIn(output);
  for (const path of DEFAULT_PATH.split(":")) if (!paths.includes(path)) paths.push(path);
  return paths.filter((path) => path !== "");
}

function pathsIn(output: string): string[] {
  const line = output.split("\n").find((text) => text.split(/\s+/).includes("__PATHS_")) ?? "";
  return (line.trim().split(/\s+/).at(-1) ?? "").split(":");
}

/** What a program prints; null when it cannot be run or fails. One short line of a shell needs no
 * more than Node's own call; loading a library for it took as long as all else of an environment. */
function outputOf(
  file: string,
  args: readonly string[],
  environ: Variables,
): Promise<string | null> {
  const { PATH: _, ...env } = Object.fromEntries(environ);
  return new Promise((settle) => {
    const child = spawn(file, args, {
      env,
      timeout: START_MILLISECONDS,
      stdio: ["ignore", "pipe", "ignore"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.length > MAXIMUM_OUTPUT) child.kill();
    });
    child.on("error", () => settle(null));
    child.on("close", (code) => settle(code === 0 ? output : null));
  });
}

function isExecutable(file: string, look: Look): boolean {
  if (look(file)?.isDirectory() !== false) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
