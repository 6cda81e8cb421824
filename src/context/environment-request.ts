// What an environment is made of: a resolve, the settings that count, the machine and the parent
// environment, all as plain data. Whoever has a context fills it; rex and shells only read it.

import type { Tagged } from "../python-source/tagged.ts";
import type { Basis } from "../records/basis.ts";
import type { Homes } from "../rex/expansion.ts";
import type { VariantData } from "../rex/host.ts";

/** rez's settings that shape an environment, by rez's names. */
export interface EnvironmentSettings {
  readonly parent_variables: readonly string[];
  readonly all_parent_variables: boolean;
  readonly env_var_separators: { readonly [variable: string]: string };
  readonly rez_1_environment_variables: boolean;
  readonly disable_rez_1_compatibility: boolean;
  readonly catch_rex_errors: boolean;
  readonly rez_tools_visibility: "never" | "append" | "prepend";
  readonly suite_visibility: "never" | "always" | "parent" | "parent_priority";
  readonly optionvars: { readonly [name: string]: Tagged } | null;
}

/** The calling process and its machine. */
export interface MachineFacts {
  /** What `system` is to commands(): platform, arch, os, user, home, rez_version… */
  readonly system: { readonly [name: string]: Tagged };
  /** The calling process's own environment variables. */
  readonly environ: ReadonlyMap<string, string>;
  readonly homes: Homes;
  readonly pathSeparator: string;
  /** Where rez's own commands are, if it is a production install. */
  readonly rezBinPath: string | null;
  /** What a shell has on PATH of its own (`Shell.get_syspaths`). */
  readonly systemPaths: readonly string[];
}

export interface ContextData {
  readonly variants: readonly VariantData[];
  readonly request: readonly string[];
  readonly implicits: readonly string[];
  readonly ephemerals: readonly string[];
  readonly packagePaths: readonly string[];
  /** When it was made, and the time that was requested. */
  readonly times: readonly string[];
  /** What a script has in place of both; commands() are shown the times. */
  readonly writtenTimes?: readonly string[] | null;
  readonly building: boolean;
  readonly testing: boolean;
  readonly rezPath: string;
  readonly rezVersion: string;
  readonly appendSysPath: boolean;
  readonly verbosity: number;
  readonly parentSuitePath: string | null;
  readonly visibleSuitePaths: readonly string[];
}

export interface EnvironmentRequest {
  readonly context: ContextData;
  readonly settings: EnvironmentSettings;
  readonly machine: MachineFacts;
  /** Is told what the environment depends on. */
  readonly basis: Basis;
  /** null: the calling process's. */
  readonly parentEnviron: ReadonlyMap<string, string> | null;
  /** Users' Python: in the engine where that is exact, or in the host always. */
  readonly evaluator: "engine" | "host";
}
