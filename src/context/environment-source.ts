// From a context as it crosses, handles and texts, to what an environment is made of: every variant
// is found again where its handle says, so a package that changed since the resolve is seen.

import { join, resolve } from "node:path";
import type { Tagged } from "../python-source/tagged.ts";
import type { FilesystemRepository } from "../repository/filesystem.ts";
import { canonicalPath, type OpenOptions } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import { handleOfVariant, type Variant, type VariantPathSettings } from "../repository/variant.ts";
import { homesOf } from "../rex/homes.ts";
import type { VariantData } from "../rex/host.ts";
import { systemPaths } from "../shell/executable.ts";
import { shellProgram } from "../shell/programs.ts";
import { Basis } from "./basis.ts";
import type { EnvironmentRequest, EnvironmentSettings } from "./environment-request.ts";
import { variantRecord } from "./records.ts";
import { visibleSuites } from "./suites.ts";
import { variantOfHandle } from "./variant-lookup.ts";

export interface ContextRecord {
  readonly packages: readonly {
    readonly key: string;
    readonly variables: { readonly [name: string]: Tagged };
  }[];
  readonly requests: readonly string[];
  readonly implicits: readonly string[];
  readonly ephemerals: readonly string[];
  readonly paths: readonly string[];
  readonly timestamp: number;
  readonly requestedTimestamp: number | null;
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

export async function environmentRequest(
  context: ContextRecord,
  caller: CallingProcess,
  surroundings: Surroundings,
  settings: SourceSettings,
  reading: Reading,
  options: OpenOptions,
): Promise<EnvironmentRequest> {
  const { requests, paths, cachedRoots, ...shared } = context;
  const basis = new Basis();
  const environ = variablesOf(caller);
  const parentEnviron =
    surroundings.parentEnviron === null
      ? null
      : new Map(Object.entries(surroundings.parentEnviron));
  const localPath = resolve(options.workingDirectory, settings.local_packages_path);
  const [variants, localLocation, ownPaths] = await Promise.all([
    Promise.all(context.packages.map((handle) => variantOfHandle(handle, reading, options))),
    canonicalPath(localPath, reading, options.caseSensitive),
    context.appendSysPath
      ? systemPaths(shellProgram(surroundings.shell), environ, settings.standard_system_paths)
      : [],
  ]);
  await Promise.all(variants.map((variant) => sawVariant(variant, settings, reading, basis)));
  return {
    context: {
      ...shared,
      request: requests,
      packagePaths: paths,
      variants: await Promise.all(
        variants.map((variant) => {
          const { name } = variant.package.definition;
          const cachedRoot = Object.hasOwn(cachedRoots, name) ? cachedRoots[name] : null;
          return variantData(variant, settings, localLocation, cachedRoot ?? null);
        }),
      ),
      visibleSuitePaths:
        settings.suite_visibility === "never" ? [] : visibleSuites(environ.get("PATH"), basis),
    },
    settings,
    machine: {
      system: caller.system,
      environ,
      homes: homesOf(caller.home),
      pathSeparator: process.platform === "win32" ? ";" : ":",
      rezBinPath: null,
      systemPaths: ownPaths,
    },
    basis,
    parentEnviron,
    evaluator: environ.get("REZ_NEXT_EVALUATOR") === "host" ? "host" : "engine",
  };
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

async function sawVariant(
  variant: Variant,
  settings: SourceSettings,
  reading: Reading,
  basis: Basis,
): Promise<void> {
  const { package: loaded } = variant;
  const { storage } = loaded.resource.family.repository as FilesystemRepository;
  await basis.sawPackage(loaded, reading, storage);
  if (variant.index === null || loaded.base === null || !settings.use_variant_shortlinks) return;
  if (!loaded.definition.hashedVariants) return;
  const links = join(loaded.base, settings.variant_shortlinks_dirname);
  basis.saw(links, (await reading.status(links, storage))?.identity ?? null);
}

async function variantData(
  variant: Variant,
  settings: SourceSettings,
  localLocation: string,
  cachedRoot: string | null,
): Promise<VariantData> {
  const { definition, resource } = variant.package;
  // What else is wrong with the package does not keep it from running: rez never looks at it.
  for (const key of ["pre_commands", "commands", "post_commands"]) definition.attribute(key);
  const { uri, index, base, root, subpath } = await variantRecord(variant, settings);
  return {
    name: definition.name,
    version: definition.version,
    index,
    base,
    root: cachedRoot ?? root,
    originalRoot: cachedRoot === null ? null : root,
    subpath,
    uri,
    isLocal: resource.family.repository.location === localLocation,
    handle: handleOfVariant(variant) as unknown as Tagged,
    attributes: definition.validAttributes,
  };
}
