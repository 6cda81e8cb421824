// Where names live. A frame is a function's call or a comprehension; the module's names are the
// globals, which frames end in.

import { decline } from "./decline.ts";
import type { PyValue } from "./values.ts";

export type Namespace = Map<string, PyValue>;

export class Frame {
  readonly parent: Frame | null;
  readonly #names: ReadonlySet<string>;
  readonly #values = new Map<string, PyValue>();

  /** `names` are those that the code binds anywhere: they are local from its first line on. */
  constructor(parent: Frame | null, names: ReadonlySet<string>) {
    this.parent = parent;
    this.#names = names;
  }

  owns(name: string): boolean {
    return this.#names.has(name);
  }

  get(name: string): PyValue {
    const value = this.#values.get(name);
    return value === undefined ? decline(`the unbound name ${name}`) : value;
  }

  set(name: string, value: PyValue): void {
    this.#values.set(name, value);
  }

  delete(name: string): void {
    if (!this.#values.delete(name)) decline(`the unbound name ${name}`);
  }
}
