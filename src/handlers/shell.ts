// Shells: what is known of one without starting it in a context.

import { systemPaths } from "../shell/executable.ts";
import { shellProgram } from "../shell/programs.ts";
import type { Handlers } from "./handler.ts";

export const shellHandlers = {
  "shell/systemPaths": async ({ shell }, { settings, process }) => {
    const variables = new Map(Object.entries(process.environ));
    const standard = (settings.standard_system_paths ?? []) as readonly string[];
    return { paths: [...(await systemPaths(shellProgram(shell), variables, standard))] };
  },
} satisfies Partial<Handlers>;
