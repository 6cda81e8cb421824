// The interpreter of `get_environ`, `execute_command` and `apply`: it lets the manager keep the
// environment and collects, in order, what only the Python process itself can do (print, run).

import { RezError } from "../errors.ts";
import { isList } from "./actions.ts";
import { type Effect, effectToWire, type Origin, type WireEffect } from "./effects.ts";
import type { EscapedString, RexText } from "./escaped-string.ts";
import { EscapedString as Escaped } from "./escaped-string.ts";
import type { Interpreter } from "./interpreter.ts";

export interface PythonInterpreterOptions {
  /** True: nothing but the environment counts; messages and commands are skipped. */
  readonly passive: boolean;
  /** True: the session itself is changed, so PYTHONPATH must reach sys.path. */
  readonly updatesSession: boolean;
  readonly pathSeparator: string;
  /** What the environment of a command starts from. */
  readonly targetEnviron: ReadonlyMap<string, string>;
}

export class PythonInterpreter implements Interpreter {
  readonly kind: "passive" | "python";
  readonly expandsVariables = true;
  readonly pathSeparator: string;
  readonly effects: Effect[] = [];
  origin?: Origin;
  readonly #options: PythonInterpreterOptions;
  #environ: ReadonlyMap<string, string> = new Map();
  /** What the last command that was taken is given. */
  #given: ReadonlyMap<string, string> | null = null;

  constructor(options: PythonInterpreterOptions) {
    this.#options = options;
    this.kind = options.passive ? "passive" : "python";
    this.pathSeparator = options.pathSeparator;
  }

  /** The manager's environment, of which a command gets the state at its moment. */
  attach(environ: ReadonlyMap<string, string>): void {
    this.#environ = environ;
  }

  /**
   * The target environment with all changes, as a child process gets it. It keeps what earlier
   * commands were given, even variables that were unset since.
   */
  applied(): Map<string, string> {
    const given = lastGiven(this.effects) ?? this.#given;
    const applied = new Map(given ?? this.#options.targetEnviron);
    for (const [key, value] of this.#environ) applied.set(key, value);
    return applied;
  }

  takeDue(): readonly WireEffect[] {
    const { effects } = this;
    this.#given = lastGiven(effects) ?? this.#given;
    const due = effects.filter((effect) => effect.kind !== "sys_path");
    // The session itself is changed when all is known.
    effects.splice(0, effects.length, ...effects.filter((effect) => effect.kind === "sys_path"));
    return due.map(effectToWire);
  }

  keyToken(key: string): string {
    return `\${${key}}`;
  }

  normalizePath(path: string): string {
    return path;
  }

  setenv(key: string, value: RexText): void {
    this.#sysPath("set", key, value);
  }

  prependenv(key: string, value: RexText): void {
    this.#sysPath("prepend", key, value);
  }

  appendenv(key: string, value: RexText): void {
    this.#sysPath("append", key, value);
  }

  info(value: RexText): void {
    if (!this.#options.passive) this.effects.push({ kind: "info", text: value.toString() });
  }

  error(value: RexText): void {
    if (!this.#options.passive) this.effects.push({ kind: "error", text: value.toString() });
  }

  command(value: RexText | readonly RexText[]): void {
    if (this.#options.passive) return;
    const args = isList(value)
      ? value.map((arg, index) => (index === 0 ? withoutParts(arg) : arg.toString()))
      : withoutParts(value);
    const origin = this.origin ?? null;
    this.effects.push({ kind: "command", args, environ: this.applied(), origin });
  }

  checkpoint(): number {
    return this.effects.length;
  }

  rollBack(checkpoint: number): void {
    this.effects.length = checkpoint;
  }

  unsetenv(): void {}
  resetenv(): void {}
  alias(): void {}
  comment(): void {}
  source(): void {}
  shebang(): void {}
  referenceSafely(): void {}

  #sysPath(how: "set" | "prepend" | "append", key: string, value: RexText): void {
    if (this.#options.updatesSession && key === "PYTHONPATH") {
      this.effects.push({ kind: "sys_path", how, value: value.toString() });
    }
  }
}

function lastGiven(effects: readonly Effect[]): ReadonlyMap<string, string> | undefined {
  return effects.findLast((effect) => effect.kind === "command")?.environ;
}

/** A command is a program's own syntax: marking parts of it literal has no meaning. */
export function withoutParts(value: RexText | EscapedString): string {
  if (value instanceof Escaped) {
    throw new RezError("RexError", "The command does not accept use of 'literal' or 'expandable'");
  }
  return value;
}
