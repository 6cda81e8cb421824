// `literal("a").expandable("${B}")` as an object of commands().

import { isObject, type PyObject, type PyValue } from "../python-source/values.ts";
import { EscapedString } from "./escaped-string.ts";
import { asString, callable } from "./object.ts";

export class EscapedBinding implements PyObject {
  readonly typeName = "EscapedString";
  readonly text: EscapedString;

  constructor(text: EscapedString) {
    this.text = text;
  }

  getAttribute(name: string): PyValue | undefined {
    switch (name) {
      case "literal":
      case "l":
        return this.#adder(name, true);
      case "expandable":
      case "e":
        return this.#adder(name, false);
      case "copy":
        return callable(name, [], () => new EscapedBinding(new EscapedString(this.text.parts)));
      default:
        return undefined;
    }
  }

  str(): string {
    return this.text.toString();
  }

  truth(): boolean {
    return true;
  }

  equals(other: PyValue): boolean | undefined {
    if (typeof other === "string") return this.text.equals(other);
    if (other instanceof EscapedBinding) return this.text.equals(other.text);
    return isObject(other) ? undefined : false;
  }

  binary(operator: string, other: PyValue, reflected: boolean): PyValue | undefined {
    if (operator !== "+" || reflected) return undefined;
    const text = new EscapedString(this.text.parts);
    if (typeof other === "string") text.append(other, false);
    else if (other instanceof EscapedBinding) {
      for (const part of other.text.parts) text.append(part.text, part.literal);
    } else return undefined;
    return new EscapedBinding(text);
  }

  #adder(name: string, literal: boolean): PyObject {
    return callable(name, ["value"], ([value]) => {
      this.text.append(asString(value, "text"), literal);
      return this;
    });
  }
}

export const literal = callable("literal", ["value"], ([value]) => {
  return new EscapedBinding(EscapedString.literal(asString(value, "text")));
});

export const expandable = callable("expandable", ["value"], ([value]) => {
  return new EscapedBinding(EscapedString.expandable(asString(value, "text")));
});
