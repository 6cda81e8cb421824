// Packages and variants by address.

import { errorRecord, packageRecord, variantRecord } from "../context/records.ts";
import { variantOfHandle } from "../context/variant-lookup.ts";
import type { Attributes } from "../definition/definition.ts";
import { RezError } from "../errors.ts";
import { developerData, madePackage } from "../repository/developer.ts";
import { packagesNamed } from "../repository/paths.ts";
import type { Latest } from "../repository/wildcards.ts";
import { VersionRange } from "../version/range.ts";
import type { Call, Handlers } from "./handler.ts";
import { newReading, openOptions, repositoriesAt, variantPathSettings } from "./workspace.ts";

export const packageHandlers = {
  "package/get": async ({ handles }, call) => {
    const reading = newReading(call);
    const settings = variantPathSettings(call.settings);
    const results = handles.map(async (handle) => {
      try {
        const variant = await variantOfHandle(handle, reading, openOptions(call));
        return { package: await packageRecord(variant.package, settings), error: null };
      } catch (error) {
        if (!(error instanceof RezError)) throw error;
        return { package: null, error: errorRecord(error) };
      }
    });
    return { packages: await Promise.all(results) };
  },

  "package/variants": async ({ handles }, call) => {
    const reading = newReading(call);
    const settings = variantPathSettings(call.settings);
    const records = handles.map(async (handle) =>
      variantRecord(await variantOfHandle(handle, reading, openOptions(call)), settings),
    );
    return { variants: await Promise.all(records) };
  },

  "package/develop": ({ path, format }, call) => {
    const { settings, host } = newReading(call);
    return developerData(path, format, settings, host);
  },

  "package/make": async ({ paths, data, ...making }, call) => {
    const made = await madePackage(
      { ...making, data: data as Attributes, latest: latestAmong(paths, call) },
      newReading(call).settings,
    );
    return { package: await packageRecord(made, variantPathSettings(call.settings)) };
  },
} satisfies Partial<Handlers>;

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
