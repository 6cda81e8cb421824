// Prints the reference of the protocol, a page of the documentation, from the schemas themselves.
//   node scripts/generate-protocol-reference.ts

import * as z from "zod/mini";
import { initialize } from "../src/protocol/engine.ts";
import { hostRequests, notifications, requests } from "../src/protocol/methods.ts";

interface Form {
  readonly $ref?: string;
  readonly $defs?: { readonly [id: string]: Form };
  readonly id?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Form[];
  readonly oneOf?: readonly Form[];
  readonly items?: Form;
  readonly properties?: { readonly [name: string]: Form };
  readonly required?: readonly string[];
  readonly additionalProperties?: Form | boolean;
}

interface Method {
  readonly name: string;
  readonly description: string;
  readonly isRepeatable?: boolean;
  readonly errors?: readonly string[];
  readonly params: () => z.ZodMiniType;
  readonly result?: () => z.ZodMiniType;
}

/** Forms with a name of their own, which several methods use. */
const records = new Map<string, Form>();

function page(): string {
  const calls = section("Calls of Python to the engine", [initialize, ...Object.values(requests)]);
  const hostCalls = section(
    "Calls of the engine to Python, while it answers one of Python's own",
    Object.values(hostRequests),
  );
  const messages = section("Messages without an answer", Object.values(notifications));
  const named = [...records].sort(([one], [two]) => (one < two ? -1 : 1)).flatMap(recordPart);
  return [
    "# The protocol",
    "",
    "JSON-RPC 2.0 with `Content-Length` headers, over the engine's standard input and output. Shim and",
    "engine ship together: the first message compares their versions, and any version may change the",
    "rest. This page is made from the schemas in `src/protocol`, by which the engine checks each message.",
    "",
    "Where it is not said otherwise, a method is asked again on a fresh engine after a crash.",
    ...calls,
    ...hostCalls,
    ...messages,
    "## Records",
    "",
    ...named,
  ].join("\n");
}

function section(title: string, methods: readonly Method[]): string[] {
  return ["", `## ${title}`, "", ...methods.flatMap(methodPart)];
}

function methodPart(method: Method): string[] {
  const isOnce = method.isRepeatable === false;
  const about = [method.description, ...(isOnce ? ["It is not repeated after a crash."] : [])];
  const errors = (method.errors ?? []).map((name) => `\`${name}\``).join(", ");
  return [
    `### \`${method.name}\``,
    "",
    about.join(" "),
    "",
    ...formPart("Parameters", method.params()),
    ...(method.result ? formPart("Result", method.result()) : []),
    ...(errors ? [`Errors: ${errors}.`, ""] : []),
  ];
}

function formPart(title: string, schema: z.ZodMiniType): string[] {
  const form = z.toJSONSchema(schema, { reused: "inline" }) as Form;
  for (const [id, definition] of Object.entries(form.$defs ?? {})) records.set(id, definition);
  if (form.id !== undefined) records.set(form.id, form);
  if (form.properties === undefined || form.id !== undefined) {
    return [`${title}: ${typeOf(form)}.`, ""];
  }
  return [...fieldTable(title, form), ""];
}

function recordPart([name, form]: readonly [string, Form]): string[] {
  const about = form.description === undefined ? [] : [form.description, ""];
  const { id: _, ...content } = form;
  const body = form.properties ? fieldTable("Field", form) : [`It is ${typeOf(content)}.`];
  return [`(${anchor(name)})=`, "", `### ${name}`, "", ...about, ...body, ""];
}

function fieldTable(title: string, form: Form): string[] {
  const required = new Set(form.required ?? []);
  const fields = Object.entries(form.properties ?? {});
  if (fields.length === 0) return [`${title}: none.`];
  return [
    `| ${title} | |`,
    "| --- | --- |",
    ...fields.map(([name, field]) => {
      const optional = required.has(name) ? "" : ", or left out";
      return `| \`${name}\` | ${typeOf(field)}${optional} |`;
    }),
  ];
}

function typeOf(form: Form): string {
  const name = form.$ref?.replace("#/$defs/", "") ?? form.id;
  if (name !== undefined) return `[${name}](#${anchor(name)})`;
  if (form.const !== undefined) return code(form.const);
  if (form.enum !== undefined) return form.enum.map(code).join(" or ");
  const alternatives = form.anyOf ?? form.oneOf;
  if (alternatives !== undefined) return [...new Set(alternatives.map(typeOf))].join(" or ");
  if (typeof form.type === "object") {
    return form.type.map((type) => typeOf({ ...form, type })).join(" or ");
  }
  if (form.type === "array") return `list of ${form.items ? typeOf(form.items) : "anything"}`;
  if (form.type !== "object") return form.type ?? "anything";
  if (form.properties !== undefined) {
    const fields = Object.entries(form.properties);
    return `object (${fields.map(([key, field]) => `\`${key}\`: ${typeOf(field)}`).join(", ")})`;
  }
  const values = form.additionalProperties;
  const isAnything = typeof values !== "object" || Object.keys(values).length === 0;
  return isAnything ? "object" : `object of ${typeOf(values)}`;
}

const code = (value: unknown) => `\`${JSON.stringify(value)}\``;

const anchor = (name: string) => `record-${name.toLowerCase()}`;

console.log(page());
