// Expressions: from the parsed form to values.

import { CallArguments } from "./arguments.ts";
import { builtinNamed, sortedItems } from "./builtins.ts";
import { callCollectionMethod, updateDict } from "./collection-methods.ts";
import { decline } from "./decline.ts";
import { formatValue } from "./format-spec.ts";
import { Frame, type Namespace } from "./frames.ts";
import { deleteItem, getItem, getSlice, iterate, setItem } from "./items.ts";
import { PyIterator, PyNative } from "./objects.ts";
import { binary, compare, truth, unary } from "./operators.ts";
import { callStringMethod } from "./string-methods.ts";
import type { Comprehension, Expression, FormattedPart, Parameters } from "./syntax.ts";
import { pyRepr, pyStr } from "./text.ts";
import { isObject, PyDict, PySet, PyTuple, type PyValue, typeName } from "./values.ts";

const MAXIMUM_STEPS = 200_000;
const NO_KEYWORDS: ReadonlyMap<string, PyValue> = new Map();

export abstract class ExpressionEvaluator {
  readonly globals: Namespace;
  /** Made on first use: most code calls few. */
  readonly #builtins = new Map<string, PyNative>();
  #steps = 0;

  constructor(globals: Namespace) {
    this.globals = globals;
  }

  /** Makes the function of a `lambda`. */
  protected abstract lambda(parameters: Parameters, body: Expression, frame: Frame | null): PyValue;

  protected step(): void {
    if (++this.#steps > MAXIMUM_STEPS) decline("many steps");
  }

  evaluate(node: Expression, frame: Frame | null): PyValue {
    switch (node.kind) {
      case "constant":
        return node.value;
      case "name":
        return this.lookup(node.name, frame);
      case "list":
        return this.items(node.items, frame);
      case "tuple":
        return new PyTuple(this.items(node.items, frame));
      case "set":
        return new PySet(this.items(node.items, frame));
      case "dict":
        return this.#dict(node, frame);
      case "binary":
        return binary(
          node.operator,
          this.evaluate(node.left, frame),
          this.evaluate(node.right, frame),
        );
      case "compare":
        return this.#compare(node, frame);
      case "and": {
        const left = this.evaluate(node.left, frame);
        return truth(left) ? this.evaluate(node.right, frame) : left;
      }
      case "or": {
        const left = this.evaluate(node.left, frame);
        return truth(left) ? left : this.evaluate(node.right, frame);
      }
      case "not":
        return !truth(this.evaluate(node.operand, frame));
      case "unary":
        return unary(node.operator, this.evaluate(node.operand, frame));
      case "conditional":
        return this.evaluate(
          truth(this.evaluate(node.test, frame)) ? node.body : node.orElse,
          frame,
        );
      case "attribute":
        return this.#attribute(this.evaluate(node.object, frame), node.name);
      case "subscript":
        return this.#subscript(node, frame);
      case "call":
        return this.#call(node, frame);
      case "comprehension":
        return this.#comprehension(node, frame);
      case "formatted":
        return this.#formatted(node.parts, frame);
      case "lambda":
        return this.lambda(node.parameters, node.body, frame);
      case "unsupported":
        return decline(node.what);
      case "slice":
      case "starred":
        return decline(`a ${node.kind} here`);
    }
  }

  call(
    callee: PyValue,
    positional: readonly PyValue[],
    keywords: ReadonlyMap<string, PyValue>,
  ): PyValue {
    this.step();
    if (!isObject(callee) || !callee.call) return decline(`a call of ${typeName(callee)}`);
    return callee.call(positional, keywords);
  }

  lookup(name: string, frame: Frame | null): PyValue {
    for (let at = frame; at; at = at.parent) if (at.owns(name)) return at.get(name);
    const value = this.globals.get(name);
    if (value !== undefined) return value;
    return this.#builtin(name) ?? decline(`the name ${name}`);
  }

  isBuiltin(value: PyValue, name: string): boolean {
    return value instanceof PyNative && value === this.#builtins.get(name);
  }

  #builtin(name: string): PyNative | undefined {
    let builtin = this.#builtins.get(name);
    if (builtin === undefined) {
      builtin = builtinNamed(name, (callee, positional) =>
        this.call(callee, positional, NO_KEYWORDS),
      );
      if (builtin !== undefined) this.#builtins.set(name, builtin);
    }
    return builtin;
  }

