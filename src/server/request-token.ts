// vscode-jsonrpc gives a handler a cancellation token but not the request's id, which progress and
// host calls must name. So the tokens made here remember the request they belong to.

import {
  type CancellationToken,
  CancellationTokenSource,
  type RequestCancellationReceiverStrategy,
  type RequestMessage,
} from "vscode-jsonrpc/node";

const requests = new WeakMap<CancellationToken, RequestMessage>();

export const requestTokens: RequestCancellationReceiverStrategy = {
  kind: "request",
  createCancellationTokenSource(request: RequestMessage): CancellationTokenSource {
    const source = new CancellationTokenSource();
    requests.set(source.token, request);
    return source;
  },
};

export function requestIdOf(token: CancellationToken): number {
  return Number(requests.get(token)?.id ?? -1);
}

/** Whether the request has a member `profile` beside JSON-RPC's: the parameters are the method's own. */
export function isProfiled(token: CancellationToken): boolean {
  return (requests.get(token) as { profile?: unknown } | undefined)?.profile === true;
}
