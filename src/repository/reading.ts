// One reading of the repositories: a call, a resolve. Within it every folder and file is looked at
// once; the next reading looks again. What was read before is used again when it is unchanged.

import { CacheStatistics } from "../cache/statistics.ts";
import type { PackageDefinition } from "../definition/definition.ts";
import type { DefinitionHost } from "../definition/host.ts";
import { type Control, letOthersIn } from "../slices.ts";
import { type Evidence, isAsSeen } from "./evidence.ts";
import { FileReader } from "./file-reader.ts";
import { Looks } from "./looks.ts";
import type { RepositorySettings } from "./repository.ts";
import type { RepositoryCache } from "./repository-cache.ts";
import type { Storage } from "./storage.ts";

export class Reading {
  readonly settings: RepositorySettings;
  readonly host: DefinitionHost;
  readonly control: Control;
  readonly cache: RepositoryCache;
  /** Where what it finds is counted; what nobody asked for is no question. */
  readonly statistics: CacheStatistics;
  /** Whether it reads so many packages that they are not remembered: the index has them. */
  readonly isBulk: boolean;
  readonly looks: Looks;
  readonly files: FileReader;
  /** By uri: what was made of the files that were read. */
  readonly definitions = new Map<string, PackageDefinition>();
  readonly #pathsTo = new Map<string, Set<string>>();
  #isRepeatable = true;

  constructor(fields: {
    readonly settings: RepositorySettings;
    readonly host: DefinitionHost;
    readonly control: Control;
    readonly cache: RepositoryCache;
    readonly isBulk?: boolean;
  }) {
    this.settings = fields.cache.sharedSettings(fields.settings);
    this.host = fields.host;
    this.control = fields.control;
    this.cache = fields.cache;
    this.statistics = this.control.isIdle ? new CacheStatistics() : this.cache.statistics;
    this.isBulk = fields.isBulk === true;
    this.looks = new Looks(this.cache, this.statistics, this.control);
    this.files = new FileReader(this);
  }

  /** A repository was found at `location` by that path. */
  notePathTo(location: string, path: string): void {
    if (path === location) return;
    const paths = this.#pathsTo.get(location);
    if (paths) paths.add(path);
    else this.#pathsTo.set(location, new Set([path]));
  }

  /** The other paths by which a repository was found. */
  pathsTo(location: string): Iterable<string> {
    return this.#pathsTo.get(location) ?? [];
  }

  /** Something had a say in this reading that a look at the disk does not show. */
  forbidKeeping(): void {
    this.#isRepeatable = false;
  }

  /** All that was seen of the disk so far. Null when a reading that sees the same may yet differ. */
  async evidence(): Promise<Evidence | null> {
    if (!this.#isRepeatable || !(await this.files.isRepeatable())) return null;
    await letOthersIn(this.control);
    return this.looks.evidence();
  }

  /** Whether a look at the disk shows what another reading saw. What is looked at for that is of no
   * account for this reading's own evidence, so it is not remembered. */
  async confirms(evidence: Evidence, storageOf: (path: string) => Storage): Promise<boolean> {
    for (const [path, real] of evidence.folderPaths) {
      if ((await this.looks.folderPath(path)) !== real) return false;
    }
    if (!(await isAsSeen(evidence, storageOf, this.control))) return false;
    const reals = evidence.realPaths.map(([path]) => storageOf(path).realPath(path));
    const found = await Promise.all(reals);
    return found.every((real, i) => real === evidence.realPaths[i]![1]);
  }
}
