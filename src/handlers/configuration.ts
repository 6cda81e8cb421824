// Configuration files that Python cannot read without a library.

import { readFile } from "node:fs/promises";
import { parseYaml } from "../definition/package-yaml.ts";
import { RezError } from "../errors.ts";
import type { Handlers } from "./handler.ts";

export const configurationHandlers = {
  "configuration/read": async ({ path }) => {
    try {
      return { data: parseYaml(await readFile(path, "utf8"), path) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `Error loading configuration from ${path}: ${reason}`;
      throw new RezError("ConfigurationError", message, { file: path });
    }
  },
} satisfies Partial<Handlers>;
