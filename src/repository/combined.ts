// A family in one file, `<family>.py` or `.yaml`: a list of versions, what they share, and overrides
// for ranges of them. Such packages have no folder, so neither base nor root.

import { entriesOf } from "../definition/checks.ts";
import type { Attributes } from "../definition/definition.ts";
import { validateFamilyKey } from "../definition/schema.ts";
import { RezError } from "../errors.ts";
import type { Tagged } from "../python-source/tagged.ts";
import { VersionRange } from "../version/range.ts";
import type { DefinitionFile } from "./definition-file.ts";
import { readDefinitionFile } from "./definition-file.ts";
import type { Reading } from "./reading.ts";
import type { LoadedPackage, PackageFamily, PackageResource } from "./repository.ts";
import { definitionOf, packageResource, remember } from "./resource.ts";
import type { Storage } from "./storage.ts";

export async function combinedPackages(
  reading: Reading,
  storage: Storage,
  family: PackageFamily,
): Promise<readonly PackageResource[]> {
  const { file, data } = await familyData(reading, storage, family);
  const versions = Object.hasOwn(data, "versions")
    ? (validateFamilyKey("versions", data.versions as Tagged, family.path) as readonly string[])
    : [];
  if (versions.length === 0 && !reading.settings.allow_unversioned_packages) return [];
  const texts = versions.length ? versions : [""];
  return remember(reading, file, texts, () => texts.map((text) => packageResource(family, text)));
}

export async function loadCombined(
  reading: Reading,
  storage: Storage,
  resource: PackageResource,
): Promise<LoadedPackage> {
  const { path } = resource.family;
  const { file } = await familyData(reading, storage, resource.family);
  const uri = `${path}<${resource.versionText}>`;
  const definition = definitionOf(reading, resource, {
    uri,
    path,
    file,
    select: (data) => packageData(data, resource),
  });
  return {
    resource,
    definition,
    uri,
    base: null,
    file,
  };
}

/** What the file says of one version: overrides in the order of the file, the later ones winning. */
function packageData(family: Attributes, resource: PackageResource): Attributes {
  if (!Object.hasOwn(family, "versions")) return family;
  const { versions, version_overrides, ...shared } = family;
  let data: Attributes = { ...shared, version: resource.versionText };
  if (version_overrides === undefined) return data;
  const { path } = resource.family;
  const overrides = validateFamilyKey("version_overrides", version_overrides, path);
  for (const [range, changes] of entriesOf(overrides) ?? []) {
    if (!VersionRange.parse(range as string).contains(resource.version)) continue;
    data = { ...data, ...Object.fromEntries((entriesOf(changes) ?? []) as [string, Tagged][]) };
  }
  return data;
}

async function familyData(
  reading: Reading,
  storage: Storage,
  family: PackageFamily,
): Promise<{ readonly file: DefinitionFile; readonly data: Attributes }> {
  const format = family.extension ?? "py";
  const file = await readDefinitionFile(reading, storage, family.path, format, null);
  if (!file) {
    throw new RezError("ResourceError", `Problem loading ${family.path}: the file is gone`, {
      file: family.path,
    });
  }
  if (!file.data) throw file.error;
  return { file, data: file.data.data };
}
