// Repositories on disk for tests: files by path, and a reading that asks no Python.

import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { RezError } from "../../../src/errors.ts";
import { openRepository } from "../../../src/repository/paths.ts";
import { Reading } from "../../../src/repository/reading.ts";
import {
  defaultRepositorySettings,
  type PackageRepository,
  type RepositorySettings,
} from "../../../src/repository/repository.ts";
import { RepositoryCache } from "../../../src/repository/repository-cache.ts";
import { DiskStorage, type Storage } from "../../../src/repository/storage.ts";
import { uncontrolled } from "../../../src/slices.ts";

export type Files = { readonly [path: string]: string };

/** A folder with these files, gone after the test. Times lie in the past, as of installed packages. */
export async function folder(files: Files): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "rez-next-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await write(root, files);
  return root;
}

export async function write(root: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

export async function setTime(path: string, seconds: number): Promise<void> {
  await utimes(path, seconds, seconds);
}

export function newReading(
  cache = new RepositoryCache(),
  settings: Partial<RepositorySettings> = {},
): Reading {
  return new Reading({
    settings: { ...defaultRepositorySettings, ...settings },
    cache,
    control: uncontrolled,
    host: {
      evaluateDefinition: async ({ path }) => {
        throw new RezError("ResourceError", `Problem loading ${path}: needs Python`);
      },
    },
  });
}

export async function opened(path: string, reading: Reading): Promise<PackageRepository> {
  return openRepository(path, reading, { workingDirectory: "/", caseSensitive: true });
}

export async function versionsOf(path: string, name: string, reading: Reading): Promise<string[]> {
  const repository = await opened(path, reading);
  const family = await repository.family(reading, name);
  if (!family) return [];
  const packages = await repository.packages(reading, family);
  return packages.map(({ versionText }) => versionText);
}

/** Counts what is asked of the disk. */
export class CountingStorage implements Storage {
  readonly calls: string[] = [];
  readonly #disk = new DiskStorage();

  status(path: string) {
    this.calls.push(`status ${path}`);
    return this.#disk.status(path);
  }

  statusNow(path: string) {
    this.calls.push(`status ${path}`);
    return this.#disk.statusNow(path);
  }

  lookNow(path: string) {
    this.calls.push(`look ${path}`);
    return this.#disk.lookNow(path);
  }

  read(path: string) {
    this.calls.push(`read ${path}`);
    return this.#disk.read(path);
  }

  list(path: string) {
    this.calls.push(`list ${path}`);
    return this.#disk.list(path);
  }

  realPath(path: string) {
    this.calls.push(`realPath ${path}`);
    return this.#disk.realPath(path);
  }

  linkTarget(path: string) {
    this.calls.push(`linkTarget ${path}`);
    return this.#disk.linkTarget(path);
  }
}
