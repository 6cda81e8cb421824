// The functions of commands(): setenv(), alias(), info() and the rest, by rez's names.
// `stop()` is not among them: it ends with an error, and errors are the Python process's.

import { decline } from "../python-source/decline.ts";
import { pyStr } from "../python-source/text.ts";
import type { PyObject, PyValue } from "../python-source/values.ts";
import type { RexExecutor } from "./executor.ts";
import { FormatFailure } from "./formatter.ts";
import { type Arguments, callable } from "./object.ts";

export function rexFunctions(executor: RexExecutor): [string, PyObject][] {
  const act = (
    name: string,
    parameters: readonly string[],
    run: (args: Arguments) => void,
  ): [string, PyObject] => {
    const call = callable(name, parameters, (args) => {
      run(args);
      return null;
    });
    return [name, call];
  };
  const ask = (
    name: string,
    parameters: readonly string[],
    run: (args: Arguments) => PyValue,
  ): [string, PyObject] => [name, callable(name, parameters, run)];
  const text = (value: PyValue | undefined) => executor.formatted(value!).toString();

  return [
    act("unsetenv", ["key"], ([key]) => executor.unsetenv(key!)),
    act("setenv", ["key", "value"], ([key, value]) => executor.setenv(key!, value!)),
    act("resetenv", ["key", "value", "friends?"], ([key, value, friends]) =>
      executor.resetenv(key!, value!, friends ?? null),
    ),
    act("prependenv", ["key", "value"], ([key, value]) =>
      executor.extendenv("prependenv", key!, value!),
    ),
    act("appendenv", ["key", "value"], ([key, value]) =>
      executor.extendenv("appendenv", key!, value!),
    ),
    act("alias", ["key", "value"], ([key, value]) =>
      executor.play({ kind: "alias", key: text(key), value: text(value) }),
    ),
    act("info", ["value?"], ([value]) =>
      executor.play({ kind: "info", value: executor.formatted(value === undefined ? "" : value) }),
    ),
    act("error", ["value"], ([value]) =>
      executor.play({ kind: "error", value: executor.formatted(value!) }),
    ),
    act("command", ["value"], ([value]) => executor.command(value!)),
    act("comment", ["value"], ([value]) => executor.play({ kind: "comment", value: text(value) })),
    act("source", ["value"], ([value]) => executor.play({ kind: "source", value: text(value) })),
    act("shebang", [], () => executor.play({ kind: "shebang" })),
    ask("stop", ["msg"], () => decline("stop()")),
    ask("getenv", ["key"], ([key]) => executor.getenv(key!) ?? decline("undefined variable")),
    ask("defined", ["key"], ([key]) => executor.getenv(key!) !== undefined),
    ask("undefined", ["key"], ([key]) => executor.getenv(key!) === undefined),
    ask("expandvars", ["value", "format?"], ([value, format]) => {
      if (format !== undefined && typeof format !== "boolean") decline("expandvars()");
      return executor.expandvars(value!, format ?? true);
    }),
    ask("format", ["value"], ([value]) => {
      try {
        return executor.format(pyStr(value!));
      } catch (error) {
        if (error instanceof FormatFailure) decline("format()");
        throw error;
      }
    }),
  ];
}
