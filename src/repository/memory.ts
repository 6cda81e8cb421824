// A repository that lives in memory: packages as data, by family and version. Developer packages and
// packages made by code are in one; they have no payload, so neither base nor root.

import { type Attributes, PackageDefinition } from "../definition/definition.ts";
import { checkPackageName } from "../definition/request.ts";
import { familyHandle } from "./handle.ts";
import type { Reading } from "./reading.ts";
import type {
  LoadedPackage,
  PackageFamily,
  PackageRepository,
  PackageResource,
} from "./repository.ts";
import { describe, packageResource } from "./resource.ts";

/** rez's key for a package without version. */
const NO_VERSION = "_NO_VERSION";

export type MemoryData = { readonly [family: string]: { readonly [version: string]: Attributes } };

export class MemoryRepository implements PackageRepository {
  readonly type = "memory";
  readonly location: string;
  readonly #data: MemoryData;
  readonly #packages = new Map<string, readonly PackageResource[]>();
  readonly #definitions = new Map<string, PackageDefinition>();

  constructor(location: string, data: MemoryData) {
    this.location = location;
    this.#data = data;
  }

  async families(): Promise<readonly PackageFamily[]> {
    return Object.keys(this.#data).map((name) => this.familyNamed(name));
  }

  async family(_reading: Reading, name: string): Promise<PackageFamily | null> {
    checkPackageName(name);
    return Object.hasOwn(this.#data, name) ? this.familyNamed(name) : null;
  }

  async packages(_reading: Reading, family: PackageFamily): Promise<readonly PackageResource[]> {
    let packages = this.#packages.get(family.name);
    if (!packages) {
      const data = this.#data[family.name] ?? {};
      const versions = Object.hasOwn(data, NO_VERSION) ? [""] : Object.keys(data);
      packages = versions.map((version) => packageResource(family, version));
      this.#packages.set(family.name, packages);
    }
    return packages;
  }

  async load(reading: Reading, resource: PackageResource): Promise<LoadedPackage> {
    return this.loadNow(reading, resource);
  }

  async lookAhead(): Promise<null> {
    return null;
  }

  loadNow(reading: Reading, resource: PackageResource): LoadedPackage {
    const uri = `${this.location}:${describe(resource)}`;
    let definition = this.#definitions.get(uri);
    if (!definition) {
      const versions = this.#data[resource.name] ?? {};
      const data = versions[resource.versionText || NO_VERSION] ?? {};
      definition = new PackageDefinition(
        { name: resource.name, version: resource.versionText, uri, file: uri },
        { data, formatVersion: null, evaluatedBy: "host" },
        reading.settings,
      );
      this.#definitions.set(uri, definition);
    }
    return { resource, definition, uri, base: null, file: null };
  }

  familyNamed(name: string): PackageFamily {
    const uri = `${this.location}:${name}`;
    const place = { repositoryType: this.type, location: this.location, name };
    return {
      repository: this,
      name,
      extension: null,
      path: uri,
      uri,
      handle: familyHandle({ ...place, extension: null, version: "" }),
    };
  }
}
