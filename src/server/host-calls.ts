// The domain's ports, answered by the Python process. Each call names the request that caused it,
// so that the Python thread waiting for that request serves it.

import type { MessageConnection } from "vscode-jsonrpc/node";
import type { HostCalls } from "../handlers/handler.ts";
import { counted, spanned } from "../profile.ts";
import type { HostEnvelope } from "../protocol/host.ts";
import type { Sent, TypeOf } from "../protocol/method.ts";
import type { HostRequests } from "../protocol/methods.ts";
import { fromWire } from "./errors.ts";

export function hostCalls(connection: MessageConnection, requestId: number): HostCalls {
  async function ask<Name extends keyof HostRequests>(
    method: Name,
    params: Sent<TypeOf<HostRequests[Name]["params"]>>,
  ): Promise<TypeOf<HostRequests[Name]["result"]>> {
    const envelope: HostEnvelope = { requestId, params };
    counted("hostCalls");
    try {
      return await spanned("host", method, () => connection.sendRequest(method, envelope));
    } catch (error) {
      throw fromWire(error);
    }
  }

  return {
    evaluateDefinition: (params) => ask("host/evaluateDefinition", params),
    runCommands: (params) => ask("host/runCommands", params),
    runActions: (params) => ask("host/runActions", params),
    evaluateLate: (params) => ask("host/evaluateLate", params),
    solverCallback: (params) => ask("host/solverCallback", params),
    packageLoaded: (params) => ask("host/packageLoaded", params),
    filterPackages: (params) => ask("host/filterPackages", params),
    orderVersions: (params) => ask("host/orderVersions", params),
    warn: (params) => ask("host/warn", params),
    repositoryFamilies: (params) => ask("host/repositoryFamilies", params),
    repositoryVersions: (params) => ask("host/repositoryVersions", params),
    repositoryPackage: (params) => ask("host/repositoryPackage", params),
  };
}
