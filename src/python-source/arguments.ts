// The arguments of a call to a built-in function or method, taken out one by one.

import { decline } from "./decline.ts";
import { type PyValue, typeName } from "./values.ts";

export class CallArguments {
  readonly positional: readonly PyValue[];
  readonly keywords: ReadonlyMap<string, PyValue>;

  constructor(positional: readonly PyValue[], keywords: ReadonlyMap<string, PyValue>) {
    this.positional = positional;
    this.keywords = keywords;
  }

  get count(): number {
    return this.positional.length;
  }

  /** Declines a call with another number of positional arguments, or with unknown keywords. */
  expect(least: number, most: number, ...keywords: readonly string[]): this {
    if (this.count < least || this.count > most) decline("a wrong number of arguments");
    for (const name of this.keywords.keys()) {
      if (!keywords.includes(name)) decline(`the keyword argument ${name}`);
    }
    return this;
  }

  at(index: number): PyValue {
    const value = this.positional[index];
    return value === undefined ? decline("a missing argument") : value;
  }

  get(index: number): PyValue | undefined {
    return this.positional[index];
  }

  text(index: number): string {
    const value = this.at(index);
    return typeof value === "string" ? value : decline(`${typeName(value)} for a string`);
  }

  int(index: number): number {
    const value = this.at(index);
    return typeof value === "number" ? value : decline(`${typeName(value)} for an int`);
  }
}
