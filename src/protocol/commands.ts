// What commands() of packages see, and what they ask for, in the forms that cross. The domain has
// the same in src/rex; the compiler holds both against each other where handlers pass them on.

import * as z from "zod/mini";
import { jsonObject, record } from "./method.ts";
import { environment, handle } from "./records.ts";

const textInParts = record(
  "TextInParts",
  "A text of which parts are literal: each part, after whether it is.",
  () => z.object({ parts: z.array(z.tuple([z.boolean(), z.string()])) }),
);

const unformattedText = record("UnformattedText", "A text as it was given.", () =>
  z.object({ unformatted: z.string() }),
);

/** A plain text has no literal parts. */
export const text = () => z.union([z.string(), textInParts(), unformattedText()]);

const variableAction = record("VariableAction", "Sets a variable, or adds to it.", () =>
  z.object({
    kind: z.enum(["setenv", "prependenv", "appendenv"]),
    key: z.string(),
    value: text(),
  }),
);

const resetAction = record("ResetAction", "Sets a variable, whatever it was before.", () =>
  z.object({
    kind: z.literal("resetenv"),
    key: z.string(),
    value: text(),
    friends: z.exactOptional(z.nullable(z.array(z.string()))),
  }),
);

const unsetAction = record("UnsetAction", "Removes a variable.", () =>
  z.object({ kind: z.literal("unsetenv"), key: z.string() }),
);

const aliasAction = record("AliasAction", "Defines a command of the shell.", () =>
  z.object({ kind: z.literal("alias"), key: z.string(), value: z.string() }),
);

const printAction = record("PrintAction", "Prints a line.", () =>
  z.object({ kind: z.enum(["info", "error"]), value: text() }),
);

const commandAction = record("CommandAction", "Runs a command: a line, or its words.", () =>
  z.object({ kind: z.literal("command"), value: z.union([text(), z.array(text())]) }),
);

const scriptAction = record("ScriptAction", "Writes a comment, or sources a file.", () =>
  z.object({ kind: z.enum(["comment", "source"]), value: z.string() }),
);

const shebangAction = record("ShebangAction", "Writes the first line of a script.", () =>
  z.object({ kind: z.literal("shebang") }),
);

export const action = record("RexAction", "One thing that rex code asked for.", () =>
  z.discriminatedUnion("kind", [
    variableAction(),
    resetAction(),
    unsetAction(),
    aliasAction(),
    printAction(),
    commandAction(),
    scriptAction(),
    shebangAction(),
  ]),
);

const printEffect = record("PrintEffect", "A line for standard output, or standard error.", () =>
  z.object({ kind: z.enum(["info", "error"]), text: z.string() }),
);

const commandEffect = record("CommandEffect", "A command to be run.", () =>
  z.object({
    kind: z.literal("command"),
    args: z.union([z.string(), z.array(z.string())]),
    environ: environment(),
    /** The attribute that asks for it, and its package's URI. */
    origin: z.nullable(z.tuple([z.string(), z.string()])),
  }),
);

const searchPathEffect = record("SearchPathEffect", "A change of sys.path.", () =>
  z.object({
    kind: z.literal("sys_path"),
    how: z.enum(["set", "prepend", "append"]),
    value: z.string(),
  }),
);

export const effect = record(
  "Effect",
  "Something commands() asked of the process that runs them, to be done in order.",
  () => z.discriminatedUnion("kind", [printEffect(), commandEffect(), searchPathEffect()]),
);

const boundVariant = record(
  "BoundVariant",
  "A variant of a context: where it is, without its attributes.",
  () =>
    z.object({
      name: z.string(),
      version: z.string(),
      index: z.nullable(z.int()),
      base: z.nullable(z.string()),
      root: z.nullable(z.string()),
      originalRoot: z.nullable(z.string()),
      subpath: z.nullable(z.string()),
      uri: z.string(),
      isLocal: z.boolean(),
      handle: handle(),
    }),
);

/** The names are those that rex code has, or the settings. */
export const commandsBindings = record(
  "CommandsBindings",
  "What is the same for every function of one context.",
  () =>
    z.object({
      building: z.boolean(),
      testing: z.boolean(),
      request: z.array(z.string()),
      implicits: z.array(z.string()),
      ephemerals: z.array(z.string()),
      resolve: z.array(boundVariant()),
      optionvars: jsonObject(),
      system: jsonObject(),
      parent_variables: z.union([z.array(z.string()), z.literal(true)]),
      env_var_separators: z.record(z.string(), z.string()),
      parent_environ: z.array(z.tuple([z.string(), z.string()])),
      path_separator: z.string(),
      variable_pattern: z.nullable(z.string()),
    }),
);

export const commandsCode = record(
  "CommandsCode",
  "A function of a package: its text, and how rez would call it.",
  () =>
    z.object({
      source: z.string(),
      filepath: z.nullable(z.string()),
      funcname: z.nullable(z.string()),
      evalAsFunction: z.boolean(),
      includes: z.array(z.string()),
    }),
);

export const commandsFailure = record("CommandsFailure", "What a function raised.", () =>
  z.object({
    /** SourceCodeExecError, or SourceCodeCompileError. */
    type: z.string(),
    /** The name of the exception's own class. */
    exception: z.string(),
    message: z.string(),
    /** With the traceback. */
    text: z.string(),
  }),
);
