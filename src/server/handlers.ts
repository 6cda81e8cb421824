// The handler of every method: one object per noun, joined. A missing one does not compile.

import { cacheHandlers } from "../handlers/cache.ts";
import { configurationHandlers } from "../handlers/configuration.ts";
import { contextHandlers } from "../handlers/context.ts";
import { engineHandlers } from "../handlers/engine.ts";
import { explanationHandlers } from "../handlers/explanation.ts";
import { graphHandlers } from "../handlers/graph.ts";
import type { Handlers } from "../handlers/handler.ts";
import { packageHandlers } from "../handlers/package.ts";
import { repositoryHandlers } from "../handlers/repository.ts";
import { rexHandlers } from "../handlers/rex.ts";
import { searchHandlers } from "../handlers/search.ts";
import { shellHandlers } from "../handlers/shell.ts";
import { solverHandlers } from "../handlers/solver.ts";
import { versionHandlers } from "../handlers/version.ts";

export const handlers: Handlers = {
  ...cacheHandlers,
  ...configurationHandlers,
  ...contextHandlers,
  ...engineHandlers,
  ...explanationHandlers,
  ...graphHandlers,
  ...packageHandlers,
  ...repositoryHandlers,
  ...rexHandlers,
  ...searchHandlers,
  ...shellHandlers,
  ...solverHandlers,
  ...versionHandlers,
};
