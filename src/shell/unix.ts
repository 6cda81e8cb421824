// What all unix shells' scripts have in common: one line for an action, messages as `echo`.

import { RezError } from "../errors.ts";
import { isList } from "../rex/actions.ts";
import type { RexText } from "../rex/escaped-string.ts";
import { withoutParts } from "../rex/python.ts";
import { linesOf, ScriptLines } from "./script-lines.ts";
import type { OutputStyle, PromptSettings, Shell, ShellOptions } from "./shell.ts";

export abstract class UnixShell extends ScriptLines implements Shell {
  readonly expandsVariables = false;
  readonly pathSeparator: string;

  constructor(options: ShellOptions) {
    super(options);
    this.pathSeparator = options.pathSeparator;
  }

  abstract setenv(key: string, value: RexText): void;
  abstract unsetenv(key: string): void;
  abstract alias(key: string, value: string): void;
  abstract source(value: string): void;
  abstract bindInteractive(prompt: PromptSettings, completionFolder: string): void;

  /** rez writes an unusable script here; a reset is a set as far as a shell is concerned. */
  resetenv(key: string, value: RexText): void {
    this.setenv(key, value);
  }

  keyToken(key: string): string {
    return `\${${key}}`;
  }

  normalizePath(path: string): string {
    return path;
  }

  info(value: RexText): void {
    for (const line of linesOf(value)) this.addLine(`echo ${this.escaped(line)}`);
  }

  error(value: RexText): void {
    for (const line of linesOf(value)) this.addLine(`echo ${this.escaped(line)} 1>&2`);
  }

  command(value: RexText | readonly RexText[]): void {
    const [program, ...rest] = isList(value) ? value : [value];
    if (program === undefined) throw new RezError("RexError", "An empty command cannot be run");
    const words = rest.map((word) => this.escaped(word)).join(" ");
    this.addLine(isList(value) ? `${withoutParts(program)} ${words}` : withoutParts(program));
  }

  comment(value: string): void {
    for (const line of value.split("\n")) this.addLine(`# ${line}`);
  }

  shebang(): void {
    this.addLine(`#!${this.options.executable()}`);
  }

  referenceSafely(_key: string): void {}

  output(style: OutputStyle): string {
    if (style === "file") return this.asFile();
    return this.lines
      .filter((line) => !line.startsWith("#"))
      .map((line) => line.trimEnd().replace(/;+$/, ""))
      .join(";");
  }

  escape(value: RexText, isPath: boolean): string {
    return isPath ? this.escaped(value, (text) => this.normalizePaths(text)) : this.escaped(value);
  }

  /** A variable's value; where paths look different to the shell, they are changed. */
  protected valueText(key: string, value: RexText): string {
    return this.escape(value, this.options.isPathed(key));
  }

  protected normalizePaths(text: string): string {
    return text;
  }
}
