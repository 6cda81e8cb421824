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
    return { file, problem, ...(contents ?? { definitions: 0, listings: 0, bytes: 0 }) };
  },

  "cache/clear": () => {
    packageIndex?.clear();
    return {};
  },
} satisfies Partial<Handlers>;
