// Writes the Python side of the protocol, or checks that it is up to date.
//   node scripts/generate-protocol.ts write|check

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod/mini";
import packageJson from "../package.json" with { type: "json" };
import { shellStart } from "../src/protocol/context.ts";
import { initialize } from "../src/protocol/engine.ts";
import { hostRequests, notifications, requests } from "../src/protocol/methods.ts";
import { spawnPlan } from "../src/protocol/records.ts";
import { resolveProblem } from "../src/protocol/resolve-problem.ts";

const folder = path.resolve(import.meta.dirname, "../python/rez_next/_engine");
const LINE_LENGTH = 100;

interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: { readonly [id: string]: JsonSchema };
  readonly id?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** The classes written so far, by name: a record is used by many methods and written once. */
const classes = new Map<string, string>();

/** Other names for types, which must follow the classes that they are made of. */
const aliases = new Map<string, string>();

/** The lines of each file. */
function generate(): { readonly [name: string]: readonly string[] } {
  // What several messages have among their fields.
  addMessage("ResolveProblem", z.object(resolveProblem()), "What is solved for.");
  addMessage("ShellStart", z.object(shellStart()), "What a shell is started for, and how.");
  addMessage("SpawnPlan", z.object(spawnPlan()), "How a shell is started.");
  const engineMethods = [initialize, ...Object.values(requests)];
  for (const method of engineMethods) {
    addMessage(`${className(method.name)}Params`, method.params(), method.description);
    addMessage(`${className(method.name)}Result`, method.result(), `Answers ${method.name}.`);
  }
  for (const method of Object.values(hostRequests)) {
    addMessage(`${className(method.name)}Params`, method.params(), method.description);
    addMessage(`${className(method.name)}Result`, method.result(), `Answers ${method.name}.`);
  }
  for (const message of Object.values(notifications)) {
    addMessage(`${className(message.name)}Params`, message.params(), message.description);
  }

  return {
    "protocol.py": [
      '"""The protocol as Python sees it; the forms of its messages are in the stub beside this file.',
      "",
      "Generated from src/protocol by `node scripts/generate-protocol.ts write`.",
      '"""',
      "",
      `PACKAGE_VERSION = ${quote(packageJson.version)}`,
      "",
      "# Whether a method is asked again on a fresh engine after a crash.",
      "IS_REPEATABLE = {",
      ...engineMethods.map(
        (method) => `    ${quote(method.name)}: ${method.isRepeatable ? "True" : "False"},`,
      ),
      "}",
    ],
    // Apart, since Python would read them in each process: to compile them took it 60 ms.
    "protocol.pyi": [
      "# Generated from src/protocol by `node scripts/generate-protocol.ts write`.",
      "",
      "from typing import Any, Callable, Literal, Protocol, TypedDict, overload",
      "",
      "from typing_extensions import NotRequired, Unpack",
      "",
      "PACKAGE_VERSION: str",
      "IS_REPEATABLE: dict[str, bool]",
      ...[...classes.values(), ...aliases.values()].flatMap((text) => ["", text]),
      "",
      ...hostHandlers(),
      "",
      ...askForms(engineMethods.map((method) => method.name)),
    ],
  };
}

function addMessage(name: string, schema: z.ZodMiniType, description: string): void {
  // Throws on what JSON cannot say, so that a transform in a schema fails here.
  const form = z.toJSONSchema(schema, { reused: "inline" }) as JsonSchema;
  for (const [id, definition] of Object.entries(form.$defs ?? {})) addClass(id, definition);
  if (form.id !== undefined) addClass(form.id, form);
  if (form.properties !== undefined && form.id === undefined) {
    addClass(name, { description, ...form });
  } else aliases.set(name, alias(name, typeOf(form, name)));
}

function alias(name: string, type: string): string {
  const line = `${name} = ${type}`;
  if (line.length <= LINE_LENGTH) return line;
  const whole = `    ${type}`;
  const lines = whole.length <= LINE_LENGTH ? whole : whole.replaceAll(" | ", "\n    | ");
  return [`${name} = (`, lines, ")"].join("\n");
}

// No attribute of a class can have such a name, while a key of a dict may.
const PYTHON_KEYWORDS = new Set(
  (
    "and as assert async await break class continue def del elif else except False finally for " +
    "from global if import in is lambda None nonlocal not or pass raise return True try while " +
    "with yield"
  ).split(" "),
);

