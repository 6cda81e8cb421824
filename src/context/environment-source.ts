// From a context as it crosses, handles and texts, to what an environment is made of: every variant
// is found again where its handle says, so a package that changed since the resolve is seen.

import { resolve } from "node:path";
import type { Tagged } from "../python-source/tagged.ts";
import { canonicalPath, type OpenOptions } from "../repository/paths.ts";
import type { Reading } from "../repository/reading.ts";
import { handleOfVariant, type Variant, type VariantPathSettings } from "../repository/variant.ts";
import { homesOf } from "../rex/homes.ts";
import type { VariantData } from "../rex/host.ts";
import { systemPaths } from "../shell/executable.ts";
import { shellProgram } from "../shell/programs.ts";
import type { EnvironmentRequest, EnvironmentSettings } from "./environment-request.ts";
import { variantRecord } from "./records.ts";
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
}

export interface Surroundings {
  readonly environ: Readonly<Record<string, string>>;
  readonly parentEnviron: Readonly<Record<string, string>> | null;
  readonly home: string | null;
  readonly system: { readonly [name: string]: Tagged };
  readonly shell: string;
}

export interface SourceSettings extends EnvironmentSettings, VariantPathSettings {
  readonly local_packages_path: string;
  readonly standard_system_paths: readonly string[];
}

export async function environmentRequest(
  context: ContextRecord,
  surroundings: Surroundings,
  settings: SourceSettings,
  reading: Reading,
  options: OpenOptions,
): Promise<EnvironmentRequest> {
  const { requests, paths, ...shared } = context;
  const environ = new Map(Object.entries(surroundings.environ));
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
  return {
    context: {
      ...shared,
      request: requests,
      packagePaths: paths,
      variants: await Promise.all(
        variants.map((variant) => variantData(variant, settings, localLocation)),
      ),
      visibleSuitePaths: [],
    },
    settings,
    machine: {
      system: surroundings.system,
      environ,
      homes: homesOf(surroundings.home),
      pathSeparator: process.platform === "win32" ? ";" : ":",
      rezBinPath: null,
      systemPaths: ownPaths,
    },
    parentEnviron,
    evaluator: environ.get("REZ_NEXT_EVALUATOR") === "host" ? "host" : "engine",
  };
}

async function variantData(
  variant: Variant,
  settings: SourceSettings,
  localLocation: string,
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
    root,
    originalRoot: null,
    subpath,
    uri,
    isLocal: resource.family.repository.location === localLocation,
    handle: handleOfVariant(variant) as unknown as Tagged,
    attributes: definition.validAttributes,
  };
}
