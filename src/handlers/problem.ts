// What the methods about a resolve have in common: where the search finds its packages, what it may use
// of earlier ones, and the caller's say in it.

import type { OrdersData } from "../package-order/order.ts";
import { packageRecord } from "../records/records.ts";
import { FamilyMemory, type PackageSource } from "../resolve/families.ts";
import { lateRequirements } from "../resolve/late-requirements.ts";
import { Orders, releasesNamed } from "../resolve/orders.ts";
import type { ResolveRequest } from "../resolve/resolve.ts";
import { Visibility, type VisibilityData } from "../resolve/visibility.ts";
import type { EngineState } from "./engine-state.ts";
import type { Call } from "./handler.ts";
import { newReading, repositoriesAt } from "./reading.ts";

/** What every method about a resolve is given. */
export interface ProblemParams {
  readonly requests: readonly string[];
  readonly implicits: readonly string[];
  readonly paths: readonly string[];
  readonly filter: VisibilityData | null;
  readonly orders: OrdersData;
  readonly building: boolean;
  readonly testing: boolean;
}

/** What a search may use of earlier ones; who is shown packages may change them for this search. */
export function memoryOf(
  { hasLoadCallback }: { readonly hasLoadCallback: boolean },
  { engine }: Call,
): EngineState["searches"] {
  const { searches } = engine;
  return hasLoadCallback ? { ...searches, families: new FamilyMemory() } : searches;
}

/** The caller's callback, asked after each step of a search; null where there is none. */
export function stepCallback(
  { hasCallback }: { readonly hasCallback: boolean },
  { host }: Call,
): ResolveRequest["onStep"] {
  if (!hasCallback) return null;
  return ({ numSolves, numFails, phaseText }) =>
    host.solverCallback({ numSolves, numFails, phase: phaseText });
}

/** Where a resolve finds its packages; `onLoaded` is told of them when the caller listens. */
export async function packageSource(
  params: ProblemParams,
  call: Call,
  listens = false,
): Promise<PackageSource> {
  const reading = newReading(call);
  const configured = call.settings.packages_path;
  // rez searches its settings' paths for an empty list, and still reports the list as empty.
  const searched = params.paths.length > 0 ? params.paths : configured;
  return {
    paths: params.paths,
    repositories: await repositoriesAt(searched, reading, call),
    reading,
    building: { build: params.building },
    visibility: params.filter === null ? null : new Visibility(params.filter, call.host),
    orders: new Orders(params.orders, {
      host: call.host,
      // rez's own paths, whatever the paths of this resolve.
      releases: async (name) =>
        releasesNamed(name, await repositoriesAt(configured, reading, call), reading),
    }),
    evaluateLate: (loaded, keys) => {
      reading.forbidKeeping();
      return lateRequirements(loaded, keys, call.host);
    },
    onLoaded: async (loaded) => {
      if (!listens) return [];
      return (await call.host.packageLoaded({ packages: loaded.map(packageRecord) })).variants;
    },
  };
}
