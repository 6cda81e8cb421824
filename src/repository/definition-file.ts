// One definition file of a repository: read, evaluated, and completed with what older releases of
// rez kept in files beside it.

import { sep } from "node:path";
import { isBoundSource } from "../definition/bound-functions.ts";
import type { Attributes, DefinitionData } from "../definition/definition.ts";
import { hasTimestamp } from "../definition/definition-text.ts";
import type { DefinitionRequest } from "../definition/host.ts";
import { type DefinitionFormat, decode, loadDefinition } from "../definition/load.ts";
import { isSlowToRead } from "../definition/package-py.ts";
import { parseYamlDefinition } from "../definition/package-yaml.ts";
import { RezError } from "../errors.ts";
import { Cancelled } from "../slices.ts";
import type { FileIdentity } from "./identity.ts";
import type { Reading } from "./reading.ts";
import type { Storage } from "./storage.ts";

/** What a definition file gave: its data, or what is wrong with it. */
export interface DefinitionFile {
  readonly identity: FileIdentity;
  readonly data: DefinitionData | null;
  readonly error: RezError | null;
  /** The path that its functions show, links resolved; null when none shows it. It may change while
   * the file does not: when a folder above it becomes a link, or a link leads elsewhere. */
  readonly realPath: string | null;
  /** Whether it is what the file says for as long as that shows the same identity. */
  readonly isSettled: boolean;
}

export interface ParsedFile extends Pick<DefinitionFile, "data" | "error" | "realPath"> {
  /** Whether it stays true for as long as the file is the same. */
  readonly keep: boolean;
}

/** The definition at that path, null when there is no file. What is wrong with it is part of it. */
export async function readDefinitionFile(
  reading: Reading,
  storage: Storage,
  path: string,
  format: DefinitionFormat,
  /** Where release data may lie; null for a file that holds a whole family. */
  folder: string | null,
): Promise<DefinitionFile | null> {
  const file = await reading.files.read(path, storage, async (bytes) => {
    try {
      return await evaluate(reading, storage, path, format, bytes);
    } catch (error) {
      if (!(error instanceof RezError)) throw error;
      // Of errors, those of the text itself stay the same while the file does; a host's may not.
      return { data: null, error, realPath: null, keep: format === "yaml" };
    }
  });
  if (!file?.data || folder === null || hasTimestamp(file.data)) return file;
  const older = await olderReleaseData(reading, storage, folder);
  if (!older) return file;
  const { data, formatVersion, evaluatedBy } = file.data;
  const completed = { data: { ...data, ...older }, formatVersion, evaluatedBy };
  return { ...file, data: completed, isSettled: false };
}

/** The same for a file that was read before and is unchanged; undefined when that takes a wait. */
export function unchangedDefinitionFile(
  reading: Reading,
  storage: Storage,
  path: string,
  folder: string | null,
): DefinitionFile | undefined {
  const file = reading.files.readNow(path, storage);
  if (!file?.data || folder === null || hasTimestamp(file.data)) return file;
  const listing = reading.looks.listingNow(folder, storage);
  const isOld = !listing || OLDER_RELEASE_DATA.some((name) => listing.entry(name));
  return isOld ? undefined : file;
}

const OLDER_RELEASE_DATA = ["release.yaml", ".metadata"];

async function evaluate(
  reading: Reading,
  storage: Storage,
  path: string,
  format: DefinitionFormat,
  bytes: Uint8Array,
): Promise<ParsedFile> {
  if (reading.control.isIdle && format === "py" && isSlowToRead(bytes)) {
    throw new Cancelled("nobody waits for this");
  }
  let realPath: string | null = null;
  let keep = true;
  const host = {
    evaluateDefinition: async (request: DefinitionRequest) => {
      realPath = await reading.looks.realPath(path, storage);
      const found = await reading.host.evaluateDefinition({ ...request, path: realPath });
      // Without a text, Python has read the file, which may be another by now.
      keep = found.isSelfContained && request.source !== null;
      return found;
    },
  };
  const result = await loadDefinition({ path, bytes, format }, host);
  // rez shows a file's real path in the sources of its functions; few files are behind a link, and
  // asking for each would cost a call, so it is asked where a path shows.
  if (result.evaluatedBy !== "evaluator" || !showsPath(result.data)) {
    return { error: null, keep, data: result, realPath };
  }
  realPath = await reading.looks.realPath(path, storage);
  const data =
    realPath === path ? result : await loadDefinition({ path: realPath, bytes, format }, host);
  return { error: null, keep, data, realPath };
}

function showsPath(data: Attributes): boolean {
  return Object.values(data).some((value) => isBoundSource(value) && value.filepath !== null);
}

async function olderReleaseData(
  reading: Reading,
  storage: Storage,
  folder: string,
): Promise<Attributes | null> {
  const listing = await reading.looks.listing(folder, storage);
  const names = new Set(listing?.entries.map((entry) => entry.name));
  if (OLDER_RELEASE_DATA.some((name) => names.has(name))) reading.forbidKeeping();
  const limit = reading.settings.max_package_changelog_chars;
  if (names.has("release.yaml")) {
    const path = `${folder}${sep}release.yaml`;
    const file = await storage.read(path);
    if (file) return withChangelog(parseYamlDefinition(decode(file.bytes, path), path), limit);
  }
  if (!names.has(".metadata")) return null;
  const data: { [key: string]: string | number } = {};
  const changelog = await storage.read(`${folder}${sep}.metadata${sep}changelog.txt`);
  if (changelog) data.changelog = truncated(new TextDecoder().decode(changelog.bytes), limit);
  const released = await storage.read(`${folder}${sep}.metadata${sep}release_time.txt`);
  const time = released ? new TextDecoder().decode(released.bytes).trim() : "";
  if (/^[-+]?\d+$/.test(time)) data.timestamp = Number(time);
  return data;
}

function withChangelog(data: Attributes, limit: number): Attributes {
  const { changelog } = data;
  if (!changelog || !limit) return data;
  const text = Array.isArray(changelog) ? changelog.join("\n") : String(changelog);
  return { ...data, changelog: truncated(text, limit) };
}

function truncated(text: string, limit: number): string {
  return limit && text.length > limit + 3 ? `${text.slice(0, limit)}...` : text;
}
