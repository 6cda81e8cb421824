// rex: code of packages, apart from any context.

import { convertOldCommands } from "../definition/old-commands.ts";
import type { Handlers } from "./handler.ts";

export const rexHandlers = {
  "rex/convertOldCommands": ({ commands, annotate }, { settings }) => {
    const separators = (settings.env_var_separators ?? {}) as Record<string, string>;
    return { code: convertOldCommands(commands, separators, { annotate }) };
  },
} satisfies Partial<Handlers>;
