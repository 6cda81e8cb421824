// What actions are played to: a shell writes a line for each, the Python interpreter (python.ts)
// keeps the environment only. Values arrive expanded or not, as `expandsVariables` says.

import type { Origin, WireEffect } from "./effects.ts";
import type { RexText } from "./escaped-string.ts";

export interface Interpreter {
  /** True: the interpreter is given values with ${VAR} replaced; false: it replaces them itself. */
  readonly expandsVariables: boolean;
  readonly pathSeparator: string;
  /** "passive" looks at no command, the others refuse some at once. */
  readonly kind: "passive" | "python" | "shell";
  /** What refers to a variable in text, with the name in a group; "$X" and "${X}" where unset. */
  readonly variablePattern?: RegExp;
  /** Whose commands are played. */
  origin?: Origin;
  /** What is to be done before Python goes on; it is not given again. */
  takeDue?(): readonly WireEffect[];
  /** How the interpreter refers to a variable, as in "${PATH}". */
  keyToken(key: string): string;
  normalizePath(path: string): string;

  setenv(key: string, value: RexText): void;
  unsetenv(key: string): void;
  resetenv(key: string, value: RexText, friends: readonly string[] | null): void;
  /** Without these two, the manager sets the variable to the joined value. */
  prependenv?(key: string, value: RexText): void;
  appendenv?(key: string, value: RexText): void;
  alias(key: string, value: string): void;
  info(value: RexText): void;
  error(value: RexText): void;
  command(value: RexText | readonly RexText[]): void;
  comment(value: string): void;
  source(value: string): void;
  shebang(): void;
  /** Makes a variable safe to refer to before it is set, where a shell needs that. */
  referenceSafely(key: string): void;

  /** How much has been played so far; `rollBack` forgets what came after. */
  checkpoint(): number;
  rollBack(checkpoint: number): void;
}
