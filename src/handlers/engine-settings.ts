// rez's settings as the engine uses them, made once when they arrive. Python has checked them, and sends
// all of them before the first call that depends on one: hence the one cast. A test may send fewer.

import { type CacheConfiguration, cacheConfiguration } from "../cache/configuration.ts";
import type { ShellConfiguration } from "../context/configured-shell.ts";
import type { SourceSettings } from "../context/environment-source.ts";
import type { JsonObject } from "../protocol/method.ts";
import { type RepositorySettings, repositorySettings } from "../repository/repository.ts";
import type { SpawnSettings } from "../shell/spawn.ts";
import type { VariantSelectMode } from "../solver/order.ts";

/** By rez's names, and what several of them come to. */
export interface EngineSettings
  extends SourceSettings,
    ShellConfiguration,
    Omit<SpawnSettings, "prompt"> {
  readonly packages_path: readonly string[];
  readonly variant_select_mode: VariantSelectMode;
  readonly prune_failed_graph: boolean;
  readonly error_on_missing_variant_requires: boolean;
  readonly resolve_caching: boolean;
  readonly memcached_uri: readonly string[];
  readonly memcached_resolve_min_compress_len: number;
  readonly repository: RepositorySettings;
  readonly caches: CacheConfiguration;
}

/** Of settings that were not sent. */
const DEFAULTS = {
  working_directory: "/",
  env_var_separators: {},
  standard_system_paths: [],
  pathed_env_vars: [],
  shell_plugins: {},
  use_variant_shortlinks: true,
  variant_select_mode: "version_priority",
  prune_failed_graph: true,
  error_on_missing_variant_requires: true,
  set_prompt: true,
  prefix_prompt: true,
  package_commands_sourced_first: true,
  resolve_caching: true,
  memcached_resolve_min_compress_len: 0,
} satisfies Partial<EngineSettings>;

export function engineSettings(sent: JsonObject): EngineSettings {
  return {
    ...DEFAULTS,
    ...sent,
    // Users may set these to None.
    variant_shortlinks_dirname: sent.variant_shortlinks_dirname ?? "_v",
    memcached_uri: sent.memcached_uri ?? [],
    repository: repositorySettings(sent),
    caches: cacheConfiguration(sent.cache),
  } as unknown as EngineSettings;
}

/** Those that shape a search, as a search has them. */
export function searchSettings(settings: EngineSettings) {
  return {
    variantSelectMode: settings.variant_select_mode,
    pruneFailedGraph: settings.prune_failed_graph,
    errorOnMissingVariantRequires: settings.error_on_missing_variant_requires,
  };
}
