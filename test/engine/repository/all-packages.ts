// All that repositories hold, for tests that compare the whole of them.

import { RezError } from "../../../src/errors.ts";
import { mapInParallel } from "../../../src/repository/load-many.ts";
import { packageFamilies } from "../../../src/repository/paths.ts";
import type { Reading } from "../../../src/repository/reading.ts";
import type {
  PackageFamily,
  PackageRepository,
  PackageResource,
} from "../../../src/repository/repository.ts";

/** Every package of every family, in listing order. A family that cannot be listed is told to
 * `onError`, and without one ends it. */
export async function allPackages(
  repositories: readonly PackageRepository[],
  reading: Reading,
  onError?: (family: PackageFamily, error: RezError) => void,
): Promise<readonly PackageResource[]> {
  const families = await packageFamilies(repositories, reading);
  const lists = await mapInParallel(families, reading, "Listing packages", async (family) => {
    try {
      return await family.repository.packages(reading, family);
    } catch (error) {
      if (!onError || !(error instanceof RezError)) throw error;
      onError(family, error);
      return [];
    }
  });
  return lists.flat();
}
