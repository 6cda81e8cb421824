// Shells: what is known of one without starting it in a context.

import * as z from "zod/mini";
import { action, text } from "./commands.ts";
import { request } from "./method.ts";
import { spawnPlan } from "./records.ts";

export const activation = request("shell/activation", {
  isRepeatable: true,
  description: "The script that puts a folder behind the others on a running shell's PATH.",
  params: () => z.object({ shell: z.string(), folder: z.string() }),
  result: () => z.object({ script: z.string() }),
  errors: ["RezPluginError"],
});

export const systemPaths = request("shell/systemPaths", {
  isRepeatable: true,
  description: "What a shell has on PATH of its own.",
  params: () => z.object({ shell: z.string() }),
  result: () => z.object({ paths: z.array(z.string()) }),
  errors: ["RezPluginError"],
});

export const write = request("shell/write", {
  isRepeatable: true,
  description: "The lines of a shell's script for actions, each action's of its own.",
  params: () => z.object({ shell: z.string(), actions: z.array(action()) }),
  result: () => z.object({ lines: z.array(z.array(z.string())) }),
  errors: ["RezPluginError", "RuntimeError", "RexError"],
});

export const escaped = request("shell/escaped", {
  isRepeatable: true,
  description:
    "Text as it stands in a shell's script, variables that it refers to left to the shell.",
  params: () => z.object({ shell: z.string(), text: text(), isPath: z.boolean() }),
  result: () => z.object({ text: z.string() }),
  errors: ["RezPluginError"],
});

export const join = request("shell/join", {
  isRepeatable: true,
  description: "A list of arguments as a command line of a shell.",
  params: () => z.object({ shell: z.string(), words: z.array(z.string()) }),
  result: () => z.object({ command: z.string() }),
  errors: ["RezPluginError"],
});

export const startup = request("shell/startup", {
  isRepeatable: true,
  description: "What start-up options come to together.",
  params: () => z.object({ shell: z.string(), ...startupOptions() }),
  result: () => z.object({ ...startupOptions(), warnings: z.array(z.string()) }),
  errors: ["RezPluginError"],
});

export const spawn = request("shell/spawn", {
  isRepeatable: true,
  description: "How a shell is started on a script that there is: files to write, argv.",
  params: () =>
    z.object({
      shell: z.string(),
      contextPath: z.string(),
      folder: z.string(),
      ...startupOptions(),
      preCommand: z.array(z.string()),
      quiet: z.boolean(),
      sourcedFirst: z.boolean(),
      addRez: z.boolean(),
      completionFolder: z.string(),
    }),
  result: () => z.object(spawnPlan()),
  errors: ["RezPluginError", "RuntimeError"],
});

function startupOptions() {
  return {
    rcfile: z.nullable(z.string()),
    norc: z.boolean(),
    stdin: z.boolean(),
    command: z.nullable(z.string()),
  };
}
