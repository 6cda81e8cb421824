// A package, reviewed: everything that can be said of it without running its code, each with the
// file and line it is about.

import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type BoundSource, isBoundSource } from "../definition/bound-functions.ts";
import type { PackageDefinition } from "../definition/definition.ts";
import type { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";
import type { LoadedPackage } from "../repository/repository.ts";
import type { Storage } from "../repository/storage.ts";
import {
  handleOfVariant,
  type VariantPathSettings,
  variantRoot,
  variantsOf,
  variantUri,
} from "../repository/variant.ts";
import { VersionError } from "../version/errors.ts";
import { VersionRange } from "../version/range.ts";
import { COMMANDS, checkNames } from "./command-names.ts";
import { checkPaths } from "./command-paths.ts";
import { error, type Finding, warning } from "./finding.ts";
import { DefinitionLines } from "./lines.ts";
import { checkRequirements, type VersionsOf } from "./requirements.ts";

export interface Problem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly file: string;
  readonly line: number | null;
  readonly key: string | null;
}

export interface Review {
  readonly package: LoadedPackage;
  /** The definition file that lines are looked up in. */
  readonly file: string;
  /** What was wrong before the package could be made. */
  readonly errors: readonly (RezError | VersionError)[];
  /** Code that Python cannot compile, by attribute, with the line of its body. */
  readonly syntaxErrors: readonly {
    readonly key: string;
    readonly message: string;
    readonly line: number;
  }[];
  readonly versionsOf: VersionsOf;
  readonly builtins: readonly string[];
  readonly system: { readonly [name: string]: Tagged };
  readonly paths: VariantPathSettings;
  readonly storage: Storage;
}

export async function validatePackage(review: Review): Promise<readonly Problem[]> {
  const { definition } = review.package;
  const findings = [
    ...review.errors.map(fromError),
    ...definition.errors.map(fromError),
    ...checkIdentity(review.package),
    ...checkVersion(definition.version),
    ...(await checkRequirements(definition, review.versionsOf)),
    ...review.syntaxErrors.map(({ key, message, line }) => ({
      ...error(key, `${key} is no Python: ${message}`),
      bodyLine: line,
    })),
    ...checkCommands(definition, review),
    ...(await checkPayload(review)),
  ];
  return placed(findings, review.file);
}

/** Findings with their lines, without repetition. */
async function placed(findings: readonly Finding[], file: string): Promise<readonly Problem[]> {
  const text = await readFile(file, "utf8").catch(() => null);
  const lines = text === null ? null : new DefinitionLines(text);
  const seen = new Set<string>();
  return findings.flatMap(({ severity, message, key, near, bodyLine }) => {
    if (seen.has(message)) return [];
    seen.add(message);
    const line = key === null ? null : (lines?.lineOf(key, near, bodyLine) ?? null);
    return [{ severity, message, file, line, key }];
  });
}

/** An error of loading; its message names the file already where it has no key. */
function fromError(problem: RezError | VersionError): Finding {
  const data = "data" in problem ? problem.data : undefined;
  const key = typeof data?.key === "string" ? data.key : null;
  const file = typeof data?.file === "string" ? data.file : "";
  const message = problem.message.replace(` (in ${file})`, "");
  const near = /'([^']+)'/.exec(typeof data?.reason === "string" ? data.reason : "")?.[1];
  return error(key ?? keyOf(message), message, near);
}

function keyOf(message: string): string | null {
  if (message.includes("package name")) return "name";
  return message.includes("version syntax") ? "version" : null;
}

/** rez takes name and version from where a package lies, whatever its file says. */
function checkIdentity({ definition, resource }: LoadedPackage): readonly Finding[] {
  if (resource.family.repository.type === "memory") return [];
  const findings: Finding[] = [];
  for (const key of ["name", "version"] as const) {
    const said = definition.data[key];
    if (typeof said !== "string" || said === definition[key]) continue;
    const lies =
      definition[key] === "" ? "that of a package without version" : `'${definition[key]}'`;
    findings.push(
      warning(key, `the file says ${key} '${said}', and the folder it lies in is ${lies}`),
    );
  }
  return findings;
}

/** rez reads versions such as `1 2`, and no range of them. */
function checkVersion(version: string): readonly Finding[] {
  try {
    VersionRange.parse(version);
    return [];
  } catch (problem) {
    if (!(problem instanceof VersionError)) throw problem;
    return [error("version", `no request can name the version '${version}'`)];
  }
}

function checkCommands(definition: PackageDefinition, review: Review): readonly Finding[] {
  const attributes = new Set(Object.keys(definition.data));
  const known = { builtins: new Set(review.builtins), attributes };
  const broken = new Set(review.syntaxErrors.map(({ key }) => key));
  return COMMANDS.flatMap((key) => {
    const code = definition.validAttributes[key];
    return isCode(code) && !broken.has(key) ? checkNames(key, code, known) : [];
  });
}

function isCode(value: Tagged | undefined): value is Tagged & BoundSource {
  return isBoundSource(value);
}

async function checkPayload({
  package: loaded,
  file,
  system,
  paths,
  storage,
}: Review): Promise<readonly Finding[]> {
  const { definition, base, resource } = loaded;
  if (definition.errors.some(({ data }) => data?.key === "variants")) return [];
  const inSource = base === null && resource.family.repository.type === "memory";
  const findings: Finding[] = [];
  for (const variant of inSource ? variantsOf(loaded).slice(0, 1) : variantsOf(loaded)) {
    const root = inSource ? dirname(file) : await variantRoot(variant, paths, storage);
    const data = {
      name: definition.name,
      version: definition.version,
      index: variant.index,
      base: base ?? root,
      root,
      originalRoot: null,
      subpath: null,
      uri: variantUri(variant),
      isLocal: false,
      handle: handleOfVariant(variant),
      attributes: definition.validAttributes,
    };
    findings.push(...checkPaths({ variant: data, system }));
  }
  return findings;
}
