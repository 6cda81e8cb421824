// Where the resolves of tests find their packages.

import { vi } from "vitest";
import type { Reading } from "../../../src/repository/reading.ts";
import type { PackageSource } from "../../../src/resolve/families.ts";
import { Orders } from "../../../src/resolve/orders.ts";
import { opened } from "../repository/repositories.ts";

/** Lets the engine believe that the files were written long ago. */
export function later(): void {
  const now = Date.now() + 60_000;
  vi.spyOn(Date, "now").mockReturnValue(now);
}

export async function sourceOf(paths: string | string[], reading: Reading): Promise<PackageSource> {
  const all = [paths].flat();
  return {
    paths: all,
    repositories: await Promise.all(all.map((path) => opened(path, reading))),
    reading,
    building: {},
    visibility: null,
    orders: new Orders({}, { host: {} as never, releases: async () => [] }),
    evaluateLate: async (_, keys) => {
      reading.forbidKeeping();
      return new Map(keys.map((key) => [key, [[]]]));
    },
    onLoaded: async (loaded) => loaded.map(() => null),
  };
}
