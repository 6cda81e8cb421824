// Early-bound functions of a package.py (rez.serialise): an attribute is what its function returns
// when the file is loaded. Only their text has a say in what is given here: what a build lets them
// see, such as `building`, is for Python to look up.

import { decline } from "./decline.ts";
import { PyFunction } from "./evaluate.ts";
import { Frame, type Namespace } from "./frames.ts";
import { PyNative } from "./objects.ts";
import type { PyObject, PyValue } from "./values.ts";

/** What a build tells them. Who names one of these gets no answer here. */
const OF_A_BUILD = ["building", "testing", "build_variant_index", "build_variant_requires"];

const NO_KEYWORDS = new Map<string, PyValue>();

export class EarlyFunctions {
  readonly #functions = new Set<PyFunction>();

  /** `early` itself. */
  readonly decorate = new PyNative("early", (positional, keywords) => {
    if (positional.length > 0 || keywords.size > 0) decline("arguments of early");
    return new PyNative("decorator", ([target]) => {
      if (!(target instanceof PyFunction)) return decline("a decorated value");
      this.#functions.add(target);
      return target;
    });
  });

  /** Puts their results in their places. As in rez, one sees those of the functions before it. */
  call(attributes: Namespace): void {
    for (const [name, value] of attributes) {
      if (!(value instanceof PyFunction) || !this.#functions.has(value)) continue;
      const { definition } = value;
      if (definition?.decorators.length !== 1) decline("a decorated early-bound function");
      if (definition.parameters.length > 0) decline("an early-bound function with parameters");
      const given = new Frame(null, new Set(["this", ...OF_A_BUILD]));
      given.set("this", new EarlyThis(attributes));
      const result = value.call([], NO_KEYWORDS, given);
      if (result instanceof PyFunction) decline("a function of an early-bound one");
      attributes.set(name, result);
    }
  }
}

/** `this` of an early-bound function: the attributes as they are so far. */
class EarlyThis implements PyObject {
  readonly typeName = "EarlyThis";
  readonly #attributes: Namespace;

  constructor(attributes: Namespace) {
    this.#attributes = attributes;
  }

  getAttribute(name: string): PyValue | undefined {
    if (name.startsWith("_")) return undefined;
    const value = this.#attributes.get(name);
    return value instanceof PyFunction ? undefined : value;
  }
}
