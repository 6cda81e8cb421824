// Packages and variants as the records that cross to Python.

import { dirname, join } from "node:path";
import type { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";
import type { FilesystemRepository } from "../repository/filesystem.ts";
import type { ResourceHandle } from "../repository/handle.ts";
import type { LoadedPackage, PackageFamily } from "../repository/repository.ts";
import type { Storage } from "../repository/storage.ts";
import {
  handleOfVariant,
  isHashed,
  ownSubpath,
  shortSubpath,
  type Variant,
  type VariantPathSettings,
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

export interface PackageRecord {
  readonly handle: ResourceHandle;
  readonly uri: string;
  readonly attributes: string;
  readonly attributeErrors: Record<string, ErrorRecord>;
}

/** An error as a value. */
export interface ErrorRecord {
  readonly type: string;
  readonly message: string;
  readonly data: { readonly [key: string]: Tagged } | null;
}

/** A variant as its definition alone has it. */
export interface DefinedVariant {
  readonly record: VariantRecord;
  /** Whether a short link may stand for its subpath. */
  readonly isHashed: boolean;
}

export function definedVariant(variant: Variant): DefinedVariant {
  const { base } = variant.package;
  const subpath = ownSubpath(variant);
  const address = packageAddress(variant.package);
  const record = {
    handle: handleOfVariant(variant),
    uri: variantUri(variant),
    path: address.path,
    index: variant.index,
    base,
    root: base === null || subpath === null ? base : join(base, subpath),
    subpath,
    package: address,
  };
  return { record, isHashed: isHashed(variant) };
}

/** The record of a variant as it lies on the disk. */
export async function placedRecord(
  { record, isHashed }: DefinedVariant,
  settings: VariantPathSettings,
  storageOf: (location: string) => Storage,
): Promise<VariantRecord> {
  const { base } = record;
  if (!isHashed || base === null) return record;
  const storage = storageOf(String(record.handle.variables.location));
  const subpath = await shortSubpath(base, record.subpath!, settings, storage);
  return { ...record, root: join(base, subpath), subpath };
}

export async function variantRecord(
  variant: Variant,
  settings: VariantPathSettings,
): Promise<VariantRecord> {
  const { storage } = variant.package.resource.family.repository as FilesystemRepository;
  return placedRecord(definedVariant(variant), settings, () => storage);
}

export function packageRecord(loaded: LoadedPackage): PackageRecord {
  return {
    handle: loaded.resource.handle,
    uri: loaded.uri,
    attributes: loaded.definition.record,
    attributeErrors: attributeErrors(loaded),
  };
}

export function attributeErrors({ definition }: LoadedPackage): Record<string, ErrorRecord> {
  return Object.fromEntries(
    definition.errors.map((error) => [String(error.data?.key), errorRecord(error)]),
  );
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
