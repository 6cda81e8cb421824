// How a method is declared: its name, who answers it, whether it may be repeated, and the form of its
// parameters and result. Schemas are thunks: building one costs about 15 µs in zod, a few hundred
// would be a fifth of the engine's start, and most processes call only a few methods.

import * as z from "zod/mini";

/** JSON of any form, for data that neither side of the edge looks into. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Not checked deeper: whatever was parsed from a message is JSON already. */
export const json = () => z.unknown() as unknown as z.ZodMiniType<Json, Json>;

export const jsonObject = () => objectOf<JsonObject>({});

export const textObject = () => objectOf<Record<string, string>>({ type: "string" });

/** An object with any keys, not checked deeper, and not copied as `z.record` would: that was most of
 * what checking a context took. */
function objectOf<T>(values: { readonly type?: "string" }): z.ZodMiniType<T, T> {
  const schema = z.unknown().check(z.refine(isObject, "expected an object"));
  z.globalRegistry.add(schema, { type: "object", additionalProperties: values });
  return schema as unknown as z.ZodMiniType<T, T>;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Schema = z.ZodMiniType;
type Thunk = () => Schema;

/** The TypeScript type that a schema thunk describes. */
export type TypeOf<T extends Thunk> = z.output<ReturnType<T>>;

/** The same as a sender may have it: a message is written from data that nobody changes. */
export type Sent<T> = JsonObject extends T
  ? T
  : T extends object
    ? { readonly [K in keyof T]: Sent<T[K]> }
    : T;

export interface Request<Name extends string, Params extends Thunk, Result extends Thunk> {
  readonly name: Name;
  /** Whether it is asked again on a fresh engine when the one that it was asked of has crashed. */
  readonly isRepeatable: boolean;
  readonly params: Params;
  readonly result: Result;
  /** The exceptions a caller should expect, by their names in Python. */
  readonly errors: readonly string[];
  readonly description: string;
}

export type HostRequest<Name extends string, Params extends Thunk, Result extends Thunk> = Omit<
  Request<Name, Params, Result>,
  "isRepeatable" | "errors"
>;

export interface Notification<Name extends string, Params extends Thunk> {
  readonly name: Name;
  readonly params: Params;
  readonly description: string;
}

export type AnyRequest = Request<string, Thunk, Thunk>;

/** A call from Python to the engine. */
export function request<const Name extends string, Params extends Thunk, Result extends Thunk>(
  name: Name,
  declaration: {
    readonly isRepeatable: boolean;
    readonly description: string;
    readonly params: Params;
    readonly result: Result;
    readonly errors?: readonly string[];
  },
): Request<Name, Params, Result> {
  return { name, errors: [], ...declaration, ...memoized(declaration) };
}

/** A call from the engine to the Python process, made while one of Python's own calls runs. */
export function hostRequest<const Name extends string, Params extends Thunk, Result extends Thunk>(
  name: Name,
  declaration: {
    readonly description: string;
    readonly params: Params;
    readonly result: Result;
  },
): HostRequest<Name, Params, Result> {
  return { name, ...declaration, ...memoized(declaration) };
}

/** A message without an answer. */
export function notification<const Name extends string, Params extends Thunk>(
  name: Name,
  declaration: { readonly description: string; readonly params: Params },
): Notification<Name, Params> {
  return { name, ...declaration, params: once(declaration.params) };
}

/** A form with a name of its own, used by several methods: a class in Python, not repeated there. */
export function record<S extends Schema>(id: string, description: string, build: () => S): () => S {
  return once(() => {
    const schema = build();
    z.globalRegistry.add(schema, { id, description });
    return schema;
  });
}

function memoized<Params extends Thunk, Result extends Thunk>(declaration: {
  readonly params: Params;
  readonly result: Result;
}): { params: Params; result: Result } {
  return { params: once(declaration.params), result: once(declaration.result) };
}

function once<T extends Thunk>(build: T): T {
  let built: Schema | undefined;
  return (() => {
    built ??= build();
    return built;
  }) as T;
}
