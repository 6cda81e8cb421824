// The namespace of commands() as the formatter's fields: "{this.version.major}" walks its objects.

import { decline } from "../python-source/decline.ts";
import { formatValue } from "../python-source/format-spec.ts";
import { pyRepr, pyStr } from "../python-source/text.ts";
import { isObject, PyDict, PyTuple, type PyValue } from "../python-source/values.ts";
import { EscapedBinding } from "./escaped-binding.ts";
import { FormatFailure, type FormatFields } from "./formatter.ts";

export class NamespaceFields implements FormatFields<PyValue> {
  readonly #globals: ReadonlyMap<string, PyValue>;

  constructor(globals: ReadonlyMap<string, PyValue>) {
    this.#globals = globals;
  }

  lookup(name: string): PyValue {
    const value = this.#globals.get(name);
    if (value !== undefined) return value;
    // rez passes its pattern to the formatter under this name, which makes it a field.
    if (name === "regex" || name === "__builtins__") decline(`{${name}}`);
    throw new FormatFailure(name);
  }

  attribute(value: PyValue, name: string): PyValue {
    const attribute = isObject(value) ? value.getAttribute?.(name) : undefined;
    return attribute === undefined ? decline(`{….${name}}`) : attribute;
  }

  item(value: PyValue, key: string | number): PyValue {
    if (value instanceof PyDict) {
      const item = value.get(key);
      if (item === undefined) throw new FormatFailure(String(key));
      return item;
    }
    const items = value instanceof PyTuple ? value.items : value;
    const item =
      typeof key === "number" && (Array.isArray(items) || typeof items === "string")
        ? items[key]
        : isObject(value)
          ? value.getItem?.(key)
          : undefined;
    return item === undefined ? decline(`{…[${key}]}`) : item;
  }

  textOf(value: PyValue): string | null {
    if (typeof value === "string") return value;
    return value instanceof EscapedBinding ? value.str() : null;
  }

  convert(value: PyValue, conversion: string): PyValue {
    if (conversion === "s") return pyStr(value);
    if (conversion === "r") return pyRepr(value);
    if (conversion === "a") return decline("{…!a}");
    throw new FormatFailure(`Unknown conversion specifier ${conversion}`);
  }

  format(value: PyValue, text: string | null, specification: string): string {
    return formatValue(text ?? value, specification);
  }

  noArguments(index: number): never {
    return decline(`{${index}}`);
  }

  tooDeep(): never {
    return decline("fields that hold themselves");
  }
}
