// Evaluates Python sources as the engine does: JSON lines in, JSON lines out. A package.py gives its
// definition, other code the names that it binds; what the evaluator declines says why.

import { createInterface } from "node:readline";
import { Declined } from "../../src/python-source/decline.ts";
import { evaluateModule } from "../../src/python-source/module.ts";
import { posixModules } from "../../src/python-source/modules.ts";
import { runCode, runFunctionBody } from "../../src/python-source/run.ts";
import { type Tagged, toTagged } from "../../src/python-source/tagged.ts";
import type { PyValue } from "../../src/python-source/values.ts";

interface Request {
  readonly mode: "package" | "code" | "function";
  readonly source: string;
  readonly filename: string;
  /** Leaves the short cut for files of literals aside. */
  readonly whole?: boolean;
}

const modules =
  process.platform === "win32"
    ? new Map()
    : posixModules(process.platform === "darwin" ? "Darwin" : "Linux");

function evaluated(request: Request): ReadonlyMap<string, PyValue> {
  const { mode, source, filename } = request;
  if (mode === "package") {
    return evaluateModule(source, request.whole ? { filename, globals: new Map() } : { filename });
  }
  const names = new Map<string, PyValue>();
  if (mode === "code") {
    runCode(source, names, { modules });
    return names;
  }
  return new Map([
    [
      "_result",
      runFunctionBody({ source, funcname: "run", evalAsFunction: true }, names, { modules }),
    ],
  ]);
}

/** In code a name may hold what has no wire form: a function, an iterator. */
function wireForm(value: PyValue, mode: Request["mode"]): Tagged {
  try {
    return toTagged(value);
  } catch (error) {
    if (mode !== "package" && error instanceof Declined) return { $: "other" };
    throw error;
  }
}

function answer(request: Request): object {
  try {
    const names = [...evaluated(request)].filter(([name]) => !name.startsWith("__"));
    return { names: names.map(([name, value]) => [name, wireForm(value, request.mode)]) };
  } catch (error) {
    if (error instanceof Declined) return { declined: error.message };
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line) as Request))}\n`);
}
