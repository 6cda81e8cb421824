// A repository that is users' Python: packages in memory, or a class of the user's own. Its data is
// live there, so it is asked in every call anew, and for no more than the call needs.

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
import { packageResource } from "./resource.ts";

/** The Python side of such repositories; `path` is `type@location`. */
export interface RepositoryHost {
  repositoryFamilies(at: { path: string }): Promise<{ readonly families: readonly string[] }>;
  /** Null for a family that there is not. */
  repositoryVersions(at: {
    path: string;
    name: string;
  }): Promise<{ readonly versions: readonly string[] | null }>;
  repositoryPackage(at: { path: string; name: string; version: string }): Promise<{
    readonly uri: string;
    readonly base: string | null;
    readonly data: Attributes;
    /** Null for all of them. */
    readonly variants?: readonly (number | null)[] | null | undefined;
  }>;
}

export class HostRepository implements PackageRepository {
  readonly type: string;
  readonly location: string;
  readonly #host: RepositoryHost;
  readonly #path: string;
  readonly #versions = new Map<string, Promise<readonly string[] | null>>();
  readonly #packages = new Map<string, readonly PackageResource[]>();
  readonly #loaded = new Map<string, Promise<LoadedPackage>>();

  constructor(type: string, location: string, host: RepositoryHost) {
    this.type = type;
    this.location = location;
    this.#host = host;
    this.#path = `${type}@${location}`;
  }

  async families(): Promise<readonly PackageFamily[]> {
    const { families } = await this.#host.repositoryFamilies({ path: this.#path });
    return families.map((name) => this.#family(name));
  }

  async family(reading: Reading, name: string): Promise<PackageFamily | null> {
    checkPackageName(name);
    reading.forbidKeeping();
    return (await this.#versionsOf(name)) === null ? null : this.#family(name);
  }

  async packages(_reading: Reading, family: PackageFamily): Promise<readonly PackageResource[]> {
    const versions = (await this.#versionsOf(family.name)) ?? [];
    let packages = this.#packages.get(family.name);
    if (!packages) {
      packages = versions.map((version) => packageResource(family, version));
      this.#packages.set(family.name, packages);
    }
    return packages;
  }

  load(reading: Reading, resource: PackageResource): Promise<LoadedPackage> {
    const key = `${resource.name} ${resource.versionText}`;
    let loaded = this.#loaded.get(key);
    if (!loaded) {
      loaded = this.#load(reading, resource);
      this.#loaded.set(key, loaded);
    }
    return loaded;
  }

  async lookAhead(): Promise<null> {
    return null;
  }

  loadNow(): null {
    return null;
  }

  async #load(reading: Reading, resource: PackageResource): Promise<LoadedPackage> {
    const { name, versionText: version } = resource;
    const { uri, base, data, variants } = await this.#host.repositoryPackage({
      path: this.#path,
      name,
      version,
    });
    const definition = new PackageDefinition(
      { name, version, uri, file: uri },
      { data, formatVersion: null, evaluatedBy: "host" },
      reading.settings,
    );
    return { resource, definition, uri, base, file: null, variantIndices: variants ?? null };
  }

  #versionsOf(name: string): Promise<readonly string[] | null> {
    let versions = this.#versions.get(name);
    if (!versions) {
      const asked = this.#host.repositoryVersions({ path: this.#path, name });
      versions = asked.then((answer) => answer.versions);
      this.#versions.set(name, versions);
    }
    return versions;
  }

  #family(name: string): PackageFamily {
    const uri = `${this.location}:${name}`;
    const place = { repositoryType: this.type, location: this.location, name };
    const handle = familyHandle({ ...place, extension: null, version: "" });
    return { repository: this, name, extension: null, path: uri, uri, handle };
  }
}
