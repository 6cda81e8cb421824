// The parsed form of Python source: what tree.ts makes of the grammar's tree and evaluate.ts runs.
// It is checked: what CPython's compiler would refuse never gets this far.

import type { PyValue } from "./values.ts";

export type Expression =
  | { readonly kind: "constant"; readonly value: PyValue }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list" | "tuple" | "set"; readonly items: readonly Expression[] }
  | { readonly kind: "dict"; readonly entries: readonly DictEntry[] }
  | { readonly kind: "starred"; readonly value: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "compare";
      readonly first: Expression;
      readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
    }
  | {
      readonly kind: "and" | "or";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly body: Expression;
      readonly orElse: Expression;
    }
  | { readonly kind: "attribute"; readonly object: Expression; readonly name: string }
  | { readonly kind: "subscript"; readonly object: Expression; readonly index: Expression }
  | {
      readonly kind: "slice";
      readonly lower: Expression | null;
      readonly upper: Expression | null;
      readonly step: Expression | null;
    }
  | {
      readonly kind: "call";
      readonly callee: Expression;
      readonly positional: readonly Expression[];
      /** A name of `null` is `**mapping`. */
      readonly keywords: readonly { readonly name: string | null; readonly value: Expression }[];
    }
  | Comprehension
  | { readonly kind: "formatted"; readonly parts: readonly FormattedPart[] }
  | { readonly kind: "lambda"; readonly parameters: Parameters; readonly body: Expression }
  /** Python, but not of the subset: whoever evaluates it declines. */
  | { readonly kind: "unsupported"; readonly what: string };

/** A key of `null` is `**mapping`. */
export interface DictEntry {
  readonly key: Expression | null;
  readonly value: Expression;
}

export interface Comprehension {
  readonly kind: "comprehension";
  readonly shape: "list" | "set" | "dict" | "generator";
  readonly key: Expression | null;
  readonly element: Expression;
  readonly clauses: readonly ComprehensionClause[];
  readonly names: ReadonlySet<string>;
}

export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

export type FormattedPart =
  | string
  | {
      readonly value: Expression;
      readonly conversion: string;
      readonly spec: readonly FormattedPart[];
    };

export interface Parameter {
  readonly name: string;
  readonly star: "" | "*" | "**";
  readonly keywordOnly: boolean;
  readonly byDefault: Expression | null;
}

export type Parameters = readonly Parameter[];

export interface FunctionDefinition {
  readonly kind: "function";
  readonly name: string;
  readonly parameters: Parameters;
  readonly annotations: readonly Expression[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
  readonly locals: ReadonlySet<string>;
  /** Why calling it is declined (a generator, `global`…), or null. */
  readonly uncallable: string | null;
  /** Where the first decorator or `def` and the last statement of the body are in the source. */
  readonly from: number;
  readonly bodyFrom: number;
  readonly to: number;
}

export type Statement =
  | {
      readonly kind: "assign";
      readonly targets: readonly Expression[];
      readonly value: Expression;
    }
  | {
      readonly kind: "augmented";
      readonly target: Expression;
      readonly operator: string;
      readonly value: Expression;
    }
  | {
      readonly kind: "annotated";
      readonly target: Expression;
      readonly annotation: Expression;
      readonly value: Expression | null;
    }
  | { readonly kind: "expression"; readonly value: Expression }
  | { readonly kind: "delete"; readonly targets: readonly Expression[] }
  | { readonly kind: "pass" | "break" | "continue" }
  | { readonly kind: "return"; readonly value: Expression | null }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly orElse: readonly Statement[];
    }
  | {
      readonly kind: "while";
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly orElse: readonly Statement[];
    }
  | {
      readonly kind: "for";
      readonly target: Expression;
      readonly iterable: Expression;
      readonly body: readonly Statement[];
      readonly orElse: readonly Statement[];
    }
  | {
      readonly kind: "with";
      readonly context: Expression;
      readonly name: string | null;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: "try";
      readonly body: readonly Statement[];
      readonly handlers: readonly (readonly Statement[])[];
      readonly orElse: readonly Statement[];
      readonly last: readonly Statement[];
    }
  | { readonly kind: "assert"; readonly test: Expression }
  | {
      readonly kind: "import";
      readonly modules: readonly { readonly module: string; readonly name: string | null }[];
    }
  | FunctionDefinition
  | { readonly kind: "unsupported"; readonly what: string };
