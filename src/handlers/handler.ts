// The form of a handler: the parameters, checked, and the call it is part of. A noun's file exports
// its methods as `satisfies Partial<Handlers>`; src/server/handlers.ts joins them, and does not
// compile while one is missing.

import type { processUpdate } from "../protocol/engine.ts";
import type { Sent, TypeOf } from "../protocol/method.ts";
import type { HostRequests, Requests } from "../protocol/methods.ts";
import type { Control } from "../slices.ts";
import type { EngineSettings } from "./engine-settings.ts";
import type { EngineState } from "./engine-state.ts";

export type Handler<Name extends keyof Requests> = (
  params: TypeOf<Requests[Name]["params"]>,
  call: Call,
) => Promise<Result<Name>> | Result<Name>;

type Result<Name extends keyof Requests> = Sent<TypeOf<Requests[Name]["result"]>>;

export type Handlers = { readonly [Name in keyof Requests]: Handler<Name> };

/** What a handler is given besides its parameters. */
export interface Call {
  readonly engine: EngineState;
  readonly control: Control;
  readonly host: HostCalls;
  /** The settings as they were when the request arrived. */
  readonly settings: EngineSettings;
  /** The calling process as it was then. */
  readonly process: CallingProcess;
}

export type CallingProcess = TypeOf<typeof processUpdate.params>;

/** Users' Python, run by the thread that waits for this call. */
export type HostCalls = {
  readonly [Name in keyof HostRequests as Name extends `host/${infer Verb}` ? Verb : never]: (
    params: Sent<TypeOf<HostRequests[Name]["params"]>>,
  ) => Promise<TypeOf<HostRequests[Name]["result"]>>;
};
