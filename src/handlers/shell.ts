// Shells: what is known of one without starting it in a context.

import { homesOf } from "../rex/homes.ts";
import { activation } from "../shell/activation.ts";
import { systemPaths } from "../shell/executable.ts";
import { shellProgram } from "../shell/programs.ts";
import type { Handlers } from "./handler.ts";

export const shellHandlers = {
  "shell/activation": ({ shell, folder }, { settings, process }) => ({
    script: activation(shellProgram(shell), folder, {
      environ: new Map(Object.entries(process.environ)),
      separators: (settings.env_var_separators ?? {}) as { readonly [name: string]: string },
      homes: homesOf(process.home),
    }),
  }),

  "shell/systemPaths": async ({ shell }, { settings, process }) => {
    const variables = new Map(Object.entries(process.environ));
    const standard = (settings.standard_system_paths ?? []) as readonly string[];
    return { paths: [...(await systemPaths(shellProgram(shell), variables, standard))] };
  },
} satisfies Partial<Handlers>;
