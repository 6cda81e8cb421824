// The source code of commands() and of late functions, run as rez runs it (SourceCode.exec_): in
// one namespace, as the body of `if True:`, or as a function whose result counts.

import { decline, declineDeepNesting } from "./decline.ts";
import { Evaluator, type Modules } from "./evaluate.ts";
import type { Namespace } from "./frames.ts";
import { type ParsedModule, parseModule } from "./parse-statements.ts";
import { readPlainCode } from "./plain-code.ts";
import { indent } from "./source-code.ts";
import type { PyObject, PyValue } from "./values.ts";

export interface RunOptions {
  /** The modules that the code may import; any other import declines. */
  readonly modules?: ReadonlyMap<string, PyObject>;
}

/** What rez makes source code of; a PySource is one. */
export interface RunnableSource {
  readonly source: string;
  readonly funcname: string | null;
  readonly evalAsFunction: boolean;
}

/**
 * Runs the code in the namespace, which it reads and binds names in; gives the function's result
 * if it is evaluated as one, else null. Throws Declined: then what the namespace and the host's
 * objects have gone through is to be undone.
 */
export function runFunctionBody(
  code: RunnableSource,
  namespace: Namespace,
  options: RunOptions = {},
): PyValue {
  return declineDeepNesting(() => {
    const parsed = parsedCode(code);
    new Evaluator(namespace, options.modules ?? NO_MODULES).run(parsed.statements);
    if (!code.evalAsFunction) return null;
    return namespace.get("_result") ?? null;
  });
}

/** Runs code as a module's, which is how rez takes text without a function around it. */
export function runCode(source: string, namespace: Namespace, options: RunOptions = {}): void {
  declineDeepNesting(() => {
    const parsed = parsedForm(source);
    new Evaluator(namespace, options.modules ?? NO_MODULES).run(parsed.statements);
  });
}

const NO_MODULES: Modules = new Map();

function evaluatedCode({ source, funcname, evalAsFunction }: RunnableSource): string {
  if (!evalAsFunction) return `if True:\n${indent(source)}`;
  const name = funcname ?? "_unnamed";
  return `def ${name}():\n${indent(source)}\n_result = ${name}()`;
}

const parsedCodes = new WeakMap<RunnableSource, ParsedModule>();

/** The same code, as an object, comes again for as long as its package is the same. */
function parsedCode(code: RunnableSource): ParsedModule {
  let parsed = parsedCodes.get(code);
  if (parsed === undefined) {
    parsed = parsedForm(evaluatedCode(code));
    parsedCodes.set(code, parsed);
  }
  return parsed;
}

const CACHE_SIZE = 2_000;
/** Parsed forms and refusals by source text, the least recently used first. */
const cache = new Map<string, ParsedModule | Error>();

function parsedForm(source: string): ParsedModule {
  let parsed = cache.get(source);
  if (parsed === undefined) {
    try {
      const statements = readPlainCode(source);
      parsed = statements ? { source, statements } : parseModule(source);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      parsed = error;
    }
    const [oldest] = cache.keys();
    if (cache.size >= CACHE_SIZE && oldest !== undefined) cache.delete(oldest);
  } else {
    cache.delete(source);
  }
  cache.set(source, parsed);
  return parsed instanceof Error ? decline(parsed.message) : parsed;
}
