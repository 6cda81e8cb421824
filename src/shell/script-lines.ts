// A script in the making: lines, and the two forms in which it is given away.

import { EscapedString, type RexText } from "../rex/escaped-string.ts";
import type { OutputStyle, ShellOptions } from "./shell.ts";

/** What all shells share: lines that can be taken back, and text escaped part by part. */
export abstract class ScriptLines {
  readonly kind = "shell";
  protected readonly options: ShellOptions;
  protected readonly lines: string[] = [];

  constructor(options: ShellOptions) {
    this.options = options;
  }

  /** The lines so far. */
  get written(): readonly string[] {
    return this.lines;
  }

  abstract output(style: OutputStyle): string;

  checkpoint(): number {
    return this.lines.length;
  }

  rollBack(checkpoint: number): void {
    this.lines.length = checkpoint;
  }

  protected abstract escapedPart(text: string, literal: boolean): string;

  protected addLine(line: string): void {
    this.lines.push(line);
  }

  protected asFile(): string {
    return `${this.lines.join("\n")}\n`;
  }

  /** Text as the shell must be given it; `normalized` is applied to parts that are expandable. */
  protected escaped(value: RexText, normalized: (text: string) => string = (text) => text): string {
    let result = "";
    for (const { literal, text } of EscapedString.promote(value).parts) {
      const whole = literal ? text : normalized(this.options.expandUser(text));
      result += this.escapedPart(whole, literal);
    }
    return result;
  }
}

export function linesOf(value: RexText): readonly RexText[] {
  return EscapedString.promote(value).lines();
}