/** A TypedDict for an object with named fields. */
function addClass(name: string, schema: JsonSchema): void {
  if (classes.has(name) || aliases.has(name)) return;
  if (schema.properties === undefined) {
    aliases.set(name, alias(name, typeOf(withoutId(schema), name)));
    return;
  }
  const required = new Set(schema.required ?? []);
  const types = Object.entries(schema.properties).map(([field, form]): [string, string] => {
    if (!/^[A-Za-z_]\w*$/.test(field)) throw new Error(`${name}.${field}: not a Python name`);
    const type = typeOf(form, name + capitalized(field));
    return [field, required.has(field) ? type : `NotRequired[${type}]`];
  });
  const description = schema.description ?? `Part of ${name}.`;
  if (types.some(([field]) => PYTHON_KEYWORDS.has(field))) {
    const items = types.map(([field, type]) => `        ${quote(field)}: ${type},`);
    const head = [`# ${description}`, `${name} = TypedDict(`, `    ${quote(name)},`];
    classes.set(name, [...head, "    {", ...items, "    },", ")"].join("\n"));
    return;
  }
  const fields = types.map(([field, type]) => `    ${field}: ${type}`);
  const docstring = `    """${description}"""`;
  if (docstring.length > LINE_LENGTH) throw new Error(`${name}: description too long for a line`);
  classes.set(
    name,
    [`class ${name}(TypedDict):`, docstring, ...fields.flatMap((f, i) => (i ? [f] : ["", f]))].join(
      "\n",
    ),
  );
}

function withoutId({ id: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function typeOf(schema: JsonSchema, name: string): string {
  if (schema.$ref !== undefined) return schema.$ref.replace("#/$defs/", "");
  if (schema.id !== undefined) return schema.id;
  if (schema.enum !== undefined) return `Literal[${schema.enum.map(pythonLiteral).join(", ")}]`;
  if (schema.const !== undefined) return `Literal[${pythonLiteral(schema.const)}]`;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) {
    const unnamed = alternatives.filter((form) => form.properties && form.id === undefined);
    if (unnamed.length > 1) throw new Error(`${name}: each alternative needs to be a record`);
    return [...new Set(alternatives.map((form) => typeOf(form, name)))].join(" | ");
  }
  if (Array.isArray(schema.type)) {
    return schema.type.map((type: string) => typeOf({ ...schema, type }, name)).join(" | ");
  }
  switch (schema.type) {
    case "string":
      return "str";
    case "number":
      return "float";
    case "integer":
      return "int";
    case "boolean":
      return "bool";
    case "null":
      return "None";
    case "array":
      // A message's array is a list in Python, whatever its length.
      if (schema.prefixItems !== undefined) {
        // A tuple's items have one type in a list.
        const types = new Set(schema.prefixItems.map((item) => typeOf(item, `${name}Item`)));
        return `list[${types.size === 1 ? [...types][0] : "Any"}]`;
      }
      return `list[${schema.items ? typeOf(schema.items, `${name}Item`) : "Any"}]`;
    case "object":
      if (schema.properties === undefined) {
        const values = schema.additionalProperties;
        return `dict[str, ${typeof values === "object" ? typeOf(values, `${name}Value`) : "Any"}]`;
      }
      addClass(name, schema);
      return name;
    default:
      return "Any";
  }
}

/** The functions that answer the engine, by method; a call has those that it may need. */
function hostHandlers(): string[] {
  const fields = Object.keys(hostRequests).flatMap((name) => {
    const forms = `[${className(name)}Params], ${className(name)}Result`;
    const line = `        ${quote(name)}: Callable[${forms}],`;
    if (line.length <= LINE_LENGTH) return [line];
    return [`        ${quote(name)}: Callable[`, `            ${forms}`, "        ],"];
  });
  return [
    "HostHandlers = TypedDict(",
    '    "HostHandlers",',
    "    {",
    ...fields,
    "    },",
    "    total=False,",
    ")",
  ];
}

/** What `ask` is to type checkers: parameters and result follow from the method's name. */
function askForms(methods: readonly string[]): string[] {
  return [
    "class AskOptions(TypedDict, total=False):",
    '    """How a method is asked, whatever it is; `ask` says what they mean."""',
    "",
    "    timeout: float | None",
    "    serve: HostHandlers | None",
    "    settings: bytes | None",
    "    process: bytes | None",
    "",
    "class Ask(Protocol):",
    '    """Asks the engine: the form of `ask` for each method."""',
    "",
    ...methods.flatMap((name) => [
      "    @overload",
      "    def __call__(",
      "        self,",
      `        method: Literal[${quote(name)}],`,
      `        params: ${className(name)}Params,`,
      "        **options: Unpack[AskOptions],",
      `    ) -> ${className(name)}Result: ...`,
    ]),
  ];
}

function pythonLiteral(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}

const quote = (text: string) => JSON.stringify(text);

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** "engine/ping" → "EnginePing". */
const className = (method: string) => method.split(/\W+/).map(capitalized).join("");

const mode = parseArgs({ allowPositionals: true }).positionals[0];
if (mode !== "write" && mode !== "check") {
  console.error("usage: node scripts/generate-protocol.ts write|check");
  process.exitCode = 2;
} else {
  for (const [name, lines] of Object.entries(generate())) {
    const target = path.join(folder, name);
    const text = `${lines.join("\n")}\n`;
    if (mode === "write") writeFileSync(target, text);
    else if (readFileSync(target, "utf8") !== text) {
      const { stdout } = spawnSync("diff", ["-u", target, "-"], { input: text, encoding: "utf8" });
      console.error(stdout ?? "");
      console.error(`${target} is stale: node scripts/generate-protocol.ts write`);
      process.exitCode = 1;
    }
  }
}
