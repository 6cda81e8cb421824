// Searches over all packages of a search path.

import { lateAttribute, lateRequirements } from "../resolve/late-requirements.ts";
import { completions } from "../search/completions.ts";
import { pluginsOf } from "../search/plugins.ts";
import { reverseDependencies } from "../search/reverse-dependencies.ts";
import type { Handlers } from "./handler.ts";
import { newReading, repositoriesAt } from "./reading.ts";

export const searchHandlers = {
  "search/completions": async ({ paths, ...completing }, call) => {
    const reading = newReading(call);
    const repositories = await repositoriesAt(paths, reading, call);
    return { completions: await completions(completing, repositories, reading) };
  },

  "search/reverseDependencies": async ({ paths, ...lookup }, call) => {
    const reading = newReading(call);
    const repositories = await repositoriesAt(paths, reading, call);
    return reverseDependencies(lookup, repositories, reading, (loaded, keys) =>
      // Not in a context: the functions see none.
      lateRequirements(loaded, keys, call.host),
    );
  },

  "search/plugins": async ({ name, paths }, call) => {
    const reading = newReading(call);
    const repositories = await repositoriesAt(paths, reading, call);
    const families = await pluginsOf(name, repositories, reading, (loaded, key) =>
      lateAttribute(loaded, key, call.host),
    );
    return { families };
  },
} satisfies Partial<Handlers>;
