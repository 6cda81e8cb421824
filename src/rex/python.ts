// The interpreter of `get_environ`, `execute_command` and `apply`: it lets the manager keep the
// environment and collects, in order, what only the Python process itself can do (print, run).

import { RezError } from "../errors.ts";
import { isList } from "./actions.ts";
import type { EscapedString, RexText } from "./escaped-string.ts";
import { EscapedString as Escaped } from "./escaped-string.ts";
import type { Interpreter, Origin } from "./interpreter.ts";

/** Something to be done by the Python process, after the environment is made, in this order. */
export type Effect =
  | { readonly kind: "info" | "error"; readonly text: string }
  | {
      readonly kind: "command";
      readonly args: string | readonly string[];
      readonly environ: ReadonlyMap<string, string>;
      readonly origin: Origin | null;
    }
  | {
      readonly kind: "sys_path";
      readonly how: "set" | "prepend" | "append";
      readonly value: string;
    };

export function effectToWire(effect: Effect) {
  return effect.kind === "command"
    ? { ...effect, environ: Object.fromEntries(effect.environ) }
    : { ...effect };
}

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
    const last = this.effects.findLast((effect) => effect.kind === "command");
    const applied = new Map(last?.environ ?? this.#options.targetEnviron);
    for (const [key, value] of this.#environ) applied.set(key, value);
    return applied;
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

/** A command is a program's own syntax: marking parts of it literal has no meaning. */
export function withoutParts(value: RexText | EscapedString): string {
  if (value instanceof Escaped) {
    throw new RezError("RexError", "The command does not accept use of 'literal' or 'expandable'");
  }
  return value;
}
