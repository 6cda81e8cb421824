// Functions of a definition as data: rez's `SourceCode`, in tagged form. Late functions and rex
// functions are kept this way; early ones never get here, since loading replaces them by their value.

import type { Tagged } from "../python-source/tagged.ts";
import { stripEnd } from "./python-text.ts";

interface Decorator {
  readonly name: string;
  readonly nargs?: readonly string[];
}

/** A `{"$": "source"}` value: text of Python code and how rez runs it. */
export interface BoundSource {
  readonly $: "source";
  readonly source: string;
  readonly filepath: string | null;
  readonly funcname: string | null;
  /** True: a function whose return value is the result. False: run in the caller's namespace. */
  readonly evalAsFunction: boolean;
  readonly decorators: readonly Decorator[];
  readonly includes: readonly string[];
}

export function isBoundSource(value: unknown): value is BoundSource {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as { readonly $?: unknown }).$ === "source" &&
    typeof (value as { readonly source?: unknown }).source === "string"
  );
}

/** True for a function that Python must run when the attribute is read. */
export function isLate(value: BoundSource): boolean {
  return value.decorators.some((decorator) => decorator.name === "late");
}

/** rez's `SourceCode(source=text)`: commands written as a text block. */
export function sourceOfText(text: string): BoundSource {
  return {
    $: "source",
    source: stripEnd(text),
    filepath: null,
    funcname: null,
    evalAsFunction: true,
    decorators: [],
    includes: [],
  };
}

/** A bound source is plain JSON already; this says so to the compiler. */
export function asTagged(value: BoundSource): Tagged {
  return value as unknown as Tagged;
}
