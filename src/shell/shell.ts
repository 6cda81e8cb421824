// What a shell is: the interpreter that writes its script, and the rules of how it starts.

import type { RexText } from "../rex/escaped-string.ts";
import type { Interpreter } from "../rex/interpreter.ts";
import type { SpawnPlan, SpawnRequest } from "./spawn.ts";

/** "file": a script; "eval": one line, without comments, for `eval "$(…)"`. */
export type OutputStyle = "file" | "eval";

export interface StartupOptions {
  readonly rcfile: string | null;
  readonly norc: boolean;
  readonly stdin: boolean;
  /** "" runs nothing and still opens no interactive shell; null is an interactive shell. */
  readonly command: string | null;
}

/** What a start-up option may come to: overruled by another, or not supported. */
export interface StartupCapabilities extends StartupOptions {
  readonly warnings: readonly string[];
}

export interface StartupSequence {
  readonly stdin: boolean;
  readonly command: string | null;
  /** A file is given to the shell in place of its own start-up files. */
  readonly usesRcfile: boolean;
  /** The variable that names a file to source at the start. */
  readonly variable: string | null;
  /** The existing files that the shell sources, "~" unexpanded, in order. */
  readonly files: readonly string[];
  /** The files that must configure the environment, whether they exist or not. */
  readonly bindFiles: readonly string[];
  readonly sourceBindFiles: boolean;
  readonly warnings: readonly string[];
}

/** The machine as the calling process sees it. */
export interface StartupSurroundings {
  readonly environ: ReadonlyMap<string, string>;
  exists(path: string): boolean;
  isFile(path: string): boolean;
  expandUser(path: string): string;
}

/** rez's plugin settings of one shell. */
export interface ShellSettings {
  readonly prompt: string;
  readonly executable_fullpath: string | null;
  /** Endings that a Windows shell takes for programs' besides its own. */
  readonly additional_pathext: readonly string[];
  /** PowerShell's `-ExecutionPolicy`. */
  readonly execution_policy: string | null;
}

export interface PromptSettings {
  readonly set_prompt: boolean;
  readonly prefix_prompt: boolean;
  readonly prompt: string;
}

export interface ShellProgram {
  readonly name: string;
  /** What is looked for on PATH. */
  readonly executableName: string;
  readonly fileExtension: string;
  /** Makes the shell print "__PATHS_" and its PATH; null where sh is asked in its place. */
  readonly systemPathArguments: readonly string[] | null;
  readonly defaultSettings: ShellSettings;
  create(options: ShellOptions): Shell;
  startupCapabilities(options: StartupOptions): StartupCapabilities;
  /** A list of arguments as a command line. */
  joinArguments(words: readonly string[]): string;
  planSpawn(request: SpawnRequest): SpawnPlan;
}

/** A shell that is led by start-up files, as those of unix are. */
export interface UnixProgram extends ShellProgram {
  readonly stdinArgument: string;
  readonly rcfileArgument: string | null;
  readonly historyFile: string;
  readonly historyVariable: string;
  /** Points the shell's start-up files at a folder. */
  readonly startupVariable: "HOME" | "ZDOTDIR";
  readonly lastStatus: string;
  startupSequence(options: StartupOptions, surroundings: StartupSurroundings): StartupSequence;
}

export interface ShellOptions {
  /** The shell's own program file; throws where there is none. */
  readonly executable: () => string;
  readonly pathSeparator: string;
  readonly isWindows: boolean;
  /** The calling process's variables. */
  readonly environ: ReadonlyMap<string, string>;
  expandUser(text: string): string;
  /** The variable holds paths (rez's setting `pathed_env_vars`). */
  isPathed(variable: string): boolean;
  /** A program on the calling process's PATH. */
  programFile(name: string): string | null;
}

export interface Shell extends Interpreter {
  output(style: OutputStyle): string;
  readonly written: readonly string[];
  /** Text as it stands in a script. */
  escape(value: RexText, isPath: boolean): string;
  /** Prompt and completion of an interactive shell. */
  bindInteractive(prompt: PromptSettings, completionFolder: string): void;
}

const NO_SETTINGS = { executable_fullpath: null, additional_pathext: [], execution_policy: null };

/** A shell's settings where nothing is configured. */
export function settingsWithPrompt(prompt: string): ShellSettings {
  return { ...NO_SETTINGS, prompt };
}
