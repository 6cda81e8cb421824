// Statements and functions: runs the parsed form in a namespace. One evaluator is one run; when it
// throws Declined, the namespace may hold anything and is to be thrown away.

import { extendList } from "./collection-methods.ts";
import { decline } from "./decline.ts";
import { ExpressionEvaluator } from "./evaluate-expressions.ts";
import { Frame, type Namespace } from "./frames.ts";
import { iterate } from "./items.ts";
import { binary, truth } from "./operators.ts";
import { ModuleScopes, ScopeObject } from "./scope.ts";
import type { Expression, FunctionDefinition, Parameters, Statement } from "./syntax.ts";
import {
  isObject,
  type PyDecorator,
  PyDict,
  type PyObject,
  PySet,
  PyTuple,
  type PyValue,
} from "./values.ts";

const MAXIMUM_CALL_DEPTH = 60;

const BREAK = Symbol("break");
const CONTINUE = Symbol("continue");

class Return {
  readonly value: PyValue;

  constructor(value: PyValue) {
    this.value = value;
  }
}

/** How a block ended: undefined is at its end. */
type Flow = undefined | typeof BREAK | typeof CONTINUE | Return;

/** The modules that an import may bind, by name. */
export type Modules = ReadonlyMap<string, PyObject>;

export class Evaluator extends ExpressionEvaluator {
  readonly #modules: Modules;
  #callDepth = 0;

  constructor(globals: Namespace, modules: Modules) {
    super(globals);
    this.#modules = modules;
  }

  run(statements: readonly Statement[]): void {
    this.#block(statements, null);
  }

  protected lambda(parameters: Parameters, body: Expression, frame: Frame | null): PyValue {
    const names = new Set(parameters.map((parameter) => parameter.name));
    const defaults = this.#defaults(parameters, frame);
    return new PyFunction("<lambda>", null, (positional, keywords) => {
      const local = new Frame(frame, names);
      this.#bindArguments(parameters, defaults, local, positional, keywords);
      return this.#deeper(() => this.evaluate(body, local));
    });
  }

