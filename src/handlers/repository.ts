// What repositories hold.

import { join } from "node:path";
import { RezError } from "../errors.ts";
import { checkout, removeCheckouts } from "../git-repository/checkouts.ts";
import { isGitUrl, parseGitSource } from "../git-repository/source.ts";
import { listPackages } from "../records/listings.ts";
import { familyRecord } from "../records/records.ts";
import { mapInParallel } from "../repository/load-many.ts";
import { packageFamilies } from "../repository/paths.ts";
import type { PackageRepository } from "../repository/repository.ts";
import type { Call, Handlers } from "./handler.ts";
import { newReading, repositoriesAt } from "./reading.ts";

export const repositoryHandlers = {
  "repository/families": async ({ paths }, call) => {
    const reading = newReading(call);
    const families = await packageFamilies(await repositoriesAt(paths, reading, call), reading);
    return { families: families.map(familyRecord) };
  },

  "repository/family": async ({ name, path }, call) => {
    const reading = newReading(call);
    const [repository] = await repositoriesAt([path], reading, call);
    const family = await repository!.family(reading, name);
    return { family: family && familyRecord(family) };
  },

  "repository/packages": async ({ names, paths, extension }, call) => {
    const reading = newReading(call, { isBulk: names.length > 1 });
    const repositories = await repositoriesAt(paths, reading, call);
    const listings = await mapInParallel(names, reading, "Listing packages", (name) =>
      listPackages(name, extension ?? null, repositories, reading),
    );
    return { listings };
  },

  "repository/forget": (_, { engine }) => {
    engine.forget(["definitions", "listings", "resolves"]);
    engine.index?.forget();
    return {};
  },

  "repository/locate": async ({ source, ref, refresh, environ, timeout }, call) => {
    if (!isGitUrl(source)) return locateFolder(source, ref, call);
    const parsed = parseGitSource(source, ref);
    const protocols = environ.REZ_NEXT_GIT_PROTOCOLS;
    const { location, commit } = await checkout(parsed, {
      environ,
      control: call.control,
      deadline: performance.now() + timeout * 1000,
      folder: copiesFolder(),
      allowed: protocols === undefined ? null : protocols.split(/[\s:,]+/).filter(Boolean),
      refresh,
    });
    return { location, url: parsed.url, ref: parsed.ref, commit };
  },

  "repository/removeCopies": async ({ source }) => {
    await removeCheckouts(parseGitSource(source, null), copiesFolder());
    return {};
  },
} satisfies Partial<Handlers>;

async function locateFolder(source: string, ref: string | null, call: Call) {
  const reading = newReading(call);
  const [repository] = await repositoriesAt([source], reading, call);
  const { location, type } = repository as PackageRepository;
  if (type !== "filesystem" && ref === null) {
    return { location: `${type}@${location}`, url: null, ref: null, commit: null };
  }
  const status = await reading.looks.status(location, reading.cache.storage(location));
  if (ref !== null || status?.kind !== "directory") {
    const why = ref === null ? `there is no folder ${location}` : `${location} has no '${ref}'`;
    throw new RezError("PackageRepositoryError", `Not a repository that can be used: ${why}`);
  }
  return { location, url: null, ref: null, commit: null };
}

/** Beside the index of packages. */
function copiesFolder(): string {
  const { REZ_NEXT_CACHE } = process.env;
  if (REZ_NEXT_CACHE) return join(REZ_NEXT_CACHE, "repositories");
  throw new RezError(
    "PackageRepositoryError",
    "There is no folder for copies of git repositories; REZ_NEXT_CACHE can name one",
  );
}
