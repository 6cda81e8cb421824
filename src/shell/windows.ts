// What cmd and PowerShell have in common: they are given values whose variables are replaced
// already, support no start-up options but a command, and are started on one script.

import { isList } from "../rex/actions.ts";
import type { RexText } from "../rex/escaped-string.ts";
import { namedIn } from "../rex/formatter.ts";
import { withoutParts } from "../rex/python.ts";
import { ScriptLines } from "./script-lines.ts";
import type { PromptSettings, Shell, StartupCapabilities, StartupOptions } from "./shell.ts";
import { type Script, type SpawnRequest, source, welcome } from "./spawn.ts";
import { unsupported } from "./warnings.ts";

export abstract class WindowsShell extends ScriptLines implements Shell {
  readonly expandsVariables = true;
  abstract readonly pathSeparator: string;
  protected abstract readonly tokenPattern: RegExp;

  abstract setenv(key: string, value: RexText): void;
  abstract unsetenv(key: string): void;
  abstract alias(key: string, value: string): void;
  abstract info(value: RexText): void;
  abstract error(value: RexText): void;
  abstract comment(value: string): void;
  abstract source(value: string): void;
  abstract normalizePath(path: string): string;
  abstract keyToken(key: string): string;
  abstract bindInteractive(prompt: PromptSettings): void;
  protected abstract joined(words: readonly string[]): string;

  /** rez writes an unusable script here; a reset is a set as far as a shell is concerned. */
  resetenv(key: string, value: RexText): void {
    this.setenv(key, value);
  }

  /** rez fails on a list; it is joined as the arguments of a command are. */
  command(value: RexText | readonly RexText[]): void {
    this.addLine(isList(value) ? this.joined(value.map(String)) : withoutParts(value));
  }

  shebang(): void {}

  referenceSafely(_key: string): void {}

  /** References to variables in the form of this shell. */
  protected withTokens(text: string): string {
    return text.replace(this.tokenPattern, (...match) => this.keyToken(namedIn(match)));
  }

  escape(value: RexText, isPath: boolean): string {
    if (!isPath) return this.escaped(value);
    const { pathSeparator } = this;
    return this.escaped(value, (text) =>
      text
        .split(pathSeparator)
        .map((path) => this.normalizePath(path))
        .join(pathSeparator),
    );
  }

  protected valueText(key: string, value: RexText): string {
    return this.escape(value, this.options.isPathed(key));
  }
}

export function commandOnly(shell: string, options: StartupOptions): StartupCapabilities {
  const warnings = [
    ...unsupported(shell, "rcfile", options.rcfile !== null && options.rcfile !== ""),
    ...unsupported(shell, "norc", options.norc),
    ...unsupported(shell, "stdin", options.stdin),
  ];
  return { rcfile: null, norc: false, stdin: false, command: options.command, warnings };
}

/** Sources the context, and greets where the shell is for a person. */
export function recordContext({ shell, executor }: Script, request: SpawnRequest, ask: string) {
  source(executor, request.contextFile);
  if (!request.addRez) return;
  shell.bindInteractive(request.settings, request.completionFolder);
  if (request.command === null && !request.quiet) {
    welcome(executor, request.isProductionInstall, ask);
  }
}
