// What handlers share: what was read from repositories, for as long as the engine lives, and how a
// call gets at it. Everything here is checked against the file system before it is used.

import { FamilyMemory } from "../context/families.ts";
import type { Json, JsonObject } from "../protocol/method.ts";
import { type OpenOptions, openRepositories } from "../repository/paths.ts";
import { Reading, RepositoryCache } from "../repository/reading.ts";
import {
  type PackageRepository,
  type RepositorySettings,
  repositorySettings,
} from "../repository/repository.ts";
import type { VariantPathSettings } from "../repository/variant.ts";
import { SolverMemory } from "../solver/family.ts";
import type { Call } from "./handler.ts";

const cache = new RepositoryCache();
const parsedSettings = new WeakMap<JsonObject, RepositorySettings>();

export const resolveMemory = { families: new FamilyMemory(), solver: new SolverMemory() };

/** One look at the repositories: within it every file is read once. */
export function newReading(call: Call): Reading {
  let settings = parsedSettings.get(call.settings);
  if (settings === undefined) {
    settings = repositorySettings(call.settings);
    parsedSettings.set(call.settings, settings);
  }
  return new Reading({ settings, host: call.host, control: call.control, cache });
}

export function repositoriesAt(
  paths: readonly string[],
  reading: Reading,
): Promise<readonly PackageRepository[]> {
  return openRepositories(paths, reading, openOptions);
}

/** rez folds the case of locations on Windows alone. */
export const openOptions: OpenOptions = {
  workingDirectory: "/",
  caseSensitive: process.platform !== "win32",
};

export function variantPathSettings(settings: JsonObject): VariantPathSettings {
  return {
    use_variant_shortlinks: settings.use_variant_shortlinks !== false,
    variant_shortlinks_dirname: textOr(settings.variant_shortlinks_dirname, "_v"),
  };
}

export function forgetEverything(): void {
  cache.clear();
  resolveMemory.families.clear();
}

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
