// A variant: one of a package's alternative sets of requirements, and where its payload lies.

import { createHash } from "node:crypto";
import { isAbsolute, join, normalize, sep } from "node:path";
import type { BoundSource } from "../definition/bound-functions.ts";
import { isBoundSource } from "../definition/bound-functions.ts";
import { reprStrings } from "../definition/python-text.ts";
import { RezError } from "../errors.ts";
import type { Requirement } from "../version/requirement.ts";
import { type ResourceHandle, variantHandle } from "./handle.ts";
import type { LoadedPackage } from "./repository.ts";
import type { Storage } from "./storage.ts";

export interface Variant {
  readonly package: LoadedPackage;
  /** Position in the package's `variants`; null for the only variant of a package without any. */
  readonly index: number | null;
}

export interface VariantPathSettings {
  readonly use_variant_shortlinks: boolean;
  readonly variant_shortlinks_dirname: string;
}

/** Which of the requirements that matter only for building are added. */
export interface BuildRequirements {
  readonly build?: boolean;
  readonly privateBuild?: boolean;
}

/** What late-bound requirement lists of a package evaluated to, by key and for each of its variants. */
export type LateRequirements = ReadonlyMap<string, readonly (readonly Requirement[])[]>;

export function variantsOf(loaded: LoadedPackage): readonly Variant[] {
  const indices = loaded.variantIndices ?? loaded.definition.variantIndices;
  return indices.map((index) => ({ package: loaded, index }));
}

export function variantUri(variant: Variant): string {
  return `${variant.package.uri}[${variant.index ?? ""}]`;
}

export function handleOfVariant(variant: Variant): ResourceHandle {
  const { family, name, versionText } = variant.package.resource;
  return variantHandle(
    {
      repositoryType: family.repository.type,
      location: family.repository.location,
      name,
      extension: family.extension,
      version: versionText,
    },
    variant.index,
  );
}

/** What this variant requires beyond what its package does. */
function variantRequires(variant: Variant): readonly Requirement[] {
  if (variant.index === null) return [];
  const requires = variant.package.definition.variants?.[variant.index];
  if (requires) return requires;
  throw new RezError(
    "ResourceError",
    `Unexpected error - variant ${variantUri(variant)} cannot be found in its parent package ${variant.package.uri}`,
  );
}

/** Keys of the requirement lists that Python has to evaluate before `requirementsOf` can answer. */
export function lateRequirementKeys(
  loaded: LoadedPackage,
  building: BuildRequirements = {},
): readonly string[] {
  return requirementLists(loaded, building)
    .filter(([, value]) => isBoundSource(value))
    .map(([key]) => key);
}

/** All requirements of a variant, in rez's order: the package's, the variant's, those of a build. */
export function requirementsOf(
  variant: Variant,
  building: BuildRequirements = {},
  late: LateRequirements = new Map(),
): readonly Requirement[] {
  const [[, own], ...more] = requirementLists(variant.package, building).map(
    ([key, value]) =>
      [key, isBoundSource(value) ? evaluated(variant, key, late) : (value ?? [])] as const,
  ) as [
    readonly [string, readonly Requirement[]],
    ...(readonly [string, readonly Requirement[]])[],
  ];
  const extra = more.flatMap(([, requirements]) => requirements);
  const specific = variantRequires(variant);
  if (specific.length === 0 && extra.length === 0) return own;
  return [...own, ...specific, ...extra];
}

/** Where the payload lies under the package's base, when no short link stands for that; null when it
 * is the base itself. */
export function ownSubpath(variant: Variant): string | null {
  if (variant.index === null) return null;
  return isHashed(variant) ? hashedSubpath(variant) : plainSubpath(variant);
}

/** Whether a short link may stand for its subpath. */
export function isHashed({ package: { definition }, index }: Variant): boolean {
  return index !== null && definition.hashedVariants;
}

/** The short link to a hashed subpath, or the subpath itself where there is none. */
export async function shortSubpath(
  base: string,
  subpath: string,
  settings: VariantPathSettings,
  storage: Storage,
): Promise<string> {
  if (!settings.use_variant_shortlinks) return subpath;
  const folder = settings.variant_shortlinks_dirname;
  const link = await matchingLink(join(base, folder), join(base, subpath), storage);
  return link === null ? subpath : `${folder}${sep}${link}`;
}

/** Where the payload lies; null for a package that has none. */
export async function variantRoot(
  variant: Variant,
  settings: VariantPathSettings,
  storage: Storage,
): Promise<string | null> {
  const { base } = variant.package;
  const own = ownSubpath(variant);
  if (base === null || own === null) return base;
  return join(base, isHashed(variant) ? await shortSubpath(base, own, settings, storage) : own);
}

/** The folder of a hashed variant: SHA-1 of Python's text of the list of requirements. */
export function hashedSubpath(variant: Variant): string {
  const texts = variantRequires(variant).map(String);
  return createHash("sha1").update(reprStrings(texts), "utf8").digest("hex");
}

function plainSubpath(variant: Variant): string {
  return variantRequires(variant)
    .map((requirement) => requirement.safeStr)
    .join(sep);
}

async function matchingLink(
  folder: string,
  target: string,
  storage: Storage,
): Promise<string | null> {
  for (const { name, kind } of (await storage.list(folder)) ?? []) {
    if (kind !== "link") continue;
    const found = await storage.linkTarget(join(folder, name));
    if (found === null) continue;
    if ((isAbsolute(found) ? found : normalize(join(folder, found))) === target) return name;
  }
  return null;
}

function requirementLists(
  { definition }: LoadedPackage,
  { build, privateBuild }: BuildRequirements,
): readonly (readonly [string, readonly Requirement[] | BoundSource | null])[] {
  return [
    ["requires", definition.requires],
    ...(build ? ([["build_requires", definition.buildRequires]] as const) : []),
    ...(privateBuild
      ? ([["private_build_requires", definition.privateBuildRequires]] as const)
      : []),
  ];
}

function evaluated(variant: Variant, key: string, late: LateRequirements): readonly Requirement[] {
  const requirements = late.get(key)?.[variant.index ?? 0];
  if (requirements) return requirements;
  throw new Error(`late-bound ${key} of ${variantUri(variant)} was not evaluated`);
}