  bind(name: string, value: PyValue, frame: Frame | null): void {
    if (frame) frame.set(name, value);
    else this.globals.set(name, value);
  }

  assign(target: Expression, value: PyValue, frame: Frame | null): void {
    switch (target.kind) {
      case "name":
        this.bind(target.name, value, frame);
        return;
      case "attribute": {
        const object = this.evaluate(target.object, frame);
        if (!isObject(object) || !object.setAttribute) {
          decline(`setting an attribute of ${typeName(object)}`);
        }
        object.setAttribute(target.name, value);
        return;
      }
      case "subscript":
        if (target.index.kind === "slice") decline("an assignment to a slice");
        setItem(this.evaluate(target.object, frame), this.evaluate(target.index, frame), value);
        return;
      case "list":
      case "tuple":
        this.#unpack(target.items, value, frame);
        return;
      default:
        decline("a target");
    }
  }

  delete(target: Expression, frame: Frame | null): void {
    if (target.kind === "name") {
      if (frame) frame.delete(target.name);
      else if (!this.globals.delete(target.name)) decline(`the unbound name ${target.name}`);
    } else if (target.kind === "subscript" && target.index.kind !== "slice") {
      deleteItem(this.evaluate(target.object, frame), this.evaluate(target.index, frame));
    } else if (target.kind === "attribute") {
      const object = this.evaluate(target.object, frame);
      if (!isObject(object) || !object.deleteAttribute) decline("deleting an attribute");
      object.deleteAttribute(target.name);
    } else {
      decline("a del");
    }
  }

  protected items(nodes: readonly Expression[], frame: Frame | null): PyValue[] {
    const result: PyValue[] = [];
    for (const node of nodes) {
      if (node.kind === "starred") {
        for (const item of iterate(this.evaluate(node.value, frame))) {
          this.step();
          result.push(item);
        }
      } else {
        result.push(this.evaluate(node, frame));
      }
    }
    return result;
  }

