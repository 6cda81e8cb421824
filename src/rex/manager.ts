// rez's ActionManager: keeps the environment that commands() see while they run, and plays every
// action to the interpreter. It is given formatted text; it expands variables itself.
// The rule to know: the first append or prepend to a variable sets it, so that nothing of the
// parent environment leaks in, unless the variable is a parent variable.

import type { Action } from "./actions.ts";
import { EscapedString, type RexText } from "./escaped-string.ts";
import { type Environ, expandUser, expandVariables, type Homes } from "./expansion.ts";
import type { Interpreter } from "./interpreter.ts";
import { JournaledMap } from "./journaled-map.ts";

export interface ManagerOptions {
  readonly interpreter: Interpreter;
  readonly parentEnviron: Environ;
  /** "all": every variable is a parent variable (`all_parent_variables`). */
  readonly parentVariables: ReadonlySet<string> | "all";
  readonly separators: { readonly [variable: string]: string };
  readonly homes: Homes;
}

export interface Checkpoint {
  readonly actions: number;
  readonly interpreter: number;
}

export const TIME_VARIABLES = ["REZ_USED_TIMESTAMP", "REZ_USED_REQUESTED_TIMESTAMP"] as const;
export const FILE_VARIABLES = ["REZ_RXT_FILE", "REZ_CONTEXT_FILE"] as const;
/** What contexts of one resolve have otherwise. */
const OWN_VARIABLES: ReadonlySet<string> = new Set([...TIME_VARIABLES, ...FILE_VARIABLES]);

export class ActionManager {
  readonly interpreter: Interpreter;
  readonly parentEnviron: Environ;
  readonly environ = new JournaledMap<string>();
  readonly actions: Action[] = [];
  /** Those of a context's own variables that somebody has read or changed. */
  readonly named = new Set<string>();
  readonly #options: ManagerOptions;

  constructor(options: ManagerOptions) {
    this.#options = options;
    this.interpreter = options.interpreter;
    this.parentEnviron = options.parentEnviron;
  }

  apply(action: Action): void {
    switch (action.kind) {
      case "setenv":
        this.setenv(action.key, action.value);
        break;
      case "prependenv":
      case "appendenv":
        this.extendenv(action.kind, action.key, action.value);
        break;
      case "resetenv":
        this.resetenv(action.key, action.value, action.friends);
        break;
      case "unsetenv":
        this.unsetenv(action.key);
        break;
      default:
        this.#play(action);
    }
  }

  /** The variable's value here or in the parent environment. */
  getenv(key: string): string | undefined {
    const name = this.#nameOf(key);
    return this.environ.get(name) ?? this.parentEnviron.get(name);
  }

  expanded(text: string): string {
    if (!text.includes("$") && !text.startsWith("~")) return text;
    for (const name of OWN_VARIABLES) if (text.includes(name)) this.named.add(name);
    const own = expandVariables(text, this.environ);
    return expandUser(expandVariables(own, this.parentEnviron), this.#options.homes);
  }

  expandedText(value: RexText): RexText {
    if (typeof value === "string") return this.expanded(value);
    return value.formatted((text) => this.expanded(text));
  }

  /** Begins what `rollBack` can undo and `commit` keeps. */
  begin(): Checkpoint {
    this.environ.begin();
    return { actions: this.actions.length, interpreter: this.interpreter.checkpoint() };
  }

  commit(): void {
    this.environ.commit();
  }

  rollBack(checkpoint: Checkpoint): void {
    this.environ.rollBack();
    this.actions.length = checkpoint.actions;
    this.interpreter.rollBack(checkpoint.interpreter);
  }

  /** `written`: what the interpreter is given in place of the value. */
  setenv(key: string, value: RexText, written?: RexText): void {
    this.actions.push({ kind: "setenv", key, value });
    this.#assign(key, value, (k, v) => this.interpreter.setenv(k, written ?? v));
  }

  resetenv(key: string, value: RexText, friends: readonly string[] | null): void {
    this.actions.push({ kind: "resetenv", key, value, friends });
    this.#assign(key, value, (k, v) => this.interpreter.resetenv(k, v, friends));
  }

  unsetenv(key: string): void {
    const name = this.#nameOf(key);
    this.actions.push({ kind: "unsetenv", key });
    this.environ.delete(name);
    this.interpreter.unsetenv(this.#given(name, key));
  }

  extendenv(kind: "prependenv" | "appendenv", key: string, value: RexText): void {
    const { interpreter, environ } = this;
    const name = this.#nameOf(key);
    const expandedValue = this.expandedText(value);
    const givenName = this.#given(name, key);
    const givenValue = this.#given(expandedValue, value);
    if (!environ.has(name) && this.#isParentVariable(name)) {
      environ.set(name, this.parentEnviron.get(name) ?? "");
      interpreter.referenceSafely(givenName);
    }

    const current = environ.get(name);
    if (current === undefined) {
      this.actions.push({ kind: "setenv", key, value });
      environ.set(name, expandedValue.toString());
      interpreter.setenv(givenName, givenValue);
      return;
    }

    this.actions.push({ kind, key, value });
    const separator = this.#separator(name);
    const first = kind === "prependenv";
    const added = expandedValue.toString();
    environ.set(name, first ? added + separator + current : current + separator + added);

    const extend = first ? interpreter.prependenv : interpreter.appendenv;
    if (extend !== undefined) {
      extend.call(interpreter, givenName, givenValue);
      return;
    }
    const token = this.#given(current, interpreter.keyToken(name));
    const parts = first ? [givenValue, token] : [token, givenValue];
    interpreter.setenv(givenName, EscapedString.join(separator, parts));
  }

  #assign(key: string, value: RexText, play: (key: string, value: RexText) => void): void {
    const name = this.#nameOf(key);
    const expandedValue = this.expandedText(value);
    this.environ.set(name, expandedValue.toString());
    play(this.#given(name, key), this.#given(expandedValue, value));
  }

  /** What the interpreter is given: with variables replaced, or as it was written. */
  #given<T>(expanded: T, written: T): T {
    return this.interpreter.expandsVariables ? expanded : written;
  }

  #play(action: Exclude<Action, { kind: `${string}env` }>): void {
    const { interpreter } = this;
    this.actions.push(action);
    switch (action.kind) {
      case "alias":
        interpreter.alias(action.key, action.value);
        break;
      case "command":
        interpreter.command(action.value);
        break;
      case "comment":
      case "source":
        interpreter[action.kind](action.value);
        break;
      case "shebang":
        interpreter.shebang();
        break;
      default:
        interpreter[action.kind](action.value);
    }
  }

  #nameOf(key: string): string {
    const name = this.expanded(key);
    if (OWN_VARIABLES.has(name)) this.named.add(name);
    return name;
  }

  #isParentVariable(name: string): boolean {
    const { parentVariables } = this.#options;
    return parentVariables === "all" || parentVariables.has(name);
  }

  #separator(name: string): string {
    const { separators } = this.#options;
    const own = Object.hasOwn(separators, name) ? separators[name] : undefined;
    return own ?? this.interpreter.pathSeparator;
  }
}
