// Many packages at once: as many reads in flight as slow storage rewards, in slices so that others
// get their turn, and an error of one package is its own result.

import { RezError } from "../errors.ts";
import type { Reading } from "./reading.ts";
import type { LoadedPackage, PackageResource } from "./repository.ts";

const IN_FLIGHT = 64;

const REPORT_MILLISECONDS = 100;

/** A package, or what rez raises for it. */
export type LoadResult = LoadedPackage | RezError;

export function isLoaded(result: LoadResult): result is LoadedPackage {
  return !(result instanceof RezError);
}

/** Loads packages; results are in the order of the resources. An error stays what it is. */
export async function loadPackages(
  resources: readonly (PackageResource | RezError)[],
  reading: Reading,
): Promise<readonly LoadResult[]> {
  return mapInParallel(resources, reading, "Loading packages", async (resource) => {
    if (resource instanceof RezError) return resource;
    try {
      const { repository } = resource.family;
      return repository.loadNow(reading, resource) ?? (await repository.load(reading, resource));
    } catch (error) {
      if (error instanceof RezError) return error;
      throw error;
    }
  });
}

/** Applies asynchronous work to many items with a bound, pausing as the control wants. The first
 * error, a cancel too, ends it: what has not begun by then is not begun. */
export async function mapInParallel<Item, Result>(
  items: readonly Item[],
  { control }: Reading,
  title: string,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  let done = 0;
  let reportedAt = performance.now();
  let pausing: Promise<void> | null = null;

  const pause = async (): Promise<void> => {
    const now = performance.now();
    if (now - reportedAt > REPORT_MILLISECONDS) {
      reportedAt = now;
      control.report({ title, done, total: items.length });
    }
    await control.pause();
    pausing = null;
  };
  const worker = async (): Promise<void> => {
    try {
      while (next < items.length) {
        const index = next++;
        results[index] = await work(items[index] as Item);
        done++;
        // All wait for one pause: else each would take one of its own.
        if (control.due) pausing ??= pause();
        if (pausing) await pausing;
      }
    } catch (error) {
      next = items.length;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, items.length) }, worker));
  return results;
}
