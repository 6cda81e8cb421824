// What is kept between processes.

import type { Handlers } from "./handler.ts";
import { packageIndex } from "./workspace.ts";

export const cacheHandlers = {
  "cache/inspect": () => {
    const {
      file = null,
      problem = "it is switched off",
      contents = null,
    } = packageIndex?.state() ?? {};
    const { definitions = 0, listings = 0, answers: resolves = 0, bytes = 0 } = contents ?? {};
    return { file, problem, definitions, listings, resolves, bytes };
  },

  "cache/clear": () => {
    packageIndex?.clear();
    return {};
  },
} satisfies Partial<Handlers>;
