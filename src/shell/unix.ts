// What all unix shells' scripts have in common: one line for an action, messages as `echo`.

import { RezError } from "../errors.ts";
import { isList } from "../rex/actions.ts";
import { EscapedString, type RexText } from "../rex/escaped-string.ts";
import { withoutParts } from "../rex/python.ts";
import type { OutputStyle, PromptSettings, Shell, ShellOptions } from "./shell.ts";

export abstract class UnixShell implements Shell {
  readonly kind = "shell";
  readonly expandsVariables = false;
  readonly pathSeparator: string;
  protected readonly options: ShellOptions;
  readonly #lines: string[] = [];

  constructor(options: ShellOptions) {
    this.options = options;
    this.pathSeparator = options.pathSeparator;
  }

  abstract setenv(key: string, value: RexText): void;
  abstract unsetenv(key: string): void;
  abstract alias(key: string, value: string): void;
  abstract source(value: string): void;
  abstract bindInteractive(prompt: PromptSettings, completionFile: string): void;
  protected abstract quotedPart(text: string, literal: boolean): string;

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
    this.addLine(`#!${this.options.executable}`);
  }

  referenceSafely(_key: string): void {}

  checkpoint(): number {
    return this.#lines.length;
  }

  rollBack(checkpoint: number): void {
    this.#lines.length = checkpoint;
  }

  output(style: OutputStyle): string {
    if (style === "file") return `${this.#lines.join("\n")}\n`;
    return this.#lines
      .filter((line) => !line.startsWith("#"))
      .map((line) => line.trimEnd().replace(/;+$/, ""))
      .join(";");
  }

  protected addLine(line: string): void {
    this.#lines.push(line);
  }

  protected escaped(value: RexText): string {
    if (typeof value === "string") return this.quotedPart(this.options.expandUser(value), false);
    let result = "";
    for (const { literal, text } of value.parts) {
      result += this.quotedPart(literal ? text : this.options.expandUser(text), literal);
    }
    return result;
  }
}

function linesOf(value: RexText): readonly RexText[] {
  return EscapedString.promote(value).lines();
}
