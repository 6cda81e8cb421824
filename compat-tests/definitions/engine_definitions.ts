// Loads packages as the engine does and prints what it saw: one JSON object on standard input says
// which locations, one on standard output gives every package of each. Definitions that need
// Python are loaded by the command in the request.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Attributes } from "../../src/definition/definition.ts";
import { RezError } from "../../src/errors.ts";
import { variantRecord } from "../../src/records/records.ts";
import { isLoaded, loadPackages } from "../../src/repository/load-many.ts";
import { openRepository } from "../../src/repository/paths.ts";
import { Reading } from "../../src/repository/reading.ts";
import {
  defaultRepositorySettings,
  type LoadedPackage,
  type PackageResource,
} from "../../src/repository/repository.ts";
import { RepositoryCache } from "../../src/repository/repository-cache.ts";
import { lateRequirementKeys, requirementsOf, variantsOf } from "../../src/repository/variant.ts";
import { uncontrolled } from "../../src/slices.ts";
import { allPackages } from "../../test/engine/repository/all-packages.ts";

interface Request {
  readonly locations: readonly string[];
  readonly settings: object;
  /** Prints the attributes of the definition whose path is its last argument. */
  readonly evaluate: readonly string[];
}

const VARIANT_PATHS = { use_variant_shortlinks: true, variant_shortlinks_dirname: "_v" };

const request = JSON.parse(readFileSync(0, "utf8")) as Request;
const reading = new Reading({
  settings: { ...defaultRepositorySettings, ...request.settings },
  host: {
    evaluateDefinition: async ({ path }) => ({
      data: await evaluateByPython(path),
      isSelfContained: true,
    }),
  },
  control: uncontrolled,
  cache: new RepositoryCache(),
});
const locations = await Promise.all(request.locations.map(seenIn));
process.stdout.write(JSON.stringify({ locations }));

async function seenIn(path: string): Promise<object> {
  const repository = await openRepository(path, reading, {
    workingDirectory: "/",
    caseSensitive: true,
  });
  const families = await repository.families(reading);
  const resources = await allPackages([repository], reading);
  const results = await loadPackages(resources, reading);
  const packages = await Promise.all(
    results.map(async (result, index) => {
      const resource = resources[index] as PackageResource;
      if (!isLoaded(result)) return { handle: resource.handle, error: described(result) };
      return { handle: resource.handle, ...(await seenOf(result)) };
    }),
  );
  return {
    families: families.map(({ uri, handle }) => ({ uri, handle })),
    packages,
  };
}

async function seenOf(loaded: LoadedPackage): Promise<object> {
  const { definition, uri, base, file } = loaded;
  const stateHandle = Number.parseInt(file!.identity.key, 10) / 1e9;
  const errors = definition.errors.map(described);
  const seen = { uri, base, stateHandle, evaluatedBy: definition.evaluatedBy, errors };
  if (errors.length > 0) return { ...seen, valid: definition.validAttributes };
  const variants = await Promise.all(
    variantsOf(loaded).map(async (variant) => {
      const { handle, uri, root, subpath } = await variantRecord(variant, VARIANT_PATHS);
      const isLate = lateRequirementKeys(loaded).length > 0;
      return {
        handle,
        uri,
        requires: isLate ? null : requirementsOf(variant).map(String),
        root,
        subpath,
      };
    }),
  );
  return { ...seen, attributes: definition.attributes, variants };
}

function described(error: RezError): object {
  return { type: error.type, message: error.message };
}

function evaluateByPython(path: string): Attributes {
  const [program = "", ...args] = request.evaluate;
  const answer = JSON.parse(execFileSync(program, [...args, path], { encoding: "utf8" })) as {
    readonly data?: Attributes;
    readonly error?: string;
  };
  if (answer.data) return answer.data;
  throw new RezError("ResourceError", answer.error ?? "");
}
