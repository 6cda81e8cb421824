// Writes the Python side of the protocol, or checks that it is up to date.
//   node scripts/generate-protocol.ts write|check

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod/mini";
import packageJson from "../package.json" with { type: "json" };
import { initialize } from "../src/protocol/engine.ts";
import {
  hostRequests,
  notifications,
  PROTOCOL_VERSION,
  requests,
} from "../src/protocol/methods.ts";

const target = path.resolve(import.meta.dirname, "../python/rez_next/_engine/protocol.py");
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

function generate(): string {
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

  const usesNotRequired = [...classes.values()].some((text) => text.includes("NotRequired["));
  const lines = [
    '"""The protocol as Python sees it: names, effects and the forms of the messages.',
    "",
    "Generated from src/protocol by `node scripts/generate-protocol.ts write`. The forms are for type",
    "checkers alone, so that importing this costs nothing.",
    '"""',
    "",
    "from __future__ import annotations",
    "",
    `PROTOCOL_VERSION = ${PROTOCOL_VERSION}`,
    `PACKAGE_VERSION = ${quote(packageJson.version)}`,
    "",
    '# "read" may be repeated on a fresh engine after a crash; "write" may not.',
    "EFFECTS = {",
    ...engineMethods.map((method) => `    ${quote(method.name)}: ${quote(method.effect)},`),
    "}",
    "",
    "HOST_METHODS = (",
    ...Object.keys(hostRequests).map((name) => `    ${quote(name)},`),
    ")",
    "",
    "TYPE_CHECKING = False  # type checkers take it for typing's; importing that costs 3 ms",
    "if TYPE_CHECKING:",
    "    from typing import Any, Literal, TypedDict",
    ...(usesNotRequired ? ["", "    from typing_extensions import NotRequired"] : []),
    "",
    ...literal(
      "Method",
      engineMethods.map((method) => method.name),
    ),
    "",
    ...literal("HostMethod", Object.keys(hostRequests)),
    ...[...classes.values(), ...aliases.values()].flatMap((text) => ["", text]),
  ];
  return `${lines.join("\n")}\n`;
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
  const line = `    ${name} = ${type}`;
  if (line.length <= LINE_LENGTH) return line;
  return [`    ${name} = (`, `        ${type.replaceAll(" | ", "\n        | ")}`, "    )"].join(
    "\n",
  );
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
    const items = types.map(([field, type]) => `            ${quote(field)}: ${type},`);
    const head = [`    # ${description}`, `    ${name} = TypedDict(`, `        ${quote(name)},`];
    classes.set(name, [...head, "        {", ...items, "        },", "    )"].join("\n"));
    return;
  }
  const fields = types.map(([field, type]) => `        ${field}: ${type}`);
  const docstring = `        """${description}"""`;
  if (docstring.length > LINE_LENGTH) throw new Error(`${name}: description too long for a line`);
  classes.set(
    name,
    [
      `    class ${name}(TypedDict):`,
      docstring,
      ...fields.flatMap((f, i) => (i ? [f] : ["", f])),
    ].join("\n"),
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

function literal(name: string, values: readonly string[]): string[] {
  return [`    ${name} = Literal[`, ...values.map((value) => `        ${quote(value)},`), "    ]"];
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
const text = generate();
if (mode === "write") {
  writeFileSync(target, text);
} else if (mode === "check") {
  if (readFileSync(target, "utf8") !== text) {
    const { stdout } = spawnSync("diff", ["-u", target, "-"], { input: text, encoding: "utf8" });
    console.error(stdout ?? "");
    console.error(`${target} is stale: node scripts/generate-protocol.ts write`);
    process.exitCode = 1;
  }
} else {
  console.error("usage: node scripts/generate-protocol.ts write|check");
  process.exitCode = 2;
}