  #unpack(targets: readonly Expression[], value: PyValue, frame: Frame | null): void {
    const items = [...iterate(value)];
    const starAt = targets.findIndex((target) => target.kind === "starred");
    if (starAt < 0 ? items.length !== targets.length : items.length < targets.length - 1) {
      decline("a wrong number of values to unpack");
    }
    const extra = items.length - targets.length;
    for (const [index, target] of targets.entries()) {
      if (target.kind === "starred") {
        this.assign(target.value, items.slice(index, index + extra + 1), frame);
      } else {
        const at = starAt >= 0 && index > starAt ? index + extra : index;
        this.assign(target, items[at] as PyValue, frame);
      }
    }
  }

  #dict(node: Expression & { kind: "dict" }, frame: Frame | null): PyDict {
    const result = new PyDict();
    for (const { key, value } of node.entries) {
      if (key) {
        result.set(this.evaluate(key, frame), this.evaluate(value, frame));
      } else {
        const other = this.evaluate(value, frame);
        if (!(other instanceof PyDict)) decline(`** of ${typeName(other)}`);
        updateDict(result, other);
      }
    }
    return result;
  }

  #compare(node: Expression & { kind: "compare" }, frame: Frame | null): boolean {
    let left = this.evaluate(node.first, frame);
    for (const { operator, operand } of node.rest) {
      const right = this.evaluate(operand, frame);
      if (!compare(operator, left, right)) return false;
      left = right;
    }
    return true;
  }

  #attribute(object: PyValue, name: string): PyValue {
    const value = isObject(object) ? object.getAttribute?.(name) : undefined;
    return value === undefined ? decline(`${typeName(object)}.${name}`) : value;
  }

  #subscript(node: Expression & { kind: "subscript" }, frame: Frame | null): PyValue {
    const object = this.evaluate(node.object, frame);
    const { index } = node;
    if (index.kind !== "slice") return getItem(object, this.evaluate(index, frame));
    const bound = (part: Expression | null): PyValue => part && this.evaluate(part, frame);
    return getSlice(isObject(object) ? (object.asTuple?.() ?? object) : object, {
      lower: bound(index.lower),
      upper: bound(index.upper),
      step: bound(index.step),
    });
  }

  #call(node: Expression & { kind: "call" }, frame: Frame | null): PyValue {
    const { callee } = node;
    if (callee.kind !== "attribute") {
      const target = this.evaluate(callee, frame);
      return this.call(target, this.items(node.positional, frame), this.#keywords(node, frame));
    }
    const object = this.evaluate(callee.object, frame);
    if (isObject(object)) {
      const method = this.#attribute(object, callee.name);
      return this.call(method, this.items(node.positional, frame), this.#keywords(node, frame));
    }
    const positional = this.items(node.positional, frame);
    const keywords = this.#keywords(node, frame);
    return this.#callMethod(object, callee.name, positional, keywords);
  }

  #callMethod(
    object: PyValue,
    name: string,
    positional: readonly PyValue[],
    keywords: ReadonlyMap<string, PyValue>,
  ): PyValue {
    this.step();
    if (typeof object === "string") return callStringMethod(object, name, positional, keywords);
    if (Array.isArray(object) && name === "sort") {
      const call = new CallArguments(positional, keywords);
      call.expect(0, 0, "key", "reverse");
      const sorted = sortedItems(object, call, (by, items) => this.call(by, items, NO_KEYWORDS));
      object.splice(0, object.length, ...sorted);
      return null;
    }
    if (
      Array.isArray(object) ||
      object instanceof PyDict ||
      object instanceof PyTuple ||
      object instanceof PySet
    ) {
      return callCollectionMethod(object, name, positional, keywords);
    }
    return decline(`${typeName(object)}.${name}`);
  }

  #keywords(
    node: Expression & { kind: "call" },
    frame: Frame | null,
  ): ReadonlyMap<string, PyValue> {
    if (node.keywords.length === 0) return NO_KEYWORDS;
    const result = new Map<string, PyValue>();
    const add = (name: PyValue, value: PyValue): void => {
      if (typeof name !== "string" || result.has(name)) decline("a keyword argument");
      result.set(name, value);
    };
    for (const { name, value } of node.keywords) {
      const evaluated = this.evaluate(value, frame);
      if (name !== null) add(name, evaluated);
      else if (!(evaluated instanceof PyDict)) decline(`** of ${typeName(evaluated)}`);
      else for (const [key, item] of evaluated.entries()) add(key, item);
    }
    return result;
  }

  #comprehension(node: Comprehension, outer: Frame | null): PyValue {
    const frame = new Frame(outer, node.names);
    const first = node.clauses[0];
    if (!first) return decline("a comprehension");
    // The first iterable is evaluated outside, and at once also for a generator.
    const source = iterate(this.evaluate(first.iterable, outer));
    if (node.shape === "generator") {
      return new PyIterator("generator", this.#elements(node, 0, source, frame));
    }
    if (node.shape === "list") return [...this.#elements(node, 0, source, frame)];
    if (node.shape === "set") return new PySet(this.#elements(node, 0, source, frame));
    const dict = new PyDict();
    for (const pair of this.#elements(node, 0, source, frame)) {
      const [key, value] = (pair as PyTuple).items as [PyValue, PyValue];
      dict.set(key, value);
    }
    return dict;
  }

  *#elements(
    node: Comprehension,
    depth: number,
    source: Iterable<PyValue>,
    frame: Frame,
  ): Generator<PyValue> {
    const clause = node.clauses[depth];
    if (!clause) return;
    const next = node.clauses[depth + 1];
    for (const item of source) {
      this.step();
      this.assign(clause.target, item, frame);
      if (!clause.conditions.every((test) => truth(this.evaluate(test, frame)))) continue;
      if (next) {
        const inner = iterate(this.evaluate(next.iterable, frame));
        yield* this.#elements(node, depth + 1, inner, frame);
      } else if (node.key) {
        const key = this.evaluate(node.key, frame);
        yield new PyTuple([key, this.evaluate(node.element, frame)]);
      } else {
        yield this.evaluate(node.element, frame);
      }
    }
  }

  #formatted(parts: readonly FormattedPart[], frame: Frame | null): string {
    let result = "";
    for (const part of parts) {
      if (typeof part === "string") {
        result += part;
        continue;
      }
      const value = this.evaluate(part.value, frame);
      const spec = part.spec.length === 0 ? "" : this.#formatted(part.spec, frame);
      if (part.conversion === "a") decline("an ascii conversion");
      const converted =
        part.conversion === "r" ? pyRepr(value) : part.conversion === "s" ? pyStr(value) : value;
      result += formatValue(converted, spec);
    }
    return result;
  }
}