  #block(statements: readonly Statement[], frame: Frame | null): Flow {
    for (const statement of statements) {
      const flow = this.#statement(statement, frame);
      if (flow !== undefined) return flow;
    }
    return undefined;
  }

  #statement(node: Statement, frame: Frame | null): Flow {
    this.step();
    switch (node.kind) {
      case "assign": {
        const value = this.evaluate(node.value, frame);
        for (const target of node.targets) this.assign(target, value, frame);
        return undefined;
      }
      case "expression":
        this.evaluate(node.value, frame);
        return undefined;
      case "augmented":
        this.#augmented(node, frame);
        return undefined;
      case "annotated":
        this.#annotated(node, frame);
        return undefined;
      case "pass":
        return undefined;
      case "break":
        return BREAK;
      case "continue":
        return CONTINUE;
      case "return":
        return new Return(node.value && this.evaluate(node.value, frame));
      case "if":
        return this.#block(truth(this.evaluate(node.test, frame)) ? node.body : node.orElse, frame);
      case "while":
        return this.#while(node, frame);
      case "for":
        return this.#for(node, frame);
      case "with":
        return this.#with(node, frame);
      case "try":
        return this.#try(node, frame);
      case "delete":
        for (const target of node.targets) this.delete(target, frame);
        return undefined;
      case "assert":
        if (!truth(this.evaluate(node.test, frame))) decline("a failed assertion");
        return undefined;
      case "import":
        this.#import(node, frame);
        return undefined;
      case "function":
        this.bind(node.name, this.#function(node, frame), frame);
        return undefined;
      case "unsupported":
        return decline(node.what);
    }
  }

  #augmented(node: Statement & { kind: "augmented" }, frame: Frame | null): void {
    const { target, operator } = node;
    if (target.kind === "name") {
      const before = this.#ownName(target.name, frame);
      const value = this.evaluate(node.value, frame);
      this.bind(target.name, inPlace(operator, before, value), frame);
      return;
    }
    // The object and the index are evaluated once, before the value.
    if (target.kind !== "attribute" && target.kind !== "subscript") decline("a target");
    const object: Expression = { kind: "constant", value: this.evaluate(target.object, frame) };
    let once: Expression;
    if (target.kind === "attribute") {
      once = { ...target, object };
    } else {
      if (target.index.kind === "slice") decline("an assignment to a slice");
      const index: Expression = { kind: "constant", value: this.evaluate(target.index, frame) };
      once = { ...target, object, index };
    }
    const before = this.evaluate(once, frame);
    const value = this.evaluate(node.value, frame);
    this.assign(once, inPlace(operator, before, value), frame);
  }

  /** In a module, `x += 1` reads x as any name; in a function it is local. */
  #ownName(name: string, frame: Frame | null): PyValue {
    return frame ? frame.get(name) : this.lookup(name, null);
  }

  #annotated(node: Statement & { kind: "annotated" }, frame: Frame | null): void {
    if (!frame) this.#checkAnnotation(node.annotation);
    if (node.value) this.assign(node.target, this.evaluate(node.value, frame), frame);
  }

  /** Annotations are evaluated, or not, depending on Python's version: only what cannot fail. */
  #checkAnnotation(annotation: Expression): void {
    if (annotation.kind === "constant") return;
    if (annotation.kind === "name") {
      const value = this.lookup(annotation.name, null);
      if (this.isBuiltin(value, annotation.name)) return;
    }
    decline("an annotation");
  }

  #while(node: Statement & { kind: "while" }, frame: Frame | null): Flow {
    while (truth(this.evaluate(node.test, frame))) {
      this.step();
      const flow = this.#block(node.body, frame);
      if (flow === BREAK) return undefined;
      if (flow instanceof Return) return flow;
    }
    return this.#block(node.orElse, frame);
  }

  #for(node: Statement & { kind: "for" }, frame: Frame | null): Flow {
    for (const item of iterate(this.evaluate(node.iterable, frame))) {
      this.step();
      this.assign(node.target, item, frame);
      const flow = this.#block(node.body, frame);
      if (flow === BREAK) return undefined;
      if (flow instanceof Return) return flow;
    }
    return this.#block(node.orElse, frame);
  }

  /** rez's `with scope("config") as c:`. Other context managers are declined. */
  #with(node: Statement & { kind: "with" }, frame: Frame | null): Flow {
    const context = this.evaluate(node.context, frame);
    if (frame || !(context instanceof ScopeObject)) return decline("a with statement");
    const before = new Map(this.globals);
    if (node.name !== null) this.globals.set(node.name, context);
    const flow = this.#block(node.body, frame);
    // Leaving by break or continue passes through the exit as well.
    const after = new Map(this.globals);
    this.globals.clear();
    for (const [name, value] of before) this.globals.set(name, value);
    ModuleScopes.leave(context, before, after);
    return flow;
  }

  /** An error in the body declines as a whole, so handlers never run. */
  #try(node: Statement & { kind: "try" }, frame: Frame | null): Flow {
    const flow = this.#block(node.body, frame) ?? this.#block(node.orElse, frame);
    const last = this.#block(node.last, frame);
    return last ?? flow;
  }

  #import(node: Statement & { kind: "import" }, frame: Frame | null): void {
    for (const { module, name } of node.modules) {
      const value = this.#modules.get(module) ?? decline(`import ${module}`);
      const first = module.split(".", 1)[0] ?? module;
      if (name !== null) this.bind(name, value, frame);
      else this.bind(first, this.#modules.get(first) ?? decline(`import ${first}`), frame);
    }
  }

  #function(node: FunctionDefinition, frame: Frame | null): PyValue {
    const decorators = node.decorators.map((decorator) => this.evaluate(decorator, frame));
    const defaults = this.#defaults(node.parameters, frame);
    for (const annotation of node.annotations) this.#checkAnnotation(annotation);
    let result: PyValue = new PyFunction(node.name, node, (positional, keywords, given = null) => {
      if (node.uncallable) decline(node.uncallable);
      if (frame && given) decline("a nested function with names of its own");
      const local = new Frame(frame ?? given, node.locals);
      this.#bindArguments(node.parameters, defaults, local, positional, keywords);
      return this.#deeper(() => {
        const flow = this.#block(node.body, local);
        return flow instanceof Return ? flow.value : null;
      });
    });
    for (const decorator of decorators.reverse()) {
      result = this.call(decorator, [result], new Map());
    }
    return result;
  }

  #deeper(work: () => PyValue): PyValue {
    if (++this.#callDepth > MAXIMUM_CALL_DEPTH) decline("deep recursion");
    const result = work();
    this.#callDepth--;
    return result;
  }

  #defaults(parameters: Parameters, frame: Frame | null): ReadonlyMap<string, PyValue> {
    const result = new Map<string, PyValue>();
    for (const { name, byDefault } of parameters) {
      if (byDefault) result.set(name, this.evaluate(byDefault, frame));
    }
    return result;
  }

  #bindArguments(
    parameters: Parameters,
    defaults: ReadonlyMap<string, PyValue>,
    frame: Frame,
    positional: readonly PyValue[],
    keywords: ReadonlyMap<string, PyValue>,
  ): void {
    const rest = new Map(keywords);
    let used = 0;
    for (const { name, star, keywordOnly } of parameters) {
      if (star === "*") {
        frame.set(name, new PyTuple(positional.slice(used)));
        used = positional.length;
      } else if (star === "**") {
        frame.set(name, PyDict.of(rest));
        rest.clear();
      } else if (!keywordOnly && used < positional.length) {
        if (rest.has(name)) decline("an argument given twice");
        frame.set(name, positional[used++] as PyValue);
      } else {
        const value = rest.get(name) ?? (rest.has(name) ? null : defaults.get(name));
        rest.delete(name);
        frame.set(name, value === undefined ? decline(`the missing argument ${name}`) : value);
      }
    }
    if (used < positional.length || rest.size > 0) decline("too many arguments");
  }
}

/** A function of the source, with the decorators that rez's `late` and `include` note on it. */
export class PyFunction implements PyObject {
  readonly typeName = "function";
  readonly name: string;
  readonly definition: FunctionDefinition | null;
  /** `given` are names that it sees before the module's. */
  readonly call: (
    positional: readonly PyValue[],
    keywords: ReadonlyMap<string, PyValue>,
    given?: Frame | null,
  ) => PyValue;
  readonly decorators: PyDecorator[] = [];

  constructor(name: string, definition: FunctionDefinition | null, call: PyFunction["call"]) {
    this.name = name;
    this.definition = definition;
    this.call = call;
  }

  truth(): boolean {
    return true;
  }

  equals(other: PyValue): boolean {
    return other === this;
  }
}

/** `left <operator>= right`: lists and sets change in place. */
function inPlace(operator: string, left: PyValue, right: PyValue): PyValue {
  if (Array.isArray(left)) {
    if (operator === "+") {
      extendList(left, right);
      return left;
    }
    if (operator === "*") {
      const repeated = binary("*", left, right);
      if (Array.isArray(repeated)) left.splice(0, left.length, ...repeated);
      return left;
    }
  }
  // The in-place operators of sets, dicts and objects are their own.
  if (left instanceof PySet || left instanceof PyDict) decline(`${operator}= of a set or dict`);
  if (isObject(left)) decline(`${operator}= of ${left.typeName}`);
  return binary(operator, left, right);
}
