// rex: code of packages, apart from any context.

import { convertOldCommands } from "../definition/old-commands.ts";
import type { Handlers } from "./handler.ts";

export const rexHandlers = {
  "rex/convertOldCommands": ({ commands, annotate }, { settings }) => {
    return { code: convertOldCommands(commands, settings.env_var_separators, { annotate }) };
  },
} satisfies Partial<Handlers>;
