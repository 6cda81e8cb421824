// Shells: what is known of one without starting it in a context.

import { configuredShell } from "../context/configured-shell.ts";
import { shellOptions } from "../context/script.ts";
import type { Tagged } from "../python-source/tagged.ts";
import { type Action, actionFromWire, textFromWire } from "../rex/actions.ts";
import { homesOf } from "../rex/homes.ts";
import { look } from "../rex/look.ts";
import { activation } from "../shell/activation.ts";
import { systemPaths } from "../shell/executable.ts";
import { shellProgram } from "../shell/programs.ts";
import type { Shell, ShellOptions } from "../shell/shell.ts";
import type { Call, Handlers } from "./handler.ts";

export const shellHandlers = {
  "shell/activation": ({ shell, folder }, { settings, process: caller }) => ({
    script: activation(shellProgram(shell), folder, {
      environ: new Map(Object.entries(caller.environ)),
      separators: settings.env_var_separators,
      homes: homesOf(caller.home),
    }),
  }),

  "shell/systemPaths": async ({ shell }, { settings, process: caller }) => {
    const variables = new Map(Object.entries(caller.environ));
    const { standard_system_paths } = settings;
    const paths = await systemPaths(shellProgram(shell), variables, standard_system_paths);
    return { paths };
  },

  "shell/write": ({ shell, actions }, call) => {
    const writer = newShell(shell, call);
    const lines = actions.map((action) => {
      const before = writer.checkpoint();
      write(writer, actionFromWire(action));
      return writer.written.slice(before);
    });
    return { lines };
  },

  "shell/escaped": ({ shell, text, isPath }, call) => ({
    text: newShell(shell, call).escape(textFromWire(text), isPath),
  }),

  "shell/join": ({ shell, words }) => ({ command: shellProgram(shell).joinArguments(words) }),

  "shell/startup": ({ shell, ...options }) => shellProgram(shell).startupCapabilities(options),

  "shell/spawn": ({ shell, contextPath, sourcedFirst, ...request }, call) => {
    const { program, shellSettings } = configuredShell(shell, call);
    const { settings } = call;
    return program.planSpawn({
      ...request,
      options: optionsFor(shell, call),
      contextFile: contextPath,
      settings: {
        set_prompt: settings.set_prompt,
        prefix_prompt: settings.prefix_prompt,
        prompt: shellSettings.prompt,
        package_commands_sourced_first: sourcedFirst,
      },
      shellSettings,
      homes: homesOf(call.process.home),
      isProductionInstall: false,
      aliases: new Map(),
      look,
    });
  },
} satisfies Partial<Handlers>;

function newShell(name: string, call: Call): Shell {
  return shellProgram(name).create(optionsFor(name, call));
}

function optionsFor(name: string, call: Call): ShellOptions {
  const { environ, home, system } = call.process;
  return shellOptions({
    ...configuredShell(name, call),
    machine: {
      environ: new Map(Object.entries(environ)),
      homes: homesOf(home),
      system: system as { readonly [name: string]: Tagged },
      pathSeparator: process.platform === "win32" ? ";" : ":",
    },
  });
}

/** As the manager plays an action, but for what it knows of variables. */
function write(shell: Shell, action: Action): void {
  switch (action.kind) {
    case "setenv":
    case "resetenv":
      shell.setenv(action.key, action.value);
      break;
    case "unsetenv":
      shell.unsetenv(action.key);
      break;
    case "prependenv":
    case "appendenv":
      shell[action.kind]?.(action.key, action.value);
      break;
    case "alias":
      shell.alias(action.key, action.value);
      break;
    case "shebang":
      shell.shebang();
      break;
    case "command":
      shell.command(action.value);
      break;
    case "info":
    case "error":
      shell[action.kind](action.value);
      break;
    default:
      shell[action.kind](action.value);
      break;
  }
}
