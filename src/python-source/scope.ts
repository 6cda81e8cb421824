// rez's `scope` of a package.py (rez.utils.scope): names bound in a `with scope("config"):` block,
// and attributes set on its object, become a nested dict of the definition.

import { decline } from "./decline.ts";
import { equals } from "./operators.ts";
import { PyDict, type PyObject, type PyValue } from "./values.ts";

/** What rez's class has itself: reading these gives its own attribute, not the scope's. */
const OWN_NAMES = new Set(
  (
    "clear context copy data format format_expand format_pretty fromkeys get items keys locals " +
    "name pending pop popitem read_only setdefault to_dict update values"
  ).split(" "),
);

/** An object that grows attributes when they are set: `c.plugins.shell.prompt = ">"`. */
class RecursiveAttribute implements PyObject {
  readonly typeName: string = "RecursiveAttribute";
  readonly #values = new Map<PyValue, PyValue>();
  /** Where this object will hang once it holds something. */
  #pending: { readonly name: string; readonly parent: RecursiveAttribute } | null = null;

  getAttribute(name: string): PyValue {
    if (name.startsWith("_") || OWN_NAMES.has(name)) decline(`the attribute ${name} of a scope`);
    const value = this.#values.get(name);
    if (value !== undefined) return value;
    const child = new RecursiveAttribute();
    child.#pending = { name, parent: this };
    return child;
  }

  setAttribute(name: string, value: PyValue): void {
    if (name.startsWith("__")) decline(`the attribute ${name} of a scope`);
    this.#values.set(name, value);
    this.#attach();
  }

  /** As rez: dicts that come in this way become attributes themselves. */
  update(entries: Iterable<readonly [PyValue, PyValue]>): void {
    for (const [name, value] of entries) {
      if (value instanceof PyDict) {
        const child = new RecursiveAttribute();
        child.update(value.entries());
        this.#values.set(name, child);
      } else {
        this.#values.set(name, value);
      }
    }
  }

  toDict(depth = 0): PyDict {
    if (depth > 50) decline("nested too deep");
    const dict = new PyDict();
    for (const [name, value] of this.#values) {
      if (typeof name !== "string") decline("a key that is not a string in a scope");
      dict.set(name, value instanceof RecursiveAttribute ? value.toDict(depth + 1) : value);
    }
    return dict;
  }

  #attach(): void {
    if (!this.#pending) return;
    const { name, parent } = this.#pending;
    this.#pending = null;
    parent.#attach();
    parent.#values.set(name, this);
  }
}

export class ScopeObject extends RecursiveAttribute {
  override readonly typeName = "_Scope";
  readonly name: string;
  readonly scopes: ModuleScopes;

  constructor(name: string, scopes: ModuleScopes) {
    super();
    this.name = name;
    this.scopes = scopes;
  }
}

/** The `scope` function of one package.py. */
export class ModuleScopes implements PyObject {
  readonly typeName = "ScopeContext";
  readonly #byPath = new Map<string, ScopeObject>();
  readonly #root = new ScopeObject("", this);
  readonly #stack: ScopeObject[] = [];

  /** `scope("name")` opens at once, as in rez: the `with` around it only closes. */
  call(positional: readonly PyValue[], keywords: ReadonlyMap<string, PyValue>): PyValue {
    const [name, ...others] = positional;
    if (typeof name !== "string" || others.length > 0 || keywords.size > 0) decline("a scope");
    const path = JSON.stringify([...this.#stack.map((scope) => scope.name), name]);
    const scope = this.#byPath.get(path) ?? new ScopeObject(name, this);
    this.#byPath.set(path, scope);
    this.#stack.push(scope);
    return scope;
  }

  /** Closes the innermost scope: what was bound in its block becomes its attributes. */
  static leave(
    scope: ScopeObject,
    before: ReadonlyMap<string, PyValue>,
    after: ReadonlyMap<string, PyValue>,
  ): void {
    const updates = new Map<string, PyValue>();
    for (const [name, value] of after) {
      if (name.startsWith("__") && name.endsWith("__")) continue;
      if (value instanceof ScopeObject) continue;
      const old = before.get(name);
      if (old === undefined || (old !== value && !equals(value, old))) updates.set(name, value);
    }
    scope.update(updates);
    scope.scopes.#close(scope);
  }

  /** The scopes as the definition's attributes. */
  toDict(): PyDict {
    if (this.#stack.length > 0) decline("a scope that is not closed");
    return this.#root.toDict();
  }

  #close(scope: ScopeObject): void {
    if (this.#stack.pop() !== scope) decline("scopes that are not nested");
    const outer = this.#stack.at(-1) ?? this.#root;
    outer.update([[scope.name, scope.toDict()]]);
  }
}
