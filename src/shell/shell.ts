// What a shell is: the interpreter that writes its script, and the rules of how it starts.

import type { Interpreter } from "../rex/interpreter.ts";

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

export interface PromptSettings {
  readonly set_prompt: boolean;
  readonly prefix_prompt: boolean;
  readonly prompt: string;
}

export interface ShellProgram {
  readonly name: string;
  readonly fileExtension: string;
  readonly stdinArgument: string;
  /** Starts the shell without the user's start-up files. */
  readonly norcArgument: string;
  readonly rcfileArgument: string | null;
  readonly historyFile: string | null;
  readonly historyVariable: string | null;
  /** Points the shell's start-up files at a folder. */
  readonly startupVariable: string;
  readonly lastStatus: string;
  create(options: ShellOptions): Shell;
  startupCapabilities(options: StartupOptions): StartupCapabilities;
  startupSequence(options: StartupOptions, surroundings: StartupSurroundings): StartupSequence;
}

export interface ShellOptions {
  readonly executable: string;
  readonly pathSeparator: string;
  expandUser(text: string): string;
}

export interface Shell extends Interpreter {
  output(style: OutputStyle): string;
  /** Prompt and completion of an interactive shell. */
  bindInteractive(prompt: PromptSettings, completionFile: string): void;
}
