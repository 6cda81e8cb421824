// The domain's ports, answered by the Python process. Each call names the request that caused it,
// so that the Python thread waiting for that request serves it. What it answers is checked only under
// REZ_NEXT_CHECK_PROTOCOL=1.

import type { MessageConnection } from "vscode-jsonrpc/node";
import type { HostCalls } from "../handlers/handler.ts";
import { counted, spanned } from "../profile.ts";
import type { HostEnvelope } from "../protocol/host.ts";
import { hostRequests } from "../protocol/methods.ts";
import { fromWire, invalidMessage } from "./errors.ts";
import { describe } from "./invalid.ts";

type Method = keyof typeof hostRequests;

const methods = Object.keys(hostRequests) as Method[];

export function hostCalls(connection: MessageConnection, requestId: number): HostCalls {
  async function ask(method: Method, params: unknown): Promise<unknown> {
    const envelope: HostEnvelope = { requestId, params };
    counted("hostCalls");
    let answer: unknown;
    try {
      answer = await spanned("host", method, () => connection.sendRequest(method, envelope));
    } catch (error) {
      throw fromWire(error);
    }
    if (process.env.REZ_NEXT_CHECK_PROTOCOL === "1") check(method, answer);
    return answer;
  }

  const calls = methods.map((method) => [
    method.slice("host/".length),
    (params: unknown) => ask(method, params),
  ]);
  return Object.fromEntries(calls) as HostCalls;
}

function check(method: Method, answer: unknown): void {
  const { success, error } = hostRequests[method].result().safeParse(answer);
  if (!success) throw invalidMessage(method, "result", describe(error, answer));
}
