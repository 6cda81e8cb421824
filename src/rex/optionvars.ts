// `optionvars("a.b", default)`: the values of the setting of that name, by dotted path.

import { decline } from "../python-source/decline.ts";
import { fromTagged, type Tagged } from "../python-source/tagged.ts";
import { PyDict, type PyObject, type PyValue } from "../python-source/values.ts";
import { asString, callable } from "./object.ts";
import { unwatched, type Watch } from "./trace.ts";

export function optionvars(
  variables: { readonly [name: string]: Tagged },
  watch: Watch = unwatched,
): PyObject {
  const optionvar = watch("optionvars", (name) => {
    let value: PyValue = fromTagged(variables);
    for (const key of name.split(".")) {
      if (!(value instanceof PyDict)) return decline("optionvars() of what is no dict");
      const next = value.get(key);
      if (next === undefined) return undefined;
      value = next;
    }
    return value;
  });
  return callable("optionvars", ["name", "default?"], ([name, fallback]) => {
    const value = optionvar(asString(name, "a name"));
    return value === undefined ? (fallback ?? null) : value;
  });
}
