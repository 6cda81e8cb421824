// rez's RexExecutor: the namespace of commands(), the formatting of every text with it, and the
// running of a function. A function runs here when the evaluator takes it; if not, all it did is
// undone and the Python process runs it from the start.

import { RezError } from "../errors.ts";
import { Declined, decline } from "../python-source/decline.ts";
import { pyStr } from "../python-source/text.ts";
import type { PyObject, PyValue } from "../python-source/values.ts";
import type { Action, WireAction } from "./actions.ts";
import { actionFromWire, isList } from "./actions.ts";
import { EnvironBinding } from "./environ-binding.ts";
import { EscapedBinding, expandable, literal } from "./escaped-binding.ts";
import { EscapedString, type RexText, UnformattedText } from "./escaped-string.ts";
import type { Environ, Homes } from "./expansion.ts";
import { FormatFailure, formatText } from "./formatter.ts";
import { rexFunctions } from "./functions.ts";
import type { Interpreter } from "./interpreter.ts";
import { JournaledMap } from "./journaled-map.ts";
import { ActionManager } from "./manager.ts";
import { NamespaceFields } from "./namespace.ts";
import { type Source, type Trace, Tracer, type Traces, type Watch } from "./trace.ts";

export interface ExecutorOptions {
  readonly interpreter: Interpreter;
  readonly parentEnviron: Environ;
  readonly parentVariables: ReadonlySet<string> | "all";
  readonly separators: { readonly [variable: string]: string };
  readonly homes: Homes;
  /** What commands() may import without Python. */
  readonly modules?: ReadonlyMap<string, PyObject>;
  readonly tracer?: Tracer;
  /** Writes the "#!" line first. */
  readonly shebang: boolean;
}

export class RexExecutor {
  readonly manager: ActionManager;
  readonly environ: EnvironBinding;
  readonly globals = new JournaledMap<PyValue>();
  readonly modules: ReadonlyMap<string, PyObject>;
  readonly #fields = new NamespaceFields(this.globals);
  readonly #tracer: Tracer;
  readonly #variable: Source;
  readonly #expanded: Source;

  constructor(options: ExecutorOptions) {
    this.manager = new ActionManager(options);
    this.modules = options.modules ?? new Map();
    this.#tracer = options.tracer ?? new Tracer();
    this.#variable = this.watch("variable", (key) => this.manager.getenv(key));
    this.#expanded = this.watch("expanded", (text) => this.manager.expanded(text));
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

  get watch(): Watch {
    return this.#tracer.watch;
  }

  bind(name: string, value: PyValue | PyObject): void {
    this.globals.set(name, value);
  }

  unbind(name: string): void {
    this.globals.delete(name);
  }

  /** What host and evaluator agree on: formatted actions, played in order. */
  applyWire(actions: readonly WireAction[]): void {
    for (const action of actions) this.play(actionFromWire(action));
  }

  play(action: Action): void {
    this.#tracer.note(action);
    this.manager.apply(action);
  }

  setenv(key: PyValue, value: PyValue): void {
    this.play({ kind: "setenv", key: this.keyOf(key), value: this.formatted(value) });
  }

  unsetenv(key: PyValue): void {
    this.play({ kind: "unsetenv", key: this.keyOf(key) });
  }

  resetenv(key: PyValue, value: PyValue, names: PyValue): void {
    const friends = names === null ? null : stringList(names);
    this.play({ kind: "resetenv", key: this.keyOf(key), value: this.formatted(value), friends });
  }

  extendenv(kind: "prependenv" | "appendenv", key: PyValue, value: PyValue): void {
    this.play({ kind, key: this.keyOf(key), value: this.formatted(value) });
  }

  comment(text: string): void {
    this.play({ kind: "comment", value: this.formatted(text).toString() });
  }

  mentioned(name: string): void {
    this.#tracer.note({ kind: "mention", name });
  }

  /**
   * Does `work` whole, or not at all: then it gives false. What `traces` hold of it under `key` is
   * followed in its place where everything it looked at is the same.
   */
  run(work: () => void, key: string, traces: Traces): boolean {
    const known = traces.get(key);
    if (known !== undefined && this.#isDone(() => this.#follows(known))) return true;
    return this.#isDone(() => {
      this.#tracer.begin();
      work();
      traces.set(key, this.#tracer.end());
      return true;
    });
  }

  command(value: PyValue): void {
    const items = Array.isArray(value) ? value.map(commandText) : commandText(value);
    if (isList(items) && items.length === 0) decline("an empty command");
    this.play({ kind: "command", value: items });
  }

  getenv(key: PyValue): string | undefined {
    return this.#variable(this.keyOf(key)) as string | undefined;
  }

  expandvars(value: PyValue, format: boolean): string {
    const text = format ? this.formatted(value).toString() : value;
    const expanded = (part: string) => this.#expanded(part) as string;
    if (text instanceof EscapedBinding) return text.text.formatted(expanded).toString();
    return typeof text === "string" ? expanded(text) : decline("expandvars()");
  }

  keyOf(key: PyValue): string {
    return this.formatted(key).toString();
  }

  /** rez formats strings only: the text of any other object is taken as it is. */
  formatted(value: PyValue): RexText {
    if (typeof value === "string") return this.#formattedText(value);
    if (!(value instanceof EscapedBinding)) return new UnformattedText(pyStr(value));
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

  #follows(trace: Trace): boolean {
    for (const step of trace) {
      if (step.kind === "mention") this.environ.mention(step.name);
      else if (step.kind !== "look") this.manager.apply(step);
      else if (!this.#tracer.isSeenAgain(step)) return false;
    }
    return true;
  }

  #isDone(work: () => boolean): boolean {
    const checkpoint = this.manager.begin();
    const mentioned = this.environ.mentioned.size;
    // Names that one package assigns are gone for the next.
    this.globals.begin();
    let isDone = false;
    try {
      isDone = work();
    } catch (error) {
      // An error of rez's own (a range that cannot be parsed) is Python's to raise and to place.
      if (!(error instanceof Declined) && !(error instanceof RezError)) throw error;
    } finally {
      this.#tracer.end();
      this.globals.rollBack();
    }
    if (isDone) {
      this.manager.commit();
    } else {
      this.manager.rollBack(checkpoint);
      this.environ.forgetAfter(mentioned);
    }
    return isDone;
  }

  #formattedText(text: string): RexText {
    if (!text.includes("{") && !text.includes("}") && !text.includes("$")) return text;
    try {
      return this.format(text);
    } catch (error) {
      if (error instanceof FormatFailure) return new UnformattedText(text);
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
