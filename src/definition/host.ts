// The port through which a definition that the evaluator declines is run by Python itself.

import type { Attributes } from "./definition.ts";

export interface DefinitionRequest {
  /** The definition file, symbolic links resolved: tracebacks and `SourceCode.filepath` show it. */
  readonly path: string;
  /** The text that was read, so that both evaluations see one file. Null when only Python can decode
   * it: then Python reads the file. */
  readonly source: string | null;
}

export interface HostDefinition {
  readonly data: Attributes;
  /** False where something else than the text had a say: other files, variables, the time. */
  readonly isSelfContained: boolean;
}

/** Runs a package.py as rez does and gives the attributes rez's loader would: early functions
 * evaluated, other functions as sources, modules and private names dropped. */
export interface DefinitionHost {
  evaluateDefinition(request: DefinitionRequest): Promise<HostDefinition>;
}
