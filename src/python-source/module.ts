// A package.py as rez loads it (rez.serialise): its top-level names, functions as source code.

import { decline, declineDeepNesting } from "./decline.ts";
import { EarlyFunctions } from "./early.ts";
import { Evaluator, type Modules, PyFunction } from "./evaluate.ts";
import type { Namespace } from "./frames.ts";
import { type Literals, readLiterals } from "./literals.ts";
import { PyNative } from "./objects.ts";
import { type ParsedModule, parseModule } from "./parse-statements.ts";
import { readPlainCode } from "./plain-code.ts";
import { ModuleScopes } from "./scope.ts";
import { bodySource } from "./source-code.ts";
import {
  isObject,
  type PyDecorator,
  PyDict,
  type PyObject,
  PySource,
  type PyValue,
} from "./values.ts";

export interface ModuleOptions {
  /** Where functions say that they come from. */
  readonly filename: string;
  /** Names that the file can use; they are no part of the result. */
  readonly globals?: ReadonlyMap<string, PyValue>;
}

/** Evaluates a package.py; throws Declined where only Python can. */
export function evaluateModule(source: string, options: ModuleOptions): Map<string, PyValue> {
  return declineDeepNesting(() => {
    const { names, end } = options.globals ? NO_LITERALS : readLiterals(source);
    if (end > 0 && end === source.length) return names;
    const rest = source.slice(end);
    return evaluateParsed(plainModule(rest) ?? parseModule(rest), names, options);
  });
}

/** Whether it is read without the grammar. Throws Declined where it may not be. */
export function isPlainModule(source: string): boolean {
  return declineDeepNesting(() => {
    const { end } = readLiterals(source);
    return end === source.length || plainModule(source.slice(end)) !== null;
  });
}

function plainModule(source: string): ParsedModule | null {
  const statements = readPlainCode(source);
  return statements && { source, statements };
}

const NO_LITERALS: Literals = { names: new Map(), end: 0 };

/** What rez gives every package.py, and leaves out of the result. */
const PRELOADED = ["scope", "early", "late", "include", "ModifyList", "InvalidPackageError"];

/** rez runs these in the globals of the environment, not as functions. */
const REX_FUNCTIONS = new Set([
  "pre_commands",
  "commands",
  "post_commands",
  "pre_build_commands",
  "pre_test_commands",
]);

/** Evaluates the statements of a file after those that bound `names`. */
function evaluateParsed(
  parsed: ParsedModule,
  names: ReadonlyMap<string, PyValue>,
  options: ModuleOptions,
): Map<string, PyValue> {
  const scopes = new ModuleScopes();
  const early = new EarlyFunctions();
  const globals: Namespace = new Map<string, PyValue>([
    ["scope", scopes],
    ["early", early.decorate],
    ["late", new PyNative("late", late)],
    ["include", new PyNative("include", include)],
    ["ModifyList", new PyNative("ModifyList", () => decline("ModifyList"))],
    ["InvalidPackageError", new PyNative("InvalidPackageError", () => decline("an error"))],
    ...(options.globals ?? []),
    ...names,
  ]);
  new Evaluator(globals, UNUSED_MODULES).run(parsed.statements);

  const result = new Map<string, PyValue>();
  for (const [name, value] of globals) {
    if (PRELOADED.includes(name) || options.globals?.get(name) === value) continue;
    result.set(name, value);
  }
  for (const [name, value] of scopes.toDict().entries()) result.set(String(name), value);
  early.call(result);
  for (const [name, value] of result) {
    const kept = definitionValue(name, value, parsed.source, options.filename);
    if (kept === undefined) result.delete(name);
    else result.set(name, kept);
  }
  return result;
}

/** A top-level value as the definition has it; undefined for what rez strips. */
function definitionValue(
  name: string,
  value: PyValue,
  source: string,
  filepath: string,
): PyValue | undefined {
  if (value instanceof PyFunction) return functionSource(value, source, filepath);
  if (isModule(value) || name.startsWith("__")) return undefined;
  if (value instanceof PyDict) stripDict(value, 0);
  return value;
}

function functionSource(value: PyFunction, source: string, filepath: string): PySource | undefined {
  const { name, definition, decorators } = value;
  const isLate = decorators.some((decorator) => decorator.name === "late");
  // A preprocess function stays a function until the package is built.
  if (name === "preprocess") decline("a preprocess function");
  if (!isLate && !REX_FUNCTIONS.has(name)) return undefined;
  if (!definition || definition.decorators.length !== decorators.length) decline("a function");
  return new PySource({
    source: bodySource(source, definition),
    filepath,
    funcname: name,
    evalAsFunction: isLate,
    decorators: [...decorators],
  });
}

/** rez strips names that begin with "__" from nested dicts too. */
function stripDict(dict: PyDict, depth: number): void {
  if (depth > 50) decline("nested too deep");
  for (const [key, value] of [...dict.entries()]) {
    if (value instanceof PyFunction || isModule(value)) decline("a function or module in a dict");
    if (typeof key !== "string") decline("a key that is not a string");
    if (key.startsWith("__")) dict.delete(key);
    else if (value instanceof PyDict) stripDict(value, depth + 1);
  }
}

function late(positional: readonly PyValue[], keywords: ReadonlyMap<string, PyValue>): PyValue {
  if (positional.length > 0 || keywords.size > 0) decline("arguments of late");
  return decorator((target) => {
    if (REX_FUNCTIONS.has(target.name)) decline("a late rex function");
    return { name: "late" };
  });
}

function include(positional: readonly PyValue[], keywords: ReadonlyMap<string, PyValue>): PyValue {
  const nargs = positional.map((name) => (typeof name === "string" ? name : decline("include")));
  if (nargs.length === 0 || keywords.size > 0) decline("arguments of include");
  return decorator(() => ({ nargs, name: "include" }));
}

function decorator(note: (target: PyFunction) => PyDecorator): PyNative {
  return new PyNative("decorator", ([target]) => {
    if (!(target instanceof PyFunction)) return decline("a decorated value");
    target.decorators.push(note(target));
    return target;
  });
}

/** A module that may be imported as long as nothing uses it: rez strips modules from definitions.
 * These are loaded in every process that has rez, so that importing them runs no code. */
class UnusedModule implements PyObject {
  readonly typeName = "module";
}

function isModule(value: PyValue): boolean {
  return isObject(value) && value.typeName === "module";
}

const UNUSED_MODULES: Modules = new Map(
  "os os.path sys re time json platform subprocess getpass tempfile shutil logging"
    .split(" ")
    .map((name) => [name, new UnusedModule()]),
);
