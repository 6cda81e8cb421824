// `optionvars("a.b", default)`: the values of the setting of that name, by dotted path.

import { decline } from "../python-source/decline.ts";
import { fromTagged, type Tagged } from "../python-source/tagged.ts";
import { PyDict, type PyObject, type PyValue } from "../python-source/values.ts";
import { asString, callable } from "./object.ts";

export function optionvars(variables: { readonly [name: string]: Tagged }): PyObject {
  return callable("optionvars", ["name", "default?"], ([name, fallback]) => {
    let value: PyValue = fromTagged(variables);
    for (const key of asString(name, "a name").split(".")) {
      if (!(value instanceof PyDict)) return decline("optionvars() of what is no dict");
      const next = value.get(key);
      if (next === undefined) return fallback ?? null;
      value = next;
    }
    return value;
  });
}
