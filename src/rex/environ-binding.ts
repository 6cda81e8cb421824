// `env`: names give variables, and variables give the actions. Asking for a name makes it known,
// so `"X" in env` is true after `env.X` was mentioned, in every package that follows.

import { decline } from "../python-source/decline.ts";
import { isObject, type PyObject, type PyValue } from "../python-source/values.ts";
import type { RexExecutor } from "./executor.ts";
import { asString, callable } from "./object.ts";
import type { Source } from "./trace.ts";

// What Python finds on the mapping itself before it looks for a variable of that name.
const MAPPING_ATTRIBUTES = new Set(
  "copy clear get items keys pop popitem setdefault update values _data _abc_impl".split(" "),
);

export class EnvironBinding implements PyObject {
  readonly typeName = "AttrDictWrapper";
  /** Names that are no variables of the parent environment, in the order of their mention. */
  readonly mentioned = new Set<string>();
  readonly #executor: RexExecutor;
  readonly #variables = new Map<string, VariableBinding>();
  readonly #isKnown: Source;

  constructor(executor: RexExecutor) {
    this.#executor = executor;
    this.#isKnown = executor.watch(
      "env",
      (name) => this.mentioned.has(name) || executor.manager.parentEnviron.has(name),
    );
  }

  /** The names mentioned since `mentioned` had `size` entries are forgotten. */
  forgetAfter(size: number): void {
    for (const name of [...this.mentioned].slice(size)) this.mentioned.delete(name);
  }

  getAttribute(name: string): PyValue | undefined {
    if (name === "get") {
      return callable(name, ["key", "default?"], ([key]) => this.variable(asString(key, "a name")));
    }
    if (isSpecial(name) || MAPPING_ATTRIBUTES.has(name)) return undefined;
    return this.variable(name);
  }

  setAttribute(name: string, value: PyValue): void {
    if (isSpecial(name)) decline(`env.${name}`);
    this.variable(name);
    this.#executor.setenv(name, value);
  }

  getItem(key: PyValue): PyValue | undefined {
    return this.variable(asString(key, "a name"));
  }

  setItem(key: PyValue, value: PyValue): void {
    this.setAttribute(asString(key, "a name"), value);
  }

  contains(value: PyValue): boolean {
    return this.#isKnown(asString(value, "a name")) === true;
  }

  mention(name: string): void {
    if (!this.#executor.manager.parentEnviron.has(name)) this.mentioned.add(name);
  }

  variable(name: string): VariableBinding {
    this.mention(name);
    this.#executor.mentioned(name);
    let variable = this.#variables.get(name);
    if (variable === undefined) {
      variable = new VariableBinding(name, this.#executor);
      this.#variables.set(name, variable);
    }
    return variable;
  }
}

class VariableBinding implements PyObject {
  readonly typeName = "EnvironmentVariable";
  readonly #name: string;
  readonly #executor: RexExecutor;

  constructor(name: string, executor: RexExecutor) {
    this.#name = name;
    this.#executor = executor;
  }

  getAttribute(name: string): PyValue | undefined {
    const executor = this.#executor;
    const key = this.#name;
    switch (name) {
      case "name":
        return key;
      case "append":
      case "prepend":
        return callable(name, ["value"], ([value]) => {
          executor.extendenv(`${name}env`, key, value!);
          return null;
        });
      case "set":
        return callable(name, ["value"], ([value]) => {
          executor.setenv(key, value!);
          return null;
        });
      case "reset":
        return callable(name, ["value", "friends?"], ([value, friends]) => {
          executor.resetenv(key, value!, friends ?? null);
          return null;
        });
      case "unset":
        return callable(name, [], () => {
          executor.unsetenv(key);
          return null;
        });
      case "get":
      case "value":
        return callable(name, [], () => this.str());
      case "setdefault":
        return callable(name, ["value"], ([value]) => {
          if (!this.truth()) executor.setenv(key, value!);
          return null;
        });
      default:
        return undefined;
    }
  }

  str(): string {
    return this.#value() ?? decline(`undefined variable ${this.#name}`);
  }

  truth(): boolean {
    return (this.#value() ?? "") !== "";
  }

  equals(other: PyValue): boolean | undefined {
    if (other instanceof VariableBinding) return this.str() === other.str();
    if (isObject(other)) return undefined;
    return this.str() === other;
  }

  #value(): string | undefined {
    return this.#executor.getenv(this.#name);
  }
}

function isSpecial(name: string): boolean {
  return name.startsWith("__") && name.endsWith("__");
}
