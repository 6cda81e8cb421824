// The functions of commands(): setenv(), alias(), info() and the rest, by rez's names.
// `stop()` is not among them: it ends with an error, and errors are the Python process's.

import { decline } from "../python-source/decline.ts";
import { pyStr } from "../python-source/text.ts";
import type { PyObject, PyValue } from "../python-source/values.ts";
import type { RexExecutor } from "./executor.ts";
import { FormatFailure } from "./formatter.ts";
import { type Arguments, callable } from "./object.ts";

export function rexFunctions(executor: RexExecutor): [string, PyObject][] {
  const define = (
    name: string,
    parameters: readonly string[],
    run: (args: Arguments) => PyValue | void,
  ): [string, PyObject] => [name, callable(name, parameters, (args) => run(args) ?? null)];
  const text = (value: PyValue | undefined) => executor.formatted(value!).toString();

  return [
    define("unsetenv", ["key"], ([key]) => executor.unsetenv(key!)),
    define("setenv", ["key", "value"], ([key, value]) => executor.setenv(key!, value!)),
    define("resetenv", ["key", "value", "friends?"], ([key, value, friends]) =>
      executor.resetenv(key!, value!, friends ?? null),
    ),
    define("prependenv", ["key", "value"], ([key, value]) =>
      executor.extendenv("prependenv", key!, value!),
    ),
    define("appendenv", ["key", "value"], ([key, value]) =>
      executor.extendenv("appendenv", key!, value!),
    ),
    define("alias", ["key", "value"], ([key, value]) =>
      executor.play({ kind: "alias", key: text(key), value: text(value) }),
    ),
    define("info", ["value?"], ([value]) =>
      executor.play({ kind: "info", value: executor.formatted(value === undefined ? "" : value) }),
    ),
    define("error", ["value"], ([value]) =>
      executor.play({ kind: "error", value: executor.formatted(value!) }),
    ),
    define("command", ["value"], ([value]) => executor.command(value!)),
    define("comment", ["value"], ([value]) =>
      executor.play({ kind: "comment", value: text(value) }),
    ),
    define("source", ["value"], ([value]) => executor.play({ kind: "source", value: text(value) })),
    define("shebang", [], () => executor.play({ kind: "shebang" })),
    define("stop", ["msg"], () => decline("stop()")),
    define("getenv", ["key"], ([key]) => executor.getenv(key!) ?? decline("undefined variable")),
    define("defined", ["key"], ([key]) => executor.getenv(key!) !== undefined),
    define("undefined", ["key"], ([key]) => executor.getenv(key!) === undefined),
    define("expandvars", ["value", "format?"], ([value, format]) => {
      if (format !== undefined && typeof format !== "boolean") decline("expandvars()");
      return executor.expandvars(value!, format ?? true);
    }),
    define("format", ["value"], ([value]) => {
      try {
        return executor.format(pyStr(value!));
      } catch (error) {
        if (error instanceof FormatFailure) decline("format()");
        throw error;
      }
    }),
  ];
}
