// The handler of every method: one object per noun, joined. A missing one does not compile.

import { engineHandlers } from "../handlers/engine.ts";
import type { Handlers } from "../handlers/handler.ts";

export const handlers: Handlers = {
  ...engineHandlers,
};
