// Configuration files that Python cannot read without a library.

import { readFile } from "node:fs/promises";
import { parseYaml } from "../definition/package-yaml.ts";
import { RezError } from "../errors.ts";
import { READ_WITHOUT_WAIT } from "../repository/storage.ts";
import type { Handlers } from "./handler.ts";

export const configurationHandlers = {
  "configuration/read": async ({ path }) => {
    try {
      const text = await readFile(path, { encoding: "utf8", flag: READ_WITHOUT_WAIT });
      return { data: parseYaml(text, path) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `Error loading configuration from ${path}: ${reason}`;
      throw new RezError("ConfigurationError", message, { file: path });
    }
  },
} satisfies Partial<Handlers>;
