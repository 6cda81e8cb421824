// The form of a handler: the parameters, checked, and the call it is part of. A noun's file exports
// its methods as `satisfies Partial<Handlers>`; src/server/handlers.ts joins them, and does not
// compile while one is missing.

import type { processUpdate } from "../protocol/engine.ts";
import type { JsonObject, Sent, TypeOf } from "../protocol/method.ts";
import type { HostRequests, Requests } from "../protocol/methods.ts";
import type { Control } from "../slices.ts";

export type Handler<Name extends keyof Requests> = (
  params: TypeOf<Requests[Name]["params"]>,
  call: Call,
) => Promise<Result<Name>> | Result<Name>;

type Result<Name extends keyof Requests> = Sent<TypeOf<Requests[Name]["result"]>>;

export type Handlers = { readonly [Name in keyof Requests]: Handler<Name> };

/** What a handler is given besides its parameters. */
export interface Call {
  readonly control: Control;
  readonly host: HostCalls;
  /** The settings as they were when the request arrived. */
  readonly settings: JsonObject;
  /** The calling process as it was then. */
  readonly process: CallingProcess;
}

export type CallingProcess = TypeOf<typeof processUpdate.params>;

type Ask<Name extends keyof HostRequests> = (
  params: Sent<TypeOf<HostRequests[Name]["params"]>>,
) => Promise<TypeOf<HostRequests[Name]["result"]>>;

/** Users' Python, run by the thread that waits for this call. */
export interface HostCalls {
  readonly evaluateDefinition: Ask<"host/evaluateDefinition">;
  readonly runCommands: Ask<"host/runCommands">;
  readonly runActions: Ask<"host/runActions">;
  readonly evaluateLate: Ask<"host/evaluateLate">;
  readonly solverCallback: Ask<"host/solverCallback">;
  readonly packageLoaded: Ask<"host/packageLoaded">;
  readonly filterPackages: Ask<"host/filterPackages">;
  readonly orderVersions: Ask<"host/orderVersions">;
  readonly warn: Ask<"host/warn">;
  readonly repositoryFamilies: Ask<"host/repositoryFamilies">;
  readonly repositoryVersions: Ask<"host/repositoryVersions">;
  readonly repositoryPackage: Ask<"host/repositoryPackage">;
}
