// What is remembered of a family's folder is remembered and forgotten together: a search that meets
// the family needs nearly all of it, and without a part it would have to learn the rest anew. So it is
// one thing to the engine's memory, and of a call only its first use is noted.

import { basename, dirname } from "node:path";
import type { EngineMemory, Holding } from "../cache/engine-memory.ts";
import type { CacheStatistics } from "../cache/statistics.ts";
import type { PackageDefinition } from "../definition/definition.ts";
import type { DefinitionFile } from "./definition-file.ts";
import type { RepositorySettings } from "./repository.ts";

type Kind = "definitions" | "listings";

export interface RememberedDefinition {
  readonly file: DefinitionFile;
  readonly settings: RepositorySettings;
  readonly definition: PackageDefinition;
}

interface Part {
  readonly kind: Kind;
  readonly weight: number;
}

export interface Folder {
  readonly holding: Holding;
  /** By uri, so that what a definition has parsed survives from call to call. */
  readonly definitions: Map<string, RememberedDefinition>;
  /** By path. */
  readonly parts: Map<string, Part>;
}

export class FolderMemory {
  readonly #memory: EngineMemory;
  readonly #statistics: CacheStatistics;
  readonly #forget: { readonly [kind in Kind]: (path: string) => void };
  readonly #folders = new Map<string, Folder>();

  /** `forget` is told of what goes, path by path. */
  constructor(
    memory: EngineMemory,
    statistics: CacheStatistics,
    forget: { readonly [kind in Kind]: (path: string) => void },
  ) {
    this.#memory = memory;
    this.#statistics = statistics;
    this.#forget = forget;
  }

  /** What was read at `path` is remembered with what else is of the folder. */
  hold(kind: Kind, at: string, path: string, weight: number): Folder {
    const folder = this.#folder(at);
    this.release(folder, path);
    folder.parts.set(path, { kind, weight });
    this.#weigh(folder, kind, weight, 1);
    this.#memory.use(folder.holding);
    return folder;
  }

  use({ holding }: Folder): void {
    this.#memory.use(holding);
  }

  /** It was forgotten for another reason. */
  release(folder: Folder, path: string): void {
    const part = folder.parts.get(path);
    if (part === undefined) return;
    folder.parts.delete(path);
    this.#weigh(folder, part.kind, part.weight, -1);
  }

  /** Forgets all of one kind. */
  clear(kind: Kind): void {
    for (const folder of this.#folders.values()) {
      if (kind === "definitions") folder.definitions.clear();
      for (const [path, part] of folder.parts) {
        if (part.kind !== kind) continue;
        this.#forget[kind](path);
        this.release(folder, path);
      }
    }
  }

  #folder(at: string): Folder {
    let folder = this.#folders.get(at);
    if (folder === undefined) {
      const holding = this.#memory.hold(at, FOLDER_BYTES, () => this.#evict(at));
      folder = { holding, definitions: new Map(), parts: new Map() };
      this.#folders.set(at, folder);
    }
    return folder;
  }

  #evict(at: string): void {
    const folder = this.#folders.get(at) as Folder;
    this.#folders.delete(at);
    for (const [path, { kind }] of folder.parts) {
      this.#forget[kind](path);
      this.release(folder, path);
      this.#statistics.memory[kind].evictions++;
    }
  }

  #weigh({ holding }: Folder, kind: Kind, weight: number, sign: 1 | -1): void {
    const counters = this.#statistics.memory[kind];
    counters.entries += sign;
    counters.bytes += sign * weight;
    this.#memory.reweigh(holding, holding.weight + sign * weight);
  }
}

/** A folder without anything in it, and the table of a family that a search makes of it. */
const FOLDER_BYTES = 2_000;

/** The family's folder, or the file that holds a whole family. */
export function folderOfDefinition(
  path: string,
  { package_filenames }: RepositorySettings,
): string {
  const isOfFolder = package_filenames.includes(basename(path).replace(/\.\w+$/, ""));
  return isOfFolder ? dirname(dirname(path)) : path;
}

/** A version's folder is listed for its definition; it goes with that. */
export function folderOfListing(path: string, names: readonly string[]): string {
  return names.some((name) => /^package\.(py|yaml)$/.test(name)) ? dirname(path) : path;
}
