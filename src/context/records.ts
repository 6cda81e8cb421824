// Packages and variants as the records that cross to Python.

import { dirname } from "node:path";
import type { Attributes } from "../definition/definition.ts";
import type { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";
import type { FilesystemRepository } from "../repository/filesystem.ts";
import type { ResourceHandle } from "../repository/handle.ts";
import type { LoadedPackage, PackageFamily } from "../repository/repository.ts";
import {
  handleOfVariant,
  type Variant,
  type VariantPathSettings,
  variantRoot,
  variantSubpath,
  variantsOf,
  variantUri,
} from "../repository/variant.ts";

export interface PackageAddress {
  readonly handle: ResourceHandle;
  readonly uri: string;
  readonly path: string;
}

export interface VariantRecord extends PackageAddress {
  readonly index: number | null;
  readonly base: string | null;
  readonly root: string | null;
  readonly subpath: string | null;
  readonly package: PackageAddress;
}

export interface PackageRecord extends PackageAddress {
  readonly base: string | null;
  readonly variants: VariantRecord[];
  readonly attributes: Attributes;
  readonly attributeErrors: Record<string, ErrorRecord>;
}

/** An error as a value. */
export interface ErrorRecord {
  readonly type: string;
  readonly message: string;
  readonly data: { readonly [key: string]: Tagged } | null;
}

export async function variantRecord(
  variant: Variant,
  settings: VariantPathSettings,
): Promise<VariantRecord> {
  const { storage } = variant.package.resource.family.repository as FilesystemRepository;
  return {
    handle: handleOfVariant(variant),
    uri: variantUri(variant),
    path: dirname(variant.package.uri),
    index: variant.index,
    base: variant.package.base,
    root: await variantRoot(variant, settings, storage),
    subpath: await variantSubpath(variant, settings, storage),
    package: packageAddress(variant.package),
  };
}

export async function packageRecord(
  loaded: LoadedPackage,
  settings: VariantPathSettings,
): Promise<PackageRecord> {
  const errors = loaded.definition.errors;
  const hasVariants = errors.every((error) => error.data?.key !== "variants");
  const variants = hasVariants
    ? variantsOf(loaded).map((variant) => variantRecord(variant, settings))
    : [];
  return {
    ...packageAddress(loaded),
    base: loaded.base,
    variants: await Promise.all(variants),
    attributes: loaded.definition.validAttributes,
    attributeErrors: Object.fromEntries(
      errors.map((error) => [String(error.data?.key), errorRecord(error)]),
    ),
  };
}

export function errorRecord({ type, message, data }: RezError): ErrorRecord {
  return { type, message, data: data ?? null };
}

export function familyRecord(family: PackageFamily): PackageAddress {
  return { handle: family.handle, uri: family.uri, path: family.path };
}

function packageAddress(loaded: LoadedPackage): PackageAddress {
  return { handle: loaded.resource.handle, uri: loaded.uri, path: dirname(loaded.uri) };
}
