// How a call gets at repositories.

import { HostRepository } from "../repository/host-repository.ts";
import { type OpenOptions, openRepositories } from "../repository/paths.ts";
import { Reading } from "../repository/reading.ts";
import type { PackageRepository } from "../repository/repository.ts";
import type { Call } from "./handler.ts";

/** Holds the caches to what this call's settings say of them. */
export function configureCaches({ engine, settings, control }: Call): void {
  // What is made beforehand has the settings of an earlier call.
  if (!control.isIdle) engine.configure(settings.caches);
}

/** One look at the repositories: within it every file is read once. */
export function newReading(call: Call, { isBulk = false } = {}): Reading {
  configureCaches(call);
  return new Reading({
    settings: call.settings.repository,
    host: call.host,
    control: call.control,
    cache: call.engine.repositories,
    isBulk,
  });
}

export function repositoriesAt(
  paths: readonly string[],
  reading: Reading,
  call: Call,
): Promise<readonly PackageRepository[]> {
  return openRepositories(paths, reading, openOptions(call));
}

/** rez folds the case of locations on Windows alone. */
export function openOptions(call: Call): OpenOptions {
  return {
    workingDirectory: call.settings.working_directory,
    caseSensitive: process.platform !== "win32",
    outside: (type, location) => hostRepository(type, location, call),
  };
}

/** One for each place within a call: it asks Python for nothing twice. */
function hostRepository(type: string, location: string, call: Call): PackageRepository {
  let known = hostRepositories.get(call);
  if (known === undefined) {
    known = new Map();
    hostRepositories.set(call, known);
  }
  const path = `${type}@${location}`;
  const repository = known.get(path) ?? new HostRepository(type, location, call.host);
  known.set(path, repository);
  return repository;
}

const hostRepositories = new WeakMap<Call, Map<string, PackageRepository>>();
