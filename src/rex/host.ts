// The port through which the Python process runs a commands() function that the evaluator declines.
// The host gets the bindings as data and the environment as it is at that moment, and returns what
// the function asked for; it applies nothing itself, so a run that fails leaves nothing behind.

import type { Tagged } from "../python-source/tagged.ts";
import type { WireAction } from "./actions.ts";
import type { WireEffect } from "./effects.ts";

export interface CommandsHost {
  runCommands(request: RunCommandsRequest): Promise<RunCommandsResult>;
}

/** A package variant as commands() may look at it. */
export interface VariantData {
  readonly name: string;
  readonly version: string;
  readonly index: number | null;
  readonly base: string | null;
  /** The payload folder: of the package cache when the variant is cached there. */
  readonly root: string | null;
  /** The payload folder of the repository, when `root` is another. */
  readonly originalRoot: string | null;
  readonly subpath: string | null;
  readonly uri: string;
  readonly isLocal: boolean;
  readonly handle: {
    readonly key: string;
    readonly variables: { readonly [name: string]: Tagged };
  };
  /** The package's attributes as its definition has them; requirements are strings. */
  readonly attributes: { readonly [name: string]: Tagged };
}

/** What is the same for every function of one context. */
export interface CommandsBindings {
  readonly building: boolean;
  readonly testing: boolean;
  readonly request: readonly string[];
  readonly implicits: readonly string[];
  readonly ephemerals: readonly string[];
  /** Where they are; of their attributes the host has its own view. */
  readonly resolve: readonly Omit<VariantData, "attributes">[];
  readonly optionvars: { readonly [name: string]: Tagged };
  readonly system: { readonly [name: string]: Tagged };
  readonly parent_variables: readonly string[] | true;
  readonly env_var_separators: { readonly [variable: string]: string };
  readonly parent_environ: readonly (readonly [string, string])[];
  readonly path_separator: string;
  /** What refers to a variable, as a regular expression; null is "$X" and "${X}". */
  readonly variable_pattern: string | null;
}

export interface RunCommandsRequest {
  /** What the function is: its text and how rez would call it. */
  readonly code: {
    readonly source: string;
    readonly filepath: string | null;
    readonly funcname: string | null;
    readonly evalAsFunction: boolean;
    readonly includes: readonly string[];
  };
  /** "commands", "pre_commands" or "post_commands". */
  readonly attribute: string;
  /** The name of the package in `bindings.resolve` whose function it is; null for other code. */
  readonly package: string | null;
  /** null: as for the function before. */
  readonly bindings: CommandsBindings | null;
  /** `environ` is all variables, not only those that are new or changed since that function. */
  readonly environIsWhole: boolean;
  /** The variables set so far, and the names that were only mentioned. */
  readonly environ: readonly (readonly [string, string])[];
  readonly mentioned: readonly string[];
  /** What the actions are for, which decides what is refused at once. */
  readonly interpreter: "passive" | "python" | "shell";
  /** What the functions before it have printed and run, and is not yet done. */
  readonly due: readonly WireEffect[];
}

export interface RunCommandsResult {
  readonly actions: readonly WireAction[];
  readonly mentioned: readonly string[];
  /** The host's own packages are no longer as they are: it runs the functions that follow, too. */
  readonly changesPackages?: boolean;
  /** Set when the function raised; the actions are those before it. */
  readonly error?: CommandsFailure | null;
}

export interface CommandsFailure {
  /** How rez wraps it: SourceCodeExecError, or SourceCodeCompileError. */
  readonly type: string;
  /** The name of the exception's own class. */
  readonly exception: string;
  /** str(exception): rez's short message. */
  readonly message: string;
  /** "Failed to execute <file:commands>:" and the traceback: rez's long message. */
  readonly text: string;
}

/** A user's own function that adds actions to an environment that is being made. */
export type ActionsCallback = (state: ActionsState) => Promise<AddedActions>;

export interface ActionsState {
  readonly environ: readonly (readonly [string, string])[];
  readonly mentioned: readonly string[];
  /** All actions so far. */
  readonly actions: readonly WireAction[];
}

export interface AddedActions {
  readonly actions: readonly WireAction[];
  readonly mentioned: readonly string[];
  /** True if it has bound names, which only the Python process has. */
  readonly binds: boolean;
}
