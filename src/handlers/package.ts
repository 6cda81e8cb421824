// Packages and variants by address.

import type { Attributes } from "../definition/definition.ts";
import { loadInHost, loadPython } from "../definition/package-py.ts";
import type { VersionsOf } from "../package-validation/requirements.ts";
import { validatePackage } from "../package-validation/validate.ts";
import { readPackages } from "../records/package-columns.ts";
import { variantRecord } from "../records/records.ts";
import { variantOfHandle } from "../records/variant-lookup.ts";
import { developerData, draftPackage, madePackage } from "../repository/developer.ts";
import { listsNamed, packagesNamed, withoutHidden } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import type { Latest } from "../repository/wildcards.ts";
import { VersionRange } from "../version/range.ts";
import type { Version } from "../version/version.ts";
import type { Call, Handlers } from "./handler.ts";
import { newReading, openOptions, repositoriesAt } from "./reading.ts";

export const packageHandlers = {
  "package/read": ({ packages, states }, call) =>
    readPackages(packages, states, newReading(call, { isBulk: true }), openOptions(call)),

  "package/variants": async ({ handles }, call) => {
    const reading = newReading(call);
    const records = handles.map(async (handle) =>
      variantRecord(await variantOfHandle(handle, reading, openOptions(call)), call.settings),
    );
    return { variants: await Promise.all(records) };
  },

  "package/develop": ({ path, format, askHost }, call) => {
    const { settings, host } = newReading(call);
    const load = askHost ? loadInHost : loadPython;
    return developerData(path, format, settings, (bytes, file) => load(bytes, file, host));
  },

  "package/make": async ({ paths, data, ...making }, call) => {
    const made = await madePackage(
      { ...making, data: data as Attributes, latest: latestAmong(paths, call) },
      newReading(call).settings,
    );
    return { attributes: made.definition.attributes };
  },

  "package/validate": async ({ handle, made, paths, ...review }, call) => {
    const reading = newReading(call);
    let reviewed: Awaited<ReturnType<typeof draftPackage>>;
    if (made !== null) {
      const making = { ...made, data: made.data as Attributes, latest: latestAmong(paths, call) };
      reviewed = await draftPackage(making, reading.settings);
    } else if (handle !== null) {
      const variant = await variantOfHandle(handle, reading, openOptions(call));
      reviewed = { package: variant.package, errors: [] };
    } else {
      return { problems: [] };
    }
    const file = made?.file ?? reviewed.package.definition.file;
    const problems = await validatePackage({
      ...review,
      ...reviewed,
      file,
      versionsOf: versionsAmong(paths, reading, call),
      paths: call.settings,
      storage: reading.cache.storage(reviewed.package.resource.family.repository.location),
    });
    return { problems };
  },
} satisfies Partial<Handlers>;

/** Every version of a family; asked for once, however many requests name it. */
function versionsAmong(paths: readonly string[], reading: Reading, call: Call): VersionsOf {
  const known = new Map<string, Promise<readonly Version[] | null>>();
  return (name) => {
    const versions = known.get(name) ?? versionsOf(paths, name, reading, call);
    known.set(name, versions);
    return versions;
  };
}

async function versionsOf(paths: readonly string[], name: string, reading: Reading, call: Call) {
  const lists = await listsNamed(await repositoriesAt(paths, reading, call), reading, name);
  return lists.length === 0 ? null : withoutHidden(lists).map(({ version }) => version);
}

function latestAmong(paths: readonly string[], call: Call): Latest {
  const reading = newReading(call);
  return async (name, range) => {
    const repositories = await repositoriesAt(paths, reading, call);
    const found = await packagesNamed(repositories, reading, name, VersionRange.parse(range));
    return found.reduce<(typeof found)[number]["version"] | null>(
      (latest, { version }) =>
        latest === null || version.compareTo(latest) > 0 ? version : latest,
      null,
    );
  };
}
