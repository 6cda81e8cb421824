// What repositories hold.

import { familyRecord } from "../context/records.ts";
import type { RezError } from "../errors.ts";
import { isLoaded, loadPackages } from "../repository/load-many.ts";
import { allPackages, packageFamilies, packagesNamed } from "../repository/paths.ts";
import type { PackageResource } from "../repository/repository.ts";
import { VersionRange } from "../version/range.ts";
import type { Handlers } from "./handler.ts";
import { forgetEverything, newReading, repositoriesAt } from "./workspace.ts";

export const repositoryHandlers = {
  "repository/families": async ({ paths }, call) => {
    const reading = newReading(call);
    const families = await packageFamilies(await repositoriesAt(paths, reading, call), reading);
    return { families: families.map(familyRecord) };
  },

  "repository/packages": async ({ name, range, paths }, call) => {
    const reading = newReading(call);
    const repositories = await repositoriesAt(paths, reading, call);
    const wanted = range === null ? null : VersionRange.parse(range);
    const found = await packagesNamed(repositories, reading, name, wanted);
    return { packages: found.map(({ handle }) => handle) };
  },

  "repository/scan": async ({ paths }, call) => {
    const reading = newReading(call);
    const unlisted: ScanProblem[] = [];
    const repositories = await repositoriesAt(paths, reading, call);
    const resources = await allPackages(repositories, reading, (family, error) =>
      unlisted.push(problem(family.uri, error)),
    );
    const results = await loadPackages(resources, reading);
    const errors = results.flatMap((result, index) =>
      isLoaded(result)
        ? result.definition.errors.map((error) => problem(result.uri, error))
        : [problem(nameOf(resources[index]!), result)],
    );
    return { packages: results.length, errors: [...unlisted, ...errors] };
  },

  "repository/forget": () => {
    forgetEverything();
    return {};
  },
} satisfies Partial<Handlers>;

interface ScanProblem {
  readonly uri: string;
  readonly type: string;
  readonly message: string;
}

function problem(uri: string, { type, message }: RezError): ScanProblem {
  return { uri, type, message };
}

function nameOf({ name, versionText }: PackageResource): string {
  return versionText === "" ? name : `${name}-${versionText}`;
}
