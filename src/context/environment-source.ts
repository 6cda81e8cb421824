// From a context as it crosses, handles and texts, to what an environment is made of: every variant
// is looked for again where its handle says, so a package that changed since the resolve is seen.

import { resolve } from "node:path";
import type { DefinitionWarning } from "../definition/definition.ts";
import type { Tagged } from "../python-source/tagged.ts";
import { Basis } from "../records/basis.ts";
import { canonicalPath, type OpenOptions } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import type { RepositoryCache } from "../repository/repository-cache.ts";
import type { VariantPathSettings } from "../repository/variant.ts";
import { homesOf } from "../rex/homes.ts";
import { systemPaths } from "../shell/executable.ts";
import { shellProgram } from "../shell/programs.ts";
import type { EnvironmentRequest, EnvironmentSettings } from "./environment-request.ts";
import { visibleSuites } from "./suites.ts";
import { type Handle, VariantMemory } from "./variant-memory.ts";

export interface ContextRecord {
  readonly packages: readonly Handle[];
  readonly requests: readonly string[];
  readonly implicits: readonly string[];
  readonly ephemerals: readonly string[];
  readonly paths: readonly string[];
  readonly times: readonly string[];
  readonly writtenTimes: readonly string[] | null;
  readonly building: boolean;
  readonly testing: boolean;
  readonly appendSysPath: boolean;
  readonly rezVersion: string;
  readonly rezPath: string;
  readonly verbosity: number;
  readonly parentSuitePath: string | null;
  readonly cachedRoots: { readonly [name: string]: string };
}

export interface CallingProcess {
  readonly environ: Readonly<Record<string, string>>;
  readonly home: string | null;
  readonly system: { readonly [name: string]: Tagged };
}

export interface Surroundings {
  readonly parentEnviron: Readonly<Record<string, string>> | null;
  readonly shell: string;
}

export interface SourceSettings extends EnvironmentSettings, VariantPathSettings {
  readonly local_packages_path: string;
  readonly standard_system_paths: readonly string[];
}

export interface SourcedRequest extends EnvironmentRequest {
  /** What rez prints of the packages when it uses them. */
  readonly warnings: readonly DefinitionWarning[];
}

export async function environmentRequest(
  context: ContextRecord,
  caller: CallingProcess,
  surroundings: Surroundings,
  settings: SourceSettings,
  reading: Reading,
  options: OpenOptions,
): Promise<SourcedRequest> {
  const { requests, paths, cachedRoots, ...shared } = context;
  const basis = new Basis();
  const environ = variablesOf(caller);
  const parentEnviron =
    surroundings.parentEnviron === null
      ? null
      : new Map(Object.entries(surroundings.parentEnviron));
  const localPath = resolve(options.workingDirectory, settings.local_packages_path);
  // A shell is started for them: what follows is done meanwhile.
  const ownPaths = context.appendSysPath
    ? systemPaths(shellProgram(surroundings.shell), environ, settings.standard_system_paths)
    : [];
  const localLocation = await canonicalPath(localPath, reading, options.caseSensitive);
  const localStatus = await reading.looks.status(localPath, reading.cache.storage(localPath));
  basis.saw(localPath, localStatus?.identity ?? null);
  const memory = variantMemory(settings);
  const found = await Promise.all(
    context.packages.map((handle) => {
      const cachedRoot = cachedRootOf(handle, cachedRoots);
      return memory.find(handle, cachedRoot, { reading, options, localLocation });
    }),
  );
  for (const each of found) basis.include(each.basis);
  return {
    context: {
      ...shared,
      request: requests,
      packagePaths: paths,
      variants: found.map(({ data }) => data),
      visibleSuitePaths:
        settings.suite_visibility === "never"
          ? []
          : visibleSuites(environ.get("PATH"), options.workingDirectory, basis.look),
    },
    settings,
    machine: {
      system: caller.system,
      environ,
      homes: homesOf(caller.home, basis.look),
      pathSeparator: process.platform === "win32" ? ";" : ":",
      rezBinPath: asText(caller.system.rez_bin_path),
      systemPaths: await ownPaths,
    },
    warnings: found.flatMap(({ warnings }) => warnings),
    basis,
    parentEnviron,
    evaluator: environ.get("REZ_NEXT_EVALUATOR") === "host" ? "host" : "engine",
  };
}

function cachedRootOf({ variables }: Handle, roots: ContextRecord["cachedRoots"]): string | null {
  const name = String(variables.name);
  return (Object.hasOwn(roots, name) ? roots[name] : null) ?? null;
}

const memories = new WeakMap<SourceSettings, VariantMemory>();
let latest: VariantMemory | null = null;

export function forgetVariants(cache: RepositoryCache): void {
  latest?.clear(cache);
}

/** Settings are another object when they have changed. */
function variantMemory(settings: SourceSettings): VariantMemory {
  let memory = memories.get(settings);
  if (memory === undefined) {
    memory = new VariantMemory(settings);
    memories.set(settings, memory);
    latest = memory;
  }
  return memory;
}

const variables = new WeakMap<CallingProcess, ReadonlyMap<string, string>>();

function variablesOf(caller: CallingProcess): ReadonlyMap<string, string> {
  let found = variables.get(caller);
  if (found === undefined) {
    found = new Map(Object.entries(caller.environ));
    variables.set(caller, found);
  }
  return found;
}

function asText(value: Tagged | undefined): string | null {
  return typeof value === "string" ? value : null;
}
