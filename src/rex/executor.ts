// rez's RexExecutor: the namespace of commands(), the formatting of every text with it, and the
// running of a function. A function runs here when the evaluator takes it; if not, all it did is
// undone and the Python process runs it from the start.

import { decline } from "../python-source/decline.ts";
import { pyStr } from "../python-source/text.ts";
import type { PyObject, PyValue } from "../python-source/values.ts";
import type { Action, WireAction } from "./actions.ts";
import { actionFromWire, isList } from "./actions.ts";
import { EnvironBinding } from "./environ-binding.ts";
import { EscapedBinding, expandable, literal } from "./escaped-binding.ts";
import { EscapedString, type RexText } from "./escaped-string.ts";
import type { Environ, Homes } from "./expansion.ts";
import { FormatFailure, formatText } from "./formatter.ts";
import { rexFunctions } from "./functions.ts";
import type { Interpreter } from "./interpreter.ts";
import { JournaledMap } from "./journaled-map.ts";
import { ActionManager } from "./manager.ts";
import { NamespaceFields } from "./namespace.ts";

export interface ExecutorOptions {
  readonly interpreter: Interpreter;
  readonly parentEnviron: Environ;
  readonly parentVariables: ReadonlySet<string> | "all";
  readonly separators: { readonly [variable: string]: string };
  readonly homes: Homes;
  /** What commands() may import without Python. */
  readonly modules?: ReadonlyMap<string, PyObject>;
  /** Writes the "#!" line first. */
  readonly shebang: boolean;
}

export class RexExecutor {
  readonly manager: ActionManager;
  readonly environ: EnvironBinding;
  readonly globals = new JournaledMap<PyValue>();
  readonly modules: ReadonlyMap<string, PyObject>;
  readonly #fields = new NamespaceFields(this.globals);

  constructor(options: ExecutorOptions) {
    this.manager = new ActionManager(options);
    this.modules = options.modules ?? new Map();
    this.environ = new EnvironBinding(this);
    this.bind("literal", literal);
    this.bind("expandable", expandable);
    if (options.shebang) this.play({ kind: "shebang" });
    this.bind("env", this.environ);
    for (const [name, call] of rexFunctions(this)) this.bind(name, call);
  }

  get interpreter(): Interpreter {
    return this.manager.interpreter;
  }

  bind(name: string, value: PyValue | PyObject): void {
    this.globals.set(name, value);
  }

  unbind(name: string): void {
    this.globals.delete(name);
  }

  /** What host and evaluator agree on: formatted actions, played in order. */
  applyWire(actions: readonly WireAction[]): void {
    for (const action of actions) this.manager.apply(actionFromWire(action));
  }

  play(action: Action): void {
    this.manager.apply(action);
  }

  setenv(key: PyValue, value: PyValue): void {
    this.manager.setenv(this.keyOf(key), this.formatted(value));
  }

  unsetenv(key: PyValue): void {
    this.manager.unsetenv(this.keyOf(key));
  }

  resetenv(key: PyValue, value: PyValue, friends: PyValue): void {
    const names = friends === null ? null : stringList(friends);
    this.manager.resetenv(this.keyOf(key), this.formatted(value), names);
  }

  extendenv(kind: "prependenv" | "appendenv", key: PyValue, value: PyValue): void {
    this.manager.extendenv(kind, this.keyOf(key), this.formatted(value));
  }

  comment(text: string): void {
    this.manager.apply({ kind: "comment", value: this.formatted(text).toString() });
  }

  command(value: PyValue): void {
    const items = Array.isArray(value) ? value.map(commandText) : commandText(value);
    if (isList(items) && items.length === 0) decline("an empty command");
    this.play({ kind: "command", value: items });
  }

  getenv(key: PyValue): string | undefined {
    return this.manager.getenv(this.keyOf(key));
  }

  expandvars(value: PyValue, format: boolean): string {
    const text = format ? this.formatted(value).toString() : value;
    if (text instanceof EscapedBinding) return this.manager.expandedText(text.text).toString();
    return typeof text === "string" ? this.manager.expanded(text) : decline("expandvars()");
  }

  keyOf(key: PyValue): string {
    return this.formatted(key).toString();
  }

  /** rez formats strings only: the text of any other object is taken as it is. */
  formatted(value: PyValue): RexText {
    if (typeof value === "string") return this.#formattedText(value);
    if (!(value instanceof EscapedBinding)) return pyStr(value);
    try {
      return value.text.formatted((text) => this.format(text));
    } catch (error) {
      if (error instanceof FormatFailure) return new EscapedString(value.text.parts);
      throw error;
    }
  }

  /** Throws `FormatFailure`. */
  format(text: string): string {
    return formatText(text, this.#fields, this.interpreter.variablePattern);
  }

  #formattedText(text: string): string {
    if (!text.includes("{") && !text.includes("}") && !text.includes("$")) return text;
    try {
      return this.format(text);
    } catch (error) {
      if (error instanceof FormatFailure) return text;
      throw error;
    }
  }
}

function commandText(value: PyValue): RexText {
  if (typeof value === "string") return value;
  return value instanceof EscapedBinding
    ? new EscapedString(value.text.parts)
    : decline("command()");
}

function stringList(value: PyValue): readonly string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  return decline("friends that are no list of strings");
}
