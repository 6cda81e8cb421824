// `version`, `this.version`, `resolve.maya.version`: a version whose tokens read as int or str, and
// as None where there are none.

import { decline } from "../python-source/decline.ts";
import { type PyObject, PyTuple, type PyValue, pyInt } from "../python-source/values.ts";
import type { Version } from "../version/version.ts";
import { callable, sameObject } from "./object.ts";

export class VersionBinding implements PyObject {
  readonly typeName = "VersionBinding";
  readonly version: Version;
  readonly #tokens: readonly (string | number | bigint)[];

  constructor(version: Version) {
    this.version = version;
    this.#tokens = version.tokens.map((token) => readToken(token.text));
  }

  getAttribute(name: string): PyValue | undefined {
    switch (name) {
      case "major":
        return this.#token(0);
      case "minor":
        return this.#token(1);
      case "patch":
        return this.#token(2);
      case "as_tuple":
        return callable(name, [], () => this.asTuple());
      default:
        return undefined;
    }
  }

  getItem(key: PyValue): PyValue | undefined {
    if (typeof key === "number") return this.#token(key < 0 ? key + this.#tokens.length : key);
    return undefined;
  }

  asTuple(): PyTuple {
    return new PyTuple(this.#tokens);
  }

  /** The tokens themselves, which are no strings: only their text is known here. */
  *iterate(): Iterable<PyValue> {
    for (const token of this.version.tokens) yield new TokenBinding(token.text);
  }

  length(): number {
    return this.#tokens.length;
  }

  truth(): boolean {
    return this.#tokens.length > 0;
  }

  str(): string {
    return this.version.text;
  }

  equals(other: PyValue): boolean | undefined {
    return sameObject(this, other);
  }

  #token(index: number): PyValue {
    return this.#tokens[index] ?? null;
  }
}

class TokenBinding implements PyObject {
  readonly typeName = "AlphanumericVersionToken";
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  str(): string {
    return this.#text;
  }

  equals(other: PyValue): boolean | undefined {
    return typeof other === "string" ? false : decline("comparing version tokens");
  }
}

function readToken(text: string): string | number | bigint {
  if (!/^(0|[1-9][0-9]*)$/.test(text)) return text;
  return text.length < 16 ? Number(text) : pyInt(BigInt(text));
}
