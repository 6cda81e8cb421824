// vscode-jsonrpc gives a handler a cancellation token but not the request's id, which progress and
// host calls must name. So the tokens made here remember the id of the request they belong to.

import {
  type CancellationToken,
  CancellationTokenSource,
  type RequestCancellationReceiverStrategy,
  type RequestMessage,
} from "vscode-jsonrpc/node";

const ids = new WeakMap<CancellationToken, number>();

export const requestTokens: RequestCancellationReceiverStrategy = {
  kind: "request",
  createCancellationTokenSource(request: RequestMessage): CancellationTokenSource {
    const source = new CancellationTokenSource();
    ids.set(source.token, Number(request.id));
    return source;
  },
};

export function requestIdOf(token: CancellationToken): number {
  return ids.get(token) ?? -1;
}
