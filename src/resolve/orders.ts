// The orders of a resolve's families, made ready before the search asks for them: the search does not
// wait, but a timestamp's order has to read packages, and a user's own orderer is asked in Python.
// An error met in that counts only if the search does sort by that order, as with rez.

import {
  firstVersionAfter,
  type OrdersData,
  orderDataFor,
  plainOrder,
  type Release,
  timestampOrder,
} from "../package-order/order.ts";
import { listsNamed, withoutHidden } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import type { PackageRepository } from "../repository/repository.ts";
import { Cancelled } from "../slices.ts";
import type { SortKey, VersionOrder } from "../solver/order.ts";
import { Version } from "../version/version.ts";

export interface OrderSources {
  readonly host: OrderHost;
  /** A family's packages in descending order. */
  readonly releases: (family: string) => Promise<readonly Release[]>;
}

export interface OrderHost {
  orderVersions(request: { family: string; versions: string[] }): Promise<{
    readonly keys: readonly {
      readonly family: string;
      readonly version: string;
      readonly key: unknown;
    }[];
  }>;
}

export class Orders {
  /** No family has an order of its own. */
  readonly isDefault: boolean;
  readonly #data: OrdersData;
  readonly #sources: OrderSources;
  readonly #orders = new Map<string, VersionOrder | null>();
  readonly #errors = new Map<string, unknown>();
  readonly #hostKeys = new Map<string, Map<string, SortKey>>();

  constructor(data: OrdersData, sources: OrderSources) {
    this.isDefault = Object.keys(data).length === 0;
    this.#data = data;
    this.#sources = sources;
  }

  /** null is the default, latest first. Throws what kept the order from being made ready. */
  order(family: string): VersionOrder | null {
    if (this.#errors.has(family)) throw this.#errors.get(family);
    return this.#orders.get(family) ?? null;
  }

  /** Makes the order of a family ready to rank `versions`. */
  async prepare(family: string, versions: readonly Version[]): Promise<void> {
    const data = orderDataFor(this.#data, family);
    if (data === null || this.#errors.has(family)) return;
    if (data.type === "host") return this.#askHost(family, versions);
    if (this.#orders.has(family)) return;
    if (data.type !== "soft_timestamp") {
      this.#orders.set(family, plainOrder(data));
      return;
    }
    // An ephemeral was never released; rez raises an error when it comes to rank one.
    if (family.startsWith(".")) return;
    await this.#orDeferError(family, async () => {
      const first = await firstVersionAfter(data, await this.#sources.releases(family));
      this.#orders.set(family, timestampOrder(data.rank, first));
    });
  }

  async #askHost(family: string, versions: readonly Version[]): Promise<void> {
    const known = this.#keysOf(family);
    const unknown = new Set(versions.map(String).filter((version) => !known.has(version)));
    if (!this.#orders.has(family)) {
      this.#orders.set(family, { key: (version) => known.get(version.text) ?? version });
    }
    if (unknown.size === 0) return;
    await this.#orDeferError(family, async () => {
      const request = { family, versions: [...unknown] };
      const { keys } = await this.#sources.host.orderVersions(request);
      for (const each of keys) this.#keysOf(each.family).set(each.version, readKey(each.key));
    });
  }

  #keysOf(family: string): Map<string, SortKey> {
    let keys = this.#hostKeys.get(family);
    if (keys === undefined) {
      keys = new Map();
      this.#hostKeys.set(family, keys);
    }
    return keys;
  }

  async #orDeferError(family: string, prepare: () => Promise<void>): Promise<void> {
    try {
      await prepare();
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      this.#errors.set(family, error);
    }
  }
}

/** A family's packages in descending order, read one by one as their times are asked for. */
export async function releasesNamed(
  family: string,
  repositories: readonly PackageRepository[],
  reading: Reading,
): Promise<readonly Release[]> {
  const resources = [...withoutHidden(await listsNamed(repositories, reading, family))];
  resources.sort((a, b) => b.version.compareTo(a.version));
  return resources.map((resource) => ({
    version: resource.version,
    timestamp: async () => {
      const { definition } = await resource.family.repository.load(reading, resource);
      return definition.timestamp ?? null;
    },
  }));
}

type KeyData =
  | number
  | string
  | { readonly version: string }
  | { readonly reversed: KeyData }
  | { readonly items: readonly KeyData[] };

function readKey(data: unknown): SortKey {
  const key = data as KeyData;
  if (typeof key !== "object") return key;
  if ("version" in key) {
    return key.version === Version.inf.text ? Version.inf : Version.parse(key.version);
  }
  return "reversed" in key ? { reversed: readKey(key.reversed) } : key.items.map(readKey);
}
