// Runs commands() functions, one after the other: in the engine where the evaluator takes them, in
// the Python process otherwise. A function that is declined half-way is undone first.

import { spanned } from "../profile.ts";
import { decline } from "../python-source/decline.ts";
import { runFunctionBody } from "../python-source/run.ts";
import type { VariantBinding } from "./bindings.ts";
import type { RexExecutor } from "./executor.ts";
import type {
  CommandsBindings,
  CommandsFailure,
  CommandsHost,
  RunCommandsRequest,
} from "./host.ts";
import type { Traces } from "./trace.ts";

export interface CommandsCode {
  readonly source: string;
  readonly filepath: string | null;
  readonly funcname: string | null;
  /** False: names that it assigns can be fields of its strings ("{name}"), as rez lets them. */
  readonly evalAsFunction: boolean;
  readonly includes: readonly string[];
}

export class CommandsRunner {
  readonly #executor: RexExecutor;
  readonly #host: CommandsHost;
  #evaluator: "engine" | "host";
  readonly #makeBindings: () => CommandsBindings;
  readonly #variants: readonly VariantBinding[];
  /** The variables that the host has been told of; null: it knows nothing of this context. */
  #told: ReadonlyMap<string, string> | null = null;

  constructor(
    executor: RexExecutor,
    host: CommandsHost,
    evaluator: "engine" | "host",
    makeBindings: () => CommandsBindings,
    variants: readonly VariantBinding[] = [],
  ) {
    this.#executor = executor;
    this.#host = host;
    this.#evaluator = evaluator;
    this.#makeBindings = makeBindings;
    this.#variants = variants;
  }

  /**
   * null, or what the function raised. `traces` are those of its package, in the same place.
   */
  async run(
    code: CommandsCode,
    attribute: string,
    packageName: string | null,
    traces: Traces = new Map(),
  ): Promise<CommandsFailure | null> {
    if (
      this.#evaluator === "engine" &&
      spanned("commands", packageName, () => this.#runHere(code, attribute, traces))
    ) {
      return null;
    }
    const { manager, environ } = this.#executor;
    const { source, filepath, funcname, evalAsFunction, includes } = code;
    const changes = this.#told && additions(this.#told, manager.environ);
    const request: RunCommandsRequest = {
      code: { source, filepath, funcname, evalAsFunction, includes },
      attribute,
      package: packageName,
      bindings: this.#told === null ? this.#makeBindings() : null,
      environIsWhole: changes === null,
      environ: changes ?? [...manager.environ],
      mentioned: [...environ.mentioned],
      interpreter: this.#executor.interpreter.kind,
      due: this.#executor.interpreter.takeDue?.() ?? [],
    };
    this.#told = new Map(manager.environ);
    const result = await this.#host.runCommands(request);
    for (const name of result.mentioned) environ.variable(name);
    try {
      this.#executor.applyWire(result.actions);
    } catch (error) {
      // The last of them may be what raised.
      if (!result.error) throw error;
    }
    if (result.changesPackages) this.#evaluator = "host";
    return result.error ?? null;
  }

  #runHere(code: CommandsCode, attribute: string, traces: Traces): boolean {
    // The evaluator does not load the modules that @include names.
    if (code.includes.length > 0) return false;
    const { globals, modules } = this.#executor;
    const work = () => {
      try {
        runFunctionBody(code, globals, { modules });
      } finally {
        this.#takeBack();
      }
    };
    return this.#executor.run(work, attribute, traces);
  }

  /** What a function changes of packages, those after it see: the Python process does, to the end. */
  #takeBack(): void {
    const changed = this.#variants.filter((variant) => variant.takeBack());
    if (changed.length === 0) return;
    this.#evaluator = "host";
    decline("a change of a package's attribute");
  }
}

/** What is new or changed; null if a variable is gone or has another place. */
function additions(
  before: ReadonlyMap<string, string>,
  now: Iterable<[string, string]>,
): [string, string][] | null {
  const names = before.keys();
  const changed: [string, string][] = [];
  for (const [name, value] of now) {
    const expected = names.next();
    if (!expected.done && expected.value !== name) return null;
    if (before.get(name) !== value) changed.push([name, value]);
  }
  return names.next().done ? changed : null;
}
