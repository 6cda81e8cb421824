// Errors as they cross: JSON-RPC's code for the kind, and `data.type` for the Python class that the
// shim raises. An exception of users' Python comes back as a HostError with the token under which
// the shim keeps the original object, and goes out again with it.

import { ErrorCodes, ResponseError } from "vscode-jsonrpc/node";
import { RezError } from "../errors.ts";
import type { JsonObject } from "../protocol/method.ts";
import { Cancelled } from "../slices.ts";

/** LSP's code for a request that was cancelled. */
const REQUEST_CANCELLED = -32800;
/** The first of the codes that JSON-RPC leaves to the application: see `data.type`. */
const DOMAIN_ERROR = -32000;

export interface WireErrorData {
  readonly type: string;
  readonly data: JsonObject | null;
}

/** What a handler threw, as a reply. */
export function toWire(error: unknown): ResponseError<WireErrorData> {
  if (error instanceof ResponseError) return error;
  if (error instanceof RezError) {
    return wireError(DOMAIN_ERROR, error.message, error.type, error.data ?? null);
  }
  if (error instanceof Cancelled) {
    return wireError(REQUEST_CANCELLED, "the request was cancelled", "Cancelled", null);
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(stack);
  return wireError(ErrorCodes.InternalError, String(error), "EngineError", { stack });
}

export function invalidMessage(
  method: string,
  what: "handshake" | "parameters" | "result",
  why: string,
) {
  return wireError(
    ErrorCodes.InvalidParams,
    `invalid ${what} of ${method}: ${why}`,
    // Parameters are the caller's, who gave something of another type.
    what === "parameters" ? "TypeError" : "EngineError",
    null,
  );
}

export function unknownMethod(method: string) {
  return wireError(ErrorCodes.MethodNotFound, `no method ${method}`, "EngineError", null);
}

export function notInitialized(method: string) {
  return wireError(
    ErrorCodes.ServerNotInitialized,
    `${method} before initialize`,
    "EngineError",
    null,
  );
}

/** An exception of users' Python. `type` is its class's name, `data.token` the original object. */
class HostError extends RezError {}

/** What Python answered instead of a result, as a domain error. */
export function fromWire(error: unknown): unknown {
  if (!(error instanceof ResponseError)) return error;
  if (error.code === REQUEST_CANCELLED) return new Cancelled(error.message);
  const data = (error as ResponseError<WireErrorData | undefined>).data;
  return new HostError(data?.type ?? "EngineError", error.message, data?.data ?? undefined);
}

function wireError(code: number, message: string, type: string, data: JsonObject | null) {
  return new ResponseError<WireErrorData>(code, message, { type, data });
}
