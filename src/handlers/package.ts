// Packages and variants by address.

import { errorRecord, packageRecord, variantRecord } from "../context/records.ts";
import { variantOfHandle } from "../context/variant-lookup.ts";
import { RezError } from "../errors.ts";
import type { Handlers } from "./handler.ts";
import { newReading, openOptions, variantPathSettings } from "./workspace.ts";

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
} satisfies Partial<Handlers>;
