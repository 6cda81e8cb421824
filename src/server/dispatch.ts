// From a message to its handler and back: check the parameters, make the call's control, run,
// turn what was thrown into a reply. Results are checked only under REZ_NEXT_CHECK_PROTOCOL=1.

import type { CancellationToken, MessageConnection } from "vscode-jsonrpc/node";
import type { EngineState } from "../handlers/engine-state.ts";
import type { Call } from "../handlers/handler.ts";
import { asText, Profile, spanned } from "../profile.ts";
import { progress } from "../protocol/engine.ts";
import type { AnyRequest } from "../protocol/method.ts";
import { type Progress, SlicedControl } from "../slices.ts";
import { invalidMessage, toWire, unknownMethod } from "./errors.ts";
import { hostCalls } from "./host-calls.ts";
import { describe } from "./invalid.ts";
import { sendWithAnswer } from "./message-writer.ts";
import { isProfiled, requestIdOf } from "./request-token.ts";
import { SpareMemory } from "./spare-memory.ts";

/** More reports than this a second are for nobody. */
const PROGRESS_INTERVAL_MILLISECONDS = 50;

/** Methods and what answers them: the engine's own, or those of a test. */
export interface Service {
  readonly engine: EngineState;
  /** Collects the names of methods that were called. */
  readonly servedMethods?: Set<string>;
  readonly requests: { readonly [name: string]: AnyRequest };
  readonly handlers: { readonly [name: string]: (params: never, call: Call) => unknown };
}

export function dispatcher(
  connection: MessageConnection,
  { engine, requests, handlers, servedMethods }: Service,
) {
  const { troubles } = engine;
  // Told of every call: what can wait is done while there is none.
  const watches = [new SpareMemory(), ...engine.watches];
  const checkResults = process.env.REZ_NEXT_CHECK_PROTOCOL === "1";

  async function answer(
    method: string,
    params: unknown,
    token: CancellationToken,
    known: Pick<Call, "settings" | "process">,
  ): Promise<unknown> {
    const declared = Object.hasOwn(requests, method) ? requests[method] : undefined;
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (declared === undefined || handler === undefined) return unknownMethod(method);
    const parsed = spanned("check parameters", null, () =>
      declared.params().safeParse(params ?? {}),
    );
    if (!parsed.success)
      return invalidMessage(method, "parameters", describe(parsed.error, params));

    servedMethods?.add(method);
    const requestId = requestIdOf(token);
    const call: Call = {
      engine,
      control: new SlicedControl(
        () => token.isCancellationRequested,
        throttledProgress(connection, requestId),
      ),
      host: hostCalls(connection, requestId),
      ...known,
    };
    for (const watch of watches) watch.callBegan?.();
    try {
      const result = await handler(parsed.data as never, call);
      if (!checkResults) return result;
      const checked = declared.result().safeParse(result);
      return checked.success
        ? result
        : invalidMessage(method, "result", describe(checked.error, result));
    } catch (error) {
      return toWire(error);
    } finally {
      if (!troubles.areAllTold && !token.isCancellationRequested) {
        await troubles.handOver((messages) => call.host.warn({ warnings: asWarnings(messages) }));
      }
      for (const watch of watches) watch.callEnded();
    }
  }

  /** With its answer, a call that is profiled gets what happened inside. */
  return async function dispatch(...call: Parameters<typeof answer>): Promise<unknown> {
    const [, , token] = call;
    if (!isProfiled(token)) return answer(...call);
    const profile = new Profile();
    const result = await profile.run(() => answer(...call));
    sendWithAnswer(requestIdOf(token), asText(profile.take()));
    return result;
  };
}

/** No setting of rez is about them. */
function asWarnings(messages: readonly string[]) {
  return messages.map((message) => ({ kind: null, message }));
}

function throttledProgress(connection: MessageConnection, requestId: number) {
  let next = 0;
  return ({ title, done, total }: Progress): void => {
    const now = performance.now();
    if (now < next && done !== total) return;
    next = now + PROGRESS_INTERVAL_MILLISECONDS;
    void connection.sendNotification(progress.name, { requestId, title, done, total });
  };
}
