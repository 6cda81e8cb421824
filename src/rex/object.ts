// Helps rex's objects be objects of the evaluator. Whatever is not plainly right is declined: the
// Python process then runs the function and raises the real error.

import { decline } from "../python-source/decline.ts";
import { isObject, type PyObject, type PyValue } from "../python-source/values.ts";

export type Arguments = (PyValue | undefined)[];

/** A built-in function with named parameters; a parameter that may be left out ends in "?". */
export function callable(
  name: string,
  parameters: readonly string[],
  run: (args: Arguments) => PyValue,
): PyObject {
  const names = parameters.map((parameter) => parameter.replace("?", ""));
  const required = parameters.filter((parameter) => !parameter.endsWith("?")).length;
  return {
    typeName: "function",
    call(positional, keywords) {
      if (positional.length > names.length) decline(`${name}(): too many arguments`);
      const args: Arguments = [...positional];
      for (const [keyword, value] of keywords) {
        const index = names.indexOf(keyword);
        if (index < 0 || args[index] !== undefined) decline(`${name}(): argument ${keyword}`);
        args[index] = value;
      }
      for (let index = 0; index < required; index += 1) {
        if (args[index] === undefined) decline(`${name}(): missing argument`);
      }
      return run(args);
    },
    truth: () => true,
  };
}

/** Object identity, which is what `==` means where Python's class does not define it. */
export function sameObject(object: PyObject, other: PyValue): boolean | undefined {
  if (object === other) return true;
  return isObject(other) && other.equals !== undefined ? undefined : false;
}

export function asString(value: PyValue | undefined, what: string): string {
  return typeof value === "string" ? value : decline(`${what} that is not a str`);
}
